//go:build race && !racechildren

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// skipUnseenChildren skips a long test whose work is all done by processes that
// it starts: here they have no race detector.
func skipUnseenChildren(t *testing.T) {
	t.Helper()
	t.Skip("this test starts processes, which have no race detector here: go test without -race runs it, and -race with -tags racechildren")
}

// unseen tells whether all that a story does is in processes that it starts. The
// commands answers and serves work in this process.
func unseen(t *testing.T, story string) bool {
	t.Helper()
	text, err := os.ReadFile(story)
	if err != nil {
		t.Fatal(err)
	}
	return !bytes.Contains(text, []byte("\nanswers ")) && !bytes.Contains(text, []byte("\nserves "))
}

// replaceChildren puts the test binary without the race detector on the PATH,
// in place of the copies that TestMain has put there. The tests start hundreds
// of processes, and with the detector each takes several times as long. Races
// within a process are found by the packages' own tests. The build tag
// racechildren keeps the detector in the children, too.
func replaceChildren() error {
	program, err := exec.LookPath("ep-benchmark")
	if err != nil {
		return err
	}
	folder := filepath.Dir(program)
	if err := os.RemoveAll(program); err != nil { // go test writes over no file that it has not built
		return err
	}
	if said, err := exec.Command("go", "test", "-race=false", "-c", "-o", program, ".").CombinedOutput(); err != nil {
		return fmt.Errorf("building the program without the race detector: %w\n%s", err, said)
	}
	other := filepath.Join(folder, "broken")
	if err := os.RemoveAll(other); err != nil {
		return err
	}
	return os.Link(program, other)
}
