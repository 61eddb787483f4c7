package outofcore

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"

	"ep-benchmark/engine/racebuild"
	"ep-benchmark/workloads/columns"
)

// childVariable has the test's own binary read the files that it names.
const childVariable = "EP_BENCHMARK_TEST_OUTOFCORE"

// The limit is less than the records would take in memory, 11 bytes each.
const (
	childLimit = 52 << 20
	childData  = 24 << 20
)

// TestMemoryStaysWithinItsLimit reads more than fits into the limit in a process of its
// own, whose memory the kernel has the peak of.
func TestMemoryStaysWithinItsLimit(t *testing.T) {
	if racebuild.Enabled {
		t.Skip("the race detector's own memory is many times the limit")
	}
	made := set(t, childData)
	if inMemory := 11 * made.Rows; inMemory < childLimit {
		t.Fatalf("the records would fit: %d bytes", inMemory)
	}
	command := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestChildReads$")
	command.Env = append(os.Environ(), childVariable+"="+strings.Join(made.Paths, "\n"))
	output, err := command.CombinedOutput()
	if err != nil || !bytes.Contains(output, []byte("ok within")) {
		t.Fatalf("%v\n%s", err, output)
	}
}

// TestChildReads is the child's part.
func TestChildReads(t *testing.T) {
	paths := os.Getenv(childVariable)
	if paths == "" {
		t.Skip("it is run by TestMemoryStaysWithinItsLimit")
	}
	w, err := Open(context.Background(), Options{Paths: strings.Split(paths, "\n"), Memory: childLimit, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.Close() }()
	for _, workers := range []int{1, 2, 1, 2} {
		evidence, err := carryOut(w, workers)
		if err != nil {
			t.Fatal(err)
		}
		if evidence.PeakMemory <= 0 || evidence.PeakMemory > childLimit {
			t.Fatalf("%d workers: the peak is %d of %d bytes", workers, evidence.PeakMemory, childLimit)
		}
	}
	_, peak := w.system.resident()
	_, _ = os.Stdout.WriteString("ok within\n")
	t.Logf("peak %d bytes of %d", peak, childLimit)
}

// A leg after which the peak is above the limit is no timing.
func TestAPeakAboveTheLimitFails(t *testing.T) {
	made := set(t, columns.SmallestSet)
	w, err := Open(context.Background(), Options{Paths: made.Paths, Memory: roomy, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.Close() }()
	w.options.Memory = 1 << 20
	if _, err := carryOut(w, 1); err == nil || !strings.Contains(err.Error(), "the memory reached") {
		t.Errorf("%v", err)
	}
}
