package proctree

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// A Guardian runs commands for this program. It runs one at a time.
type Guardian struct {
	command  *exec.Cmd
	input    io.WriteCloser
	requests *json.Encoder
	outcomes chan Outcome
	gone     chan struct{} // closed when the guardian has ended
	mutex    sync.Mutex    // of one run
	running  atomic.Bool
	cpu      atomic.Int64 // nanoseconds, of the runs that have ended
	told     rising       // the most that CPU has returned
	live     bool         // the CPU time of a run under way is known
}

// Start starts a guardian by a command line that calls [Serve]. Programs are found by
// the given PATH, which is all that it has of an environment.
func Start(command []string, path string) (*Guardian, error) {
	g := &Guardian{command: exec.Command(command[0], command[1:]...), outcomes: make(chan Outcome), gone: make(chan struct{}), live: knowsLive()}
	g.command.Env = []string{"PATH=" + path}
	// Signals of the terminal are for this program, which tells the guardian.
	g.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	input, err := g.command.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("guardian of commands: %w", err)
	}
	output, err := g.command.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("guardian of commands: %w", err)
	}
	if err := g.command.Start(); err != nil {
		return nil, fmt.Errorf("guardian of commands: %w", err)
	}
	g.input, g.requests = input, json.NewEncoder(input)
	go g.read(output)
	return g, nil
}

// read passes outcomes on until the guardian ends.
func (g *Guardian) read(output io.Reader) {
	defer close(g.gone)
	outcomes := json.NewDecoder(output)
	for {
		var o Outcome
		if err := outcomes.Decode(&o); err != nil {
			_ = g.command.Wait()
			return
		}
		g.outcomes <- o
	}
}

var errGone = errors.New("the guardian of commands has ended")

// Run carries out an invocation and waits for its tree to end. When the context
// ends, it ends the tree and returns the context's cause.
func (g *Guardian) Run(ctx context.Context, invocation Invocation) (Outcome, error) {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	if err := ctx.Err(); err != nil {
		return Outcome{}, context.Cause(ctx)
	}
	if err := g.requests.Encode(request{Run: &invocation}); err != nil {
		return Outcome{}, errGone
	}
	g.running.Store(true)
	defer g.running.Store(false)
	stopped := ctx.Done()
	for {
		select {
		case o := <-g.outcomes:
			g.cpu.Add(int64(o.CPU()))
			if ctx.Err() != nil {
				return o, context.Cause(ctx)
			}
			return o, nil
		case <-g.gone:
			return Outcome{}, errGone
		case <-stopped:
			stopped = nil
			_ = g.requests.Encode(request{}) // gone is closed where this fails
		}
	}
}

// CPU is the CPU time of all runs so far: that of the run under way is part of it
// where Live says so. It never goes back. What a process uses between a reading and
// its end is added when the run ends.
func (g *Guardian) CPU() time.Duration {
	sum := g.cpu.Load()
	if g.live && g.running.Load() {
		sum += int64(liveCPU(g.PID()))
	}
	return g.told.up(time.Duration(sum))
}

// Live tells whether CPU has the run under way, as on Linux.
func (g *Guardian) Live() bool { return g.live }

// Running tells whether a run is under way.
func (g *Guardian) Running() bool { return g.running.Load() }

// PID is the guardian's process.
func (g *Guardian) PID() int { return g.command.Process.Pid }

// Close ends the guardian, with what it runs.
func (g *Guardian) Close() error {
	_ = g.input.Close()
	<-g.gone
	return nil
}
