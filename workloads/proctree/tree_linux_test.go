package proctree

import (
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
