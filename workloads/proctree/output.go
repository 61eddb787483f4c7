package proctree

import (
	"slices"
	"sync"
)

// mostOutput is how much of a command's output is kept.
const mostOutput = 64 << 10

// output keeps the end of what is written to it, and counts all of it.
type output struct {
	mutex sync.Mutex
	ring  []byte // the byte with the number n is at n modulo its length
	total int64
}

// Write never fails and never waits for a reader.
func (o *output) Write(data []byte) (int, error) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	if o.ring == nil {
		o.ring = make([]byte, mostOutput)
	}
	skipped := max(0, len(data)-mostOutput)
	at := o.total + int64(skipped)
	for rest := data[skipped:]; len(rest) > 0; {
		n := copy(o.ring[at%mostOutput:], rest)
		at, rest = at+int64(n), rest[n:]
	}
	o.total += int64(len(data))
	return len(data), nil
}

// end returns the last bytes in order, and how many there were in all.
func (o *output) end() ([]byte, int64) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	if o.total <= mostOutput {
		return slices.Clone(o.ring[:o.total]), o.total
	}
	at := o.total % mostOutput
	return slices.Concat(o.ring[at:], o.ring[:at]), o.total
}
