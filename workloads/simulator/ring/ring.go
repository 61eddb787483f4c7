// Package ring keeps objects without a hash table and without a lock. An id is an enciphered serial number, which is
// the object's slot in a ring; so memory is bounded, the oldest object leaves first, and an id keeps its place in the
// order of a list when its object has left.
package ring

import "sync/atomic"

// Ring keeps the newest objects of one kind in a ring, by serial number. It takes no lock: a slot is replaced whole.
type Ring[T any] struct {
	identity Identity
	last     atomic.Uint64 // the newest serial number given out; the first is 1
	slots    []atomic.Pointer[T]
	serial   func(*T) uint64
	changed  func(number uint64) // nil = nobody wants to know
}

// Watch has changed called with the serial number of every object that is put, replaced or removed from now on. It must
// be called before the ring is used by others.
func (s *Ring[T]) Watch(changed func(number uint64)) { s.changed = changed }

// Last is the newest serial number that was given out.
func (s *Ring[T]) Last() uint64 { return s.last.Load() }

// Resume gives out serial numbers after last, and none before it.
func (s *Ring[T]) Resume(last uint64) { s.last.Store(last) }

// New makes a ring of size slots. serial reads an object's number.
func New[T any](id Identity, size int, serial func(*T) uint64) *Ring[T] {
	return &Ring[T]{identity: id, slots: make([]atomic.Pointer[T], size), serial: serial}
}

// Reserve gives out the next serial number.
func (s *Ring[T]) Reserve() uint64 { return s.last.Add(1) }

// Put makes an object visible and returns the one that it displaces, if any.
func (s *Ring[T]) Put(object *T) (displaced *T) {
	number := s.serial(object)
	slot := &s.slots[number%uint64(len(s.slots))]
	for {
		old := slot.Load()
		if old != nil && s.serial(old) > number {
			return object // a newer object has taken the slot already, so this one is the oldest
		}
		if slot.CompareAndSwap(old, object) {
			if s.changed != nil {
				s.tell(old, object)
			}
			return old
		}
	}
}

// ID is the id of a serial number.
func (s *Ring[T]) ID(number uint64) string { return string(s.identity.Append(nil, number)) }

// tell says which serial numbers have changed with a slot's object.
func (s *Ring[T]) tell(objects ...*T) {
	for _, object := range objects {
		if object != nil {
			s.changed(s.serial(object))
		}
	}
}

// Get returns the object with a serial number, or nil when it has left or was never there.
func (s *Ring[T]) Get(number uint64) *T {
	object := s.slots[number%uint64(len(s.slots))].Load()
	if object == nil || s.serial(object) != number {
		return nil
	}
	return object
}

// Replace puts an object in the place of another one with the same serial number, unless that one has left its slot.
func (s *Ring[T]) Replace(old, object *T) bool {
	done := s.slots[s.serial(old)%uint64(len(s.slots))].CompareAndSwap(old, object)
	if done && s.changed != nil {
		s.changed(s.serial(old))
	}
	return done
}

// Remove takes an object away.
func (s *Ring[T]) Remove(object *T) bool { return s.Replace(object, nil) }

// Find returns the object with an id, or nil.
func (s *Ring[T]) Find(id []byte) *T {
	number, ok := s.identity.Number(id)
	if !ok {
		return nil
	}
	return s.Get(number)
}

// span returns the serial numbers that may still be in the ring: from oldest to newest, both included.
func (s *Ring[T]) span() (oldest, newest uint64) {
	newest = s.last.Load()
	oldest = 1
	if size := uint64(len(s.slots)); newest > size {
		oldest = newest - size + 1
	}
	return oldest, newest
}

// Each visits the objects that are in the ring, the oldest first.
func (s *Ring[T]) Each(visit func(*T)) {
	oldest, newest := s.span()
	for number := oldest; number <= newest; number++ {
		if object := s.Get(number); object != nil {
			visit(object)
		}
	}
}

// Kept counts the objects that are in the ring, by looking at each slot that was ever filled.
func (s *Ring[T]) Kept() int {
	count := 0
	s.Each(func(*T) { count++ })
	return count
}
