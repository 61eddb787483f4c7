package wire

import "sync"

// Idle keeps what workers used in legs that have ended, for later legs: its
// histograms and buffers are large. Its zero value is ready for use.
type Idle[T any] struct {
	mutex sync.Mutex
	of    map[int][]T // by the number of workers
}

// Take takes what was used by as many workers; false where nothing is left.
func (i *Idle[T]) Take(workers int) (kept T, ok bool) {
	i.mutex.Lock()
	defer i.mutex.Unlock()
	all := i.of[workers]
	if len(all) == 0 {
		return kept, false
	}
	i.of[workers] = all[:len(all)-1]
	return all[len(all)-1], true
}

// Put keeps what the given number of workers used.
func (i *Idle[T]) Put(workers int, used T) {
	i.mutex.Lock()
	defer i.mutex.Unlock()
	if i.of == nil {
		i.of = map[int][]T{}
	}
	i.of[workers] = append(i.of[workers], used)
}
