package sysmon

import "sync"

// threadCounters count instructions with a counter for each thread that asks.
// When one can't be opened, no further one is tried: the system has no such
// counters, as many virtual machines, or this user may not use them.
type threadCounters struct {
	thread func() int                      // number of the calling thread
	open   func() (counter int, err error) // of the calling thread
	read   func(counter int) (counted, enabled, ran uint64, err error)
	shut   func(counter int)

	mutex  sync.Mutex // of what follows
	known  map[int]int
	closed bool
}

func (c *threadCounters) whole() bool { return false }

// count is what the calling thread has executed since its counter was opened.
func (c *threadCounters) count() (uint64, bool) {
	counter, ok := c.counter()
	if !ok {
		return 0, false
	}
	counted, enabled, ran, err := c.read(counter)
	if err != nil || ran < enabled { // other users of the hardware's counter had it in between
		c.forget()
		return 0, false
	}
	return counted, true
}

// counter is that of the calling thread.
func (c *threadCounters) counter() (int, bool) {
	thread := c.thread()
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if counter, ok := c.known[thread]; ok || c.closed {
		return counter, ok
	}
	counter, err := c.open()
	if err != nil {
		c.closed = true
		return 0, false
	}
	c.known[thread] = counter
	return counter, true
}

// forget gives the calling thread's counter back: the next count opens another.
func (c *threadCounters) forget() {
	thread := c.thread()
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if counter, ok := c.known[thread]; ok {
		c.shut(counter)
		delete(c.known, thread)
	}
}
