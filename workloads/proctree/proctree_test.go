//go:build unix

package proctree

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestMain lets the test binary be the guardian, and a parent of one that can be
// killed.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "guardian" {
		if err := Serve(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	if len(os.Args) > 2 && os.Args[1] == "parent" {
		g, err := Start([]string{os.Args[0], "guardian"}, os.Getenv("PATH"))
		if err != nil {
			panic(err)
		}
		_, _ = g.Run(context.Background(), shell(os.Args[2]))
		return
	}
	os.Exit(m.Run())
}

func shell(script string) Invocation {
	return Invocation{Args: []string{"sh", "-c", script}, Environment: []string{"PATH=" + os.Getenv("PATH")}}
}

func guardian(t *testing.T) *Guardian {
	t.Helper()
	g, err := Start([]string{os.Args[0], "guardian"}, os.Getenv("PATH"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = g.Close() })
	return g
}

// carryOut runs a script and returns its outcome.
func carryOut(t *testing.T, g *Guardian, i Invocation) Outcome {
	t.Helper()
	o, err := g.Run(t.Context(), i)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestOutcomes(t *testing.T) {
	g := guardian(t)
	for script, want := range map[string]string{
		"exit 0":               "",
		"echo broken; exit 3":  "exit code 3: broken",
		"kill -9 $$":           "ended by the signal SIGKILL",
		"cat </dev/tty":        "exit code", // there is no terminal to read from
		"read x || exit 4":     "exit code 4",
		"(sleep 0.05 &) ; :":   "", // it ends in time
		"echo a; echo b; :":    "",
		"exit 1 # and nothing": "exit code 1",
	} {
		o := carryOut(t, g, shell(script))
		if got := o.Failure(false); !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("%q: %q, want %q", script, got, want)
		}
	}
	if o := carryOut(t, g, shell("exit 3")); o.Failure(true) != "" {
		t.Errorf("ignored: %q", o.Failure(true))
	}
	noProgram := filepath.Join(t.TempDir(), "text")
	if err := os.WriteFile(noProgram, []byte("text"), 0o700); err != nil {
		t.Fatal(err)
	}
	for args, want := range map[string]string{
		"no-such-program-here": "no-such-program-here: there is no such program on PATH",
		"/no/such/file":        "/no/such/file: there is no such file",
		noProgram:              noProgram + ": not a program (expected an executable, or a script that begins with #!)",
	} {
		if o := carryOut(t, g, Invocation{Args: []string{args}}); o.Failure(true) != want {
			t.Errorf("%s: %q", args, o.Failure(true))
		}
	}
}

// A command that lasts too long is ended with all that it started.
func TestLimit(t *testing.T) {
	i := shell("sleep 1000 & sleep 1000")
	i.Limit = 50 * time.Millisecond
	o := carryOut(t, guardian(t), i)
	if !o.Limited || o.Elapsed < i.Limit || o.Elapsed > 20*time.Second || !strings.HasPrefix(o.Failure(true), "it outlasted its limit") {
		t.Errorf("%+v", o)
	}
}

// A daemon in a session of its own is found by its parents on Linux.
func TestDaemonIsEnded(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux has the means to adopt orphans")
	}
	g := guardian(t)
	o := carryOut(t, g, shell("setsid sleep 1234 >/dev/null 2>&1 & exit 0"))
	if o.Left != 1 || !strings.HasPrefix(o.Failure(false), "it left 1 process running") {
		t.Errorf("%+v, %q", o, o.Failure(false))
	}
	if o := carryOut(t, g, shell("exit 0")); o.Left != 0 {
		t.Errorf("the next run: %+v", o)
	}
}

func TestOutputIsBounded(t *testing.T) {
	o := carryOut(t, guardian(t), shell("head -c 300000000 /dev/zero; printf end"))
	if o.Bytes != 300000003 || len(o.Output) != mostOutput || !bytes.HasSuffix(o.Output, []byte("\x00end")) {
		t.Errorf("%d bytes, %d kept, ends with %q", o.Bytes, len(o.Output), o.Output[max(0, len(o.Output)-4):])
	}
}

func TestOutputRing(t *testing.T) {
	for _, sizes := range [][]int{{0}, {5}, {mostOutput}, {mostOutput, 1}, {mostOutput - 1, 2}, {3 * mostOutput}, {10, 2*mostOutput + 7, 3}, {mostOutput / 2, mostOutput / 2, mostOutput / 2}} {
		var o output
		var all []byte
		for _, size := range sizes {
			data := make([]byte, size)
			for i := range data {
				data[i] = byte((len(all) + i) % 251)
			}
			_, _ = o.Write(data)
			all = append(all, data...)
		}
		if end, total := o.end(); total != int64(len(all)) || !bytes.Equal(end, all[max(0, len(all)-mostOutput):]) {
			t.Errorf("%v: %d in all, %d kept", sizes, total, len(end))
		}
	}
}

// The CPU time is that of the whole tree, orphans included.
func TestCPUOfTheTree(t *testing.T) {
	busy := "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done"
	g := guardian(t)
	alone := carryOut(t, g, shell(busy))
	tree := carryOut(t, g, shell("sh -c '"+busy+"' & sh -c '"+busy+"' & wait"))
	if ratio := float64(tree.CPU()) / float64(alone.CPU()); ratio < 1.4 || ratio > 4 {
		t.Errorf("two took %v, one %v", tree.CPU(), alone.CPU())
	}
	if runtime.GOOS != "linux" {
		return
	}
	orphan := carryOut(t, g, shell("(sh -c '"+busy+"' &) ; sleep 0.01; exec true"))
	if orphan.CPU() == 0 && orphan.Left == 0 {
		t.Errorf("the orphan's time is missing: %+v", orphan)
	}
}

func TestMemoryOfTheTree(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the system does not report the memory of a tree")
	}
	i := shell("head -c 60000000 /dev/zero | tail -n 1 | (sleep 0.3; cat >/dev/null)")
	i.Memory = true
	if o := carryOut(t, guardian(t), i); o.Peak < 50e6 || o.Peak > 200e6 {
		t.Errorf("peak %d bytes", o.Peak)
	}
	if o := carryOut(t, guardian(t), shell("true")); o.Peak != 0 {
		t.Errorf("not asked for: %d bytes", o.Peak)
	}
}

// The end of the context ends the run and what it started.
func TestContextEndsTheTree(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	g := guardian(t)
	time.AfterFunc(20*time.Millisecond, cancel)
	if _, err := g.Run(ctx, shell("trap '' TERM; while :; do sleep 1; done")); err != context.Canceled {
		t.Errorf("%v", err)
	}
	if o := carryOut(t, g, shell("exit 0")); o.Failure(false) != "" {
		t.Errorf("the next run: %+v", o)
	}
}
