// Package child runs a server of ours in a process of its own, seen from its parent. The child lives as long as a pipe that
// only the parent holds, so that it ends however the parent ends.
package child

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"sync"
	"time"
)

const (
	readyTimeout = 10 * time.Second // for a child to say its address
	stopTimeout  = 5 * time.Second  // for a child to go after its pipe was closed; it needs two at most
	pipeTimeout  = time.Second      // for a dead child's pipes to be read to their ends
)

// Process is a server in a child process, seen from its parent. The child ends when its parent does, even when the
// parent is killed, because it reads from a pipe whose other end only the parent holds.
type Process struct {
	name    string // as errors have it
	command *exec.Cmd
	address string
	stdin   io.Closer
	stderr  *tail
	done    chan struct{}
	exit    error // why it died; to be read after done
	stop    sync.Once
	forced  bool // Stop had to kill it
	stopped bool // Stop was called
	mu      sync.Mutex
}

// Start runs a command line that serves, with exactly the given environment. It waits until the child announces
// its address, at most 10 seconds or until the context ends. The context has no effect after Start. What the child
// writes to its standard error goes to stderr (nil = nowhere). The end of it is also part of the error when the child
// dies or stays silent.
func Start(ctx context.Context, name string, command, environment []string, stderr io.Writer) (*Process, error) {
	return StartWithin(ctx, readyTimeout, name, command, environment, stderr)
}

// StartWithin is Start for a child that may take another time than 10 seconds to be ready.
func StartWithin(ctx context.Context, ready time.Duration, name string, command, environment []string, stderr io.Writer) (*Process, error) {
	if len(command) == 0 {
		return nil, fmt.Errorf("%s process: no command", name)
	}
	p := &Process{name: name, stderr: &tail{next: stderr}, done: make(chan struct{})}
	// This does not use CommandContext, since the end of a run must not kill the server that still sends the run's last
	// answers.
	p.command = exec.Command(command[0], command[1:]...)
	p.command.Env = append([]string{}, environment...) // never nil, which would stand for the parent's environment
	p.command.Stderr = p.stderr
	p.command.SysProcAttr = ownProcessGroup()
	p.command.WaitDelay = pipeTimeout
	stdin, err := p.command.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("%s process: %w", name, err)
	}
	p.stdin = stdin
	output, stdout := io.Pipe()
	p.command.Stdout = stdout
	if err := p.command.Start(); err != nil {
		return nil, fmt.Errorf("%s process: %w", name, err)
	}
	go p.await(stdout)
	return p.awaitAddress(ctx, output, ready)
}

// await collects the child when it dies.
func (p *Process) await(stdout *io.PipeWriter) {
	err := p.command.Wait()
	_ = stdout.Close()
	p.exit = err
	close(p.done)
}

// awaitAddress reads the announcement. It also reads everything that the child prints later, so that the child never
// waits for a reader.
func (p *Process) awaitAddress(ctx context.Context, output io.Reader, ready time.Duration) (*Process, error) {
	announced := make(chan error, 1)
	go func() {
		reader := bufio.NewReader(output)
		address, err := readAnnouncement(reader)
		p.address = address
		announced <- err
		_, _ = io.Copy(io.Discard, reader)
	}()
	ctx, cancel := context.WithTimeoutCause(ctx, ready, fmt.Errorf("no address within %v", ready))
	defer cancel()
	var problem error
	select {
	case problem = <-announced:
		if problem == nil {
			return p, nil
		}
	case <-ctx.Done():
		problem = context.Cause(ctx)
	}
	p.end()
	<-p.done
	switch {
	case !errors.Is(problem, io.EOF):
	case p.exit == nil:
		problem = errors.New("ended before it said its address")
	default:
		problem = fmt.Errorf("ended before it said its address: %w", p.exit)
	}
	return nil, fmt.Errorf("%s process: %w%s", p.name, problem, p.stderr.quoted())
}

// readAnnouncement returns the address in the child's first line, or the error that the child says in place of one. The
// error is io.EOF when the child has died.
func readAnnouncement(r *bufio.Reader) (string, error) {
	line, err := r.ReadSlice('\n')
	if err != nil {
		return "", err
	}
	var announcement struct{ Address, Error string }
	if err := json.Unmarshal(line, &announcement); err != nil {
		return "", fmt.Errorf("unexpected on its standard output: %w", err)
	}
	if announcement.Error != "" {
		return "", errors.New(announcement.Error)
	}
	if announcement.Address == "" {
		return "", errors.New("no address in its first line")
	}
	return announcement.Address, nil
}

// Address returns host and port.
func (p *Process) Address() string { return p.address }

// URL returns the address with its scheme and without a path: http://127.0.0.1:41234.
func (p *Process) URL() string { return "http://" + p.address }

// PID returns the number of the child process.
func (p *Process) PID() int { return p.command.Process.Pid }

// Done is closed when the child has died, for whatever reason.
func (p *Process) Done() <-chan struct{} { return p.done }

// Err says why the child died. It is nil while the child lives and after a Stop that it obeyed. It is an error when the
// child ended without a Stop, whatever its exit code.
func (p *Process) Err() error {
	select {
	case <-p.done:
	default:
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.forced:
		return fmt.Errorf("%s process: killed, as it did not stop%s", p.name, p.stderr.quoted())
	case p.exit != nil:
		return fmt.Errorf("%s process: %w%s", p.name, p.exit, p.stderr.quoted())
	case !p.stopped:
		return fmt.Errorf("%s process: ended unasked%s", p.name, p.stderr.quoted())
	}
	return nil
}

// Stop asks the child to go, kills it when it has not gone after five seconds, and returns what Err says. It may be
// called more than once and from many goroutines; each call returns when the child is gone.
func (p *Process) Stop() error {
	p.stop.Do(p.stopOnce)
	<-p.done
	return p.Err()
}

func (p *Process) stopOnce() {
	select {
	case <-p.done: // it died before Stop asked it to: Err returns that
		return
	default:
	}
	p.mu.Lock()
	p.stopped = true
	p.mu.Unlock()
	p.end()
}

// end asks the child to go, so that it can remove what it made, and kills it when it has not gone after five seconds.
func (p *Process) end() {
	_ = p.stdin.Close()
	timer := time.NewTimer(stopTimeout)
	defer timer.Stop()
	select {
	case <-p.done:
	case <-timer.C:
		p.mu.Lock()
		p.forced = true
		p.mu.Unlock()
		_ = p.kill()
	}
}

func (p *Process) kill() error {
	_ = p.stdin.Close()
	return p.command.Process.Kill()
}
