package database

import (
	"os"
	"runtime"
	"testing"
	"time"

	"ep-benchmark/workloads/proctree"
)

func TestParentOf(t *testing.T) {
	files := map[string]string{
		"/proc/40/stat": "40 (postgres) S 30 30 30 0", "/proc/30/stat": "30 (postgres) S 1 30 30 0",
		"/proc/41/stat": "41 (a (b) c) S 30 30", "/proc/42/stat": "42 (postgres) S 41 0", "/proc/43/stat": "43 (postgres) S 1 0", "/proc/44/stat": "44",
	}
	read := func(path string) ([]byte, error) {
		if text, ok := files[path]; ok {
			return []byte(text), nil
		}
		return nil, os.ErrNotExist
	}
	for pid, want := range map[int]int{40: 30, 41: 0, 42: 0, 43: 0, 44: 0, 45: 0} {
		if parent, found := parentOf(read, pid); parent != want || found != (want > 0) {
			t.Errorf("%d: %d, %v", pid, parent, found)
		}
	}
}

// The CPU time of a server's processes is seen while they run, and of those that have
// ended.
func TestServersCPU(t *testing.T) {
	s := filled(t)
	pid, found := s.Processes()
	if runtime.GOOS != "linux" {
		t.Skip("only Linux tells which process is whose")
	}
	if !found {
		t.Fatal("the server's processes are not found")
	}
	below := proctree.NewBelow(pid)
	before := below.CPU()
	execute(t, "SELECT sum(sqrt(n)) FROM generate_series(1, 1000000) AS n") // by a session that ends
	conn, err := s.connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	between := below.CPU()
	if _, err := conn.Exec(t.Context(), "SELECT sum(sqrt(n)) FROM generate_series(1, 1000000) AS n"); err != nil {
		t.Fatal(err)
	}
	after := below.CPU()
	// Each takes a tenth of a second or more, and the ticks of the ended are 10 ms.
	if between-before < 30*time.Millisecond || after-between < 30*time.Millisecond {
		t.Errorf("the session that ended used %v, the other one %v", between-before, after-between)
	}
}
