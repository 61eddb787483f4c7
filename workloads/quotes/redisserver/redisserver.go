// Package redisserver runs a Redis server that is found on this machine, for as long as
// somebody wants it.
//
// Its opinion: a server that is started for a measurement keeps nothing, can be reached
// from this machine only, and ends with the process that started it, however that ends.
package redisserver

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// Program is the name that is looked for.
const Program = "redis-server"

const (
	startTimeout = 8 * time.Second
	stopTimeout  = 3 * time.Second
	between      = 10 * time.Millisecond // looks whether the server answers
	attempts     = 3                     // a free port may be taken before the server has it
)

// Serve starts the program at a free port of this machine and in a folder of its own,
// calls announce with the address when the server answers, and stops it when in ends.
// The server gets the given environment.
func Serve(program string, in io.Reader, environment []string, announce func(address string) error) (err error) {
	runtime.LockOSThread() // a server whose parent's thread ends is killed
	defer runtime.UnlockOSThread()
	folder, err := os.MkdirTemp("", "ep-benchmark-redis-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	var s *server
	for range attempts {
		if s, err = start(program, folder, environment); err == nil {
			break
		}
	}
	if err != nil {
		return err
	}
	defer s.stop()
	if err := announce(s.address); err != nil {
		return err
	}
	ended := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, in)
		close(ended)
	}()
	select {
	case <-ended:
		return nil
	case <-s.done:
		return fmt.Errorf("%s ended: %w", program, s.failure())
	}
}

// configuration is what the server reads: it answers this machine alone, and writes
// nothing.
const configuration = `bind 127.0.0.1
port %s
dir %q
save ""
appendonly no
daemonize no
loglevel warning
`

// server is a Redis server that answers.
type server struct {
	command *exec.Cmd
	address string
	output  bytes.Buffer // to be read after done
	done    chan struct{}
	exit    error
}

// start starts the server and waits until it answers.
func start(program, folder string, environment []string) (*server, error) {
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	_, port, _ := net.SplitHostPort(address)
	s := &server{address: address, done: make(chan struct{})}
	s.command = exec.Command(program, "-")
	s.command.Stdin = strings.NewReader(fmt.Sprintf(configuration, port, folder))
	s.command.Env = environment
	s.command.Stdout, s.command.Stderr = &s.output, &s.output
	s.command.SysProcAttr = endWithParent()
	if err := s.command.Start(); err != nil {
		return nil, err
	}
	go func() {
		s.exit = s.command.Wait()
		close(s.done)
	}()
	if err := s.await(); err != nil {
		s.stop()
		return nil, err
	}
	return s, nil
}

// freeAddress is an address of this machine at which nothing listens.
func freeAddress() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().String(), nil
}

// await returns when the server answers a PING.
func (s *server) await() error {
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	look := time.NewTicker(between)
	defer look.Stop()
	for {
		if s.answers() {
			return nil
		}
		select {
		case <-look.C:
		case <-s.done:
			return s.failure()
		case <-ctx.Done():
			return fmt.Errorf("it did not answer within %v", startTimeout)
		}
	}
}

func (s *server) answers() bool {
	conn, err := net.DialTimeout("tcp", s.address, time.Second)
	if err != nil {
		return false
	}
	defer func() { _ = conn.Close() }()
	answer := make([]byte, 5)
	_ = conn.SetDeadline(time.Now().Add(time.Second))
	_, err = io.WriteString(conn, "PING\r\n")
	if err == nil {
		_, err = io.ReadFull(conn, answer)
	}
	return err == nil && string(answer) == "+PONG"
}

// failure is why the server ended, with the end of what it printed.
func (s *server) failure() error {
	const longest = 500
	printed, exit := strings.TrimSpace(s.output.String()), s.exit
	if exit == nil {
		exit = errors.New("it stopped by itself")
	}
	return fmt.Errorf("%w: %s", exit, printed[max(0, len(printed)-longest):])
}

// stop ends the server.
func (s *server) stop() {
	_ = s.command.Process.Signal(os.Interrupt) // an error means that it has ended
	select {
	case <-s.done:
	case <-time.After(stopTimeout):
		_ = s.command.Process.Kill()
		<-s.done
	}
}
