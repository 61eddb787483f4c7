//go:build unix

package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"ep-benchmark/cmd/internal/cli"
)

// orders returns an input that a bulk run has no time to finish.
func orders(lines int) string {
	var text strings.Builder
	for i := range lines {
		fmt.Fprintf(&text, "Ohio\tUSPS\tAda\tByron\t\t\t%d Main St\t\tBoston\tMA\t02108\tUS\t\t12x9x6\t2 lb\t\n", i+1)
	}
	return text.String()
}

// One signal ends the program while its stdout is a full pipe that nothing
// reads. The output to files is complete.
func TestSignalWhileStdoutIsUnread(t *testing.T) {
	for name, args := range map[string][]string{
		"results": {"bulk-creation", "--input", "orders.tsv", "--results", "-", "--latency", "none", "--export=json:out.json"},
		"record":  longRun("--record", "-", "--export=json:out.json"),
		"export":  longRun("--export=json:-"),
		"plain":   longRun("--export=json:out.json"),
	} {
		for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
			t.Run(name+" "+signal.String(), func(t *testing.T) {
				t.Parallel()
				endsUnread(t, signal, args)
			})
		}
	}
}

// endsUnread starts the program with a full pipe, and signals once. The pipe
// stays open and unread until the program has ended.
func endsUnread(t *testing.T, signal syscall.Signal, args []string) {
	t.Helper()
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = errors.Join(reader.Close(), writer.Close()) }()
	fill(t, writer)
	streams := slices.Contains(args, "-")
	if streams { // room for what is written before the run begins, and not for much of the run
		if _, err := io.ReadFull(reader, make([]byte, 2*os.Getpagesize())); err != nil {
			t.Fatal(err)
		}
	}
	p := launch(t, func(command *exec.Cmd) {
		command.Stdout = writer
		if err := os.WriteFile(filepath.Join(command.Dir, "orders.tsv"), []byte(orders(3000)), 0o600); err != nil {
			t.Fatal(err)
		}
	}, args...)
	if streams {
		awaitFull(t, writer)
	} else {
		p.await(wellUnderWay)
	}
	p.signal(signal)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		p.end()
	}()
	select {
	case <-ended:
	case <-time.After(20 * time.Second):
		_ = p.command.Process.Kill()
		<-ended
		t.Fatalf("the program waited for its reader:\n%s", p.told.String())
	}
	if status := p.command.ProcessState.Sys().(syscall.WaitStatus); code(status) != cli.ExitInterrupted && code(status) != 128+int(signal) {
		t.Errorf("ended with %v:\n%s", p.command.ProcessState, p.told.String())
	}
	if slices.Contains(args, "--export=json:out.json") && !p.exported("out.json").Partial {
		t.Error("the export is not partial")
	}
}

// awaitFull waits until a pipe takes no more.
func awaitFull(t *testing.T, pipe *os.File) {
	t.Helper()
	late := time.After(patience)
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for {
		waiting := []unix.PollFd{{Fd: int32(pipe.Fd()), Events: unix.POLLOUT}}
		if n, err := unix.Poll(waiting, 0); err != nil && !errors.Is(err, unix.EINTR) {
			t.Fatal(err)
		} else if err == nil && n == 0 {
			return
		}
		select {
		case <-look.C:
		case <-late:
			t.Fatal("the pipe is not filled")
		}
	}
}
