package httpserver

import (
	"log"
	"sync"
	"sync/atomic"
)

// connections counts the connections, and refuses those above the limit.
type connections struct {
	most    int64
	open    atomic.Int64
	refused atomic.Int64
	log     *log.Logger // nil for the standard one
	logged  sync.Once
}

// enter counts a connection, and returns false if there are too many already.
func (c *connections) enter() bool {
	if c.open.Add(1) <= c.most {
		return true
	}
	c.leave()
	c.refused.Add(1)
	c.logged.Do(c.logRefusal)
	return false
}

func (c *connections) leave() { c.open.Add(-1) }

func (c *connections) logRefusal() {
	logger := c.log
	if logger == nil {
		logger = log.Default()
	}
	logger.Printf("the simulator has %d connections, the most that it takes: it closes further ones", c.most)
}
