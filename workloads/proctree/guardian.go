package proctree

import (
	"encoding/json"
	"fmt"
	"io"
	"sync"
)

// request is a line to the guardian. Without an invocation it ends the run under
// way early.
type request struct {
	Run *Invocation `json:"run,omitempty"`
}

// Serve is the guardian: it carries out the invocations that it reads, one at a
// time, and writes each one's outcome. It returns when its input ends, which it
// does however the parent goes away, after it has ended the run under way.
func Serve(input io.Reader, reply io.Writer) error {
	if err := adopt(); err != nil {
		return fmt.Errorf("adopting orphans: %w", err)
	}
	requests, outcomes, groups := json.NewDecoder(input), json.NewEncoder(reply), newGroups()
	var running sync.WaitGroup
	defer running.Wait()
	stop := make(chan struct{})
	end := sync.OnceFunc(func() { close(stop) })
	defer func() { end() }()
	for {
		var r request
		if err := requests.Decode(&r); err != nil {
			return nil // the parent has gone, or is done
		}
		if r.Run == nil {
			end()
			continue
		}
		running.Wait()
		stop = make(chan struct{})
		mine := stop
		end = sync.OnceFunc(func() { close(mine) })
		running.Go(func() { _ = outcomes.Encode(run(*r.Run, groups, mine)) }) // the parent may have gone
	}
}
