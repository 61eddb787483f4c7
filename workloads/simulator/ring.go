package simulator

import "sync/atomic"

// shelf keeps the newest objects of one kind in a ring, by serial number. It takes no lock: a slot is replaced whole.
type shelf[T any] struct {
	identity identity
	last     atomic.Uint64 // the newest serial number given out; the first is 1
	slots    []atomic.Pointer[T]
	serial   func(*T) uint64
}

func newShelf[T any](id identity, size int, serial func(*T) uint64) *shelf[T] {
	return &shelf[T]{identity: id, slots: make([]atomic.Pointer[T], size), serial: serial}
}

// reserve gives out the next serial number.
func (s *shelf[T]) reserve() uint64 { return s.last.Add(1) }

// put makes an object visible and returns the one that it displaces, if any.
func (s *shelf[T]) put(object *T) (displaced *T) {
	number := s.serial(object)
	slot := &s.slots[number%uint64(len(s.slots))]
	for {
		old := slot.Load()
		if old != nil && s.serial(old) > number {
			return object // a newer object has taken the slot already, so this one is the oldest
		}
		if slot.CompareAndSwap(old, object) {
			return old
		}
	}
}

// get returns the object with a serial number, or nil when it has left or was never there.
func (s *shelf[T]) get(number uint64) *T {
	object := s.slots[number%uint64(len(s.slots))].Load()
	if object == nil || s.serial(object) != number {
		return nil
	}
	return object
}

// replace puts an object in the place of another one with the same serial number, unless that one has left its slot.
func (s *shelf[T]) replace(old, object *T) bool {
	return s.slots[s.serial(old)%uint64(len(s.slots))].CompareAndSwap(old, object)
}

// remove takes an object away.
func (s *shelf[T]) remove(object *T) bool { return s.replace(object, nil) }

// find returns the object with an id, or nil.
func (s *shelf[T]) find(id []byte) *T {
	number, ok := s.identity.number(id)
	if !ok {
		return nil
	}
	return s.get(number)
}

// span returns the serial numbers that may still be on the shelf: from oldest to newest, both included.
func (s *shelf[T]) span() (oldest, newest uint64) {
	newest = s.last.Load()
	oldest = 1
	if size := uint64(len(s.slots)); newest > size {
		oldest = newest - size + 1
	}
	return oldest, newest
}

// kept counts the objects that are on the shelf, by looking at each slot that was ever filled.
func (s *shelf[T]) kept() int {
	count := 0
	oldest, newest := s.span()
	for number := oldest; number <= newest; number++ {
		if s.get(number) != nil {
			count++
		}
	}
	return count
}
