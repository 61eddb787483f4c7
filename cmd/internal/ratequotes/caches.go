package ratequotes

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine"
	"ep-benchmark/workloads/child"
	"ep-benchmark/workloads/quotes"
	"ep-benchmark/workloads/quotes/memory"
	"ep-benchmark/workloads/quotes/redis"
)

// caches are the caches of a run, and the server of Redis.
type caches struct {
	bench       *quotes.Bench
	named       []string
	ttl         time.Duration
	connections int
	way         way
	env         process.Environment

	memory  *memory.Store
	redis   *redis.Store
	process *child.Process // of a server of ours
	about   redis.About    // before the first run, and after each
}

// studyTimeout is how long the server may take to say what it has evicted.
const studyTimeout = 5 * time.Second

// Open makes the caches, and starts or connects to the server.
func (c *caches) Open(ctx context.Context) error {
	stores, server := map[string]quotes.Store{}, ""
	for _, name := range c.named {
		var err error
		switch name {
		case memory.Name:
			if c.memory, err = memory.New(quotes.KeptFor(c.ttl)); err == nil {
				stores[name] = c.memory
			}
		case redis.Name:
			if server, err = c.connect(ctx); err == nil {
				stores[name] = c.redis
			}
		}
		if err != nil {
			return errors.Join(err, c.Close(ctx))
		}
	}
	c.bench.Serve(stores, server)
	return nil
}

// connect starts or connects to the server, and returns what it is.
func (c *caches) connect(ctx context.Context) (server string, err error) {
	address := c.way.address
	if c.way.own() {
		if c.process, err = c.way.start(ctx, c.env); err != nil {
			return "", err
		}
		address.Network, address.Host = "tcp", c.process.Address()
	}
	if c.redis, err = redis.Open(ctx, address, c.connections); err != nil {
		return "", c.way.explained(err, c.env)
	}
	if c.about, err = c.redis.About(ctx); err != nil && c.way.kind == named {
		return "", c.way.explained(err, c.env)
	}
	return c.way.said(&c.about), nil
}

// Close deletes what was written, ends the connections, and stops a server of ours. It
// does so even if the context has ended.
func (c *caches) Close(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), studyTimeout)
	defer cancel()
	var problems []error
	if c.memory != nil {
		c.memory.Close()
	}
	if c.redis != nil {
		if err := c.redis.Close(ctx); err != nil && c.process == nil {
			problems = append(problems, fmt.Errorf("%s: what was written there is not deleted, and expires within %v: %w", c.way.address, quotes.KeptFor(c.ttl), err))
		}
	}
	if c.process != nil {
		problems = append(problems, c.process.Stop())
	}
	c.memory, c.redis, c.process = nil, nil, nil
	return errors.Join(problems...)
}

// study adds what is known beside the legs to a report.
func (c *caches) study(report *engine.Report) []engine.Finding {
	return c.bench.Study(report, c.evicted())
}

// evicted is how many keys the server threw away since it was last asked; nil where
// that is not known.
func (c *caches) evicted() *int64 {
	if c.redis == nil || c.way.kind == stood {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), studyTimeout)
	defer cancel()
	about, err := c.redis.About(ctx)
	if err != nil { // a server that is gone: the legs say so
		return nil
	}
	n := about.Evicted - c.about.Evicted
	c.about = about
	return &n
}

// PID is that of the server, whose CPU time is part of what is measured.
func (c *caches) PID() int {
	if c.about.PID > 0 {
		return c.about.PID
	}
	if c.process == nil {
		return 0
	}
	return c.process.PID()
}

// CPU is that of servers that have ended: the one there is ends with the run.
func (c *caches) CPU() time.Duration { return 0 }

// Live says that CPU does not have the server that is running: it is counted by its
// PID.
func (c *caches) Live() bool { return false }

// Running says that a process is running whose CPU time is not known yet. That of the
// server always is.
func (c *caches) Running() bool { return false }
