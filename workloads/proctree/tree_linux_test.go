package proctree

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// Nothing stays when this program is killed.
func TestNothingStaysAfterAKill(t *testing.T) {
	file := filepath.Join(t.TempDir(), "pid")
	parent := exec.Command(os.Args[0], "parent", "exec 3>"+file+"; setsid sh -c 'echo $$ >&3; sleep 1000' & wait")
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	var pid int
	await(t, "the daemon to begin", func() bool {
		data, _ := os.ReadFile(file)
		_, err := fmt.Sscan(string(data), &pid)
		return err == nil
	})
	_ = parent.Process.Signal(syscall.SIGKILL)
	_ = parent.Wait()
	await(t, "the daemon to end", func() bool {
		state, _, ok := status(pid)
		return !ok || state == 'Z'
	})
}

// await polls what no event tells: another process's doings.
func await(t *testing.T, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !done(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// While a command runs, the CPU time of its tree is known, and it never goes back.
func TestCPUOfARunningTree(t *testing.T) {
	g := guardian(t)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan Outcome, 1)
	go func() {
		o, _ := g.Run(ctx, shell("sh -c 'while :; do :; done' & (sh -c 'while :; do :; done' & wait) & wait"))
		ended <- o
	}()
	last := time.Duration(0)
	await(t, "the tree to compute", func() bool {
		now := g.CPU()
		if now < last {
			t.Errorf("%v after %v", now, last)
		}
		last = now
		return now >= 200*time.Millisecond
	})
	if !g.Running() || !g.Live() {
		t.Error("it is not running")
	}
	cancel()
	o := <-ended
	if now := g.CPU(); now < last || now < o.CPU() || o.CPU() < last-50*time.Millisecond {
		t.Errorf("%v seen, %v in the end, %v by its outcome", last, now, o.CPU())
	}
}
