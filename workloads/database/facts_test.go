package database

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// usual are the settings of PostgreSQL 15 as it comes, as pg_settings has them.
func usual() map[string]string {
	return map[string]string{
		"server_version_num": "150018", "server_version": "15.18", "block_size": "8192",
		"max_connections": "100", "superuser_reserved_connections": "3",
		"shared_buffers": "16384", "work_mem": "4096", "min_parallel_table_scan_size": "1024",
		"max_worker_processes": "8", "max_parallel_workers": "8", "max_parallel_workers_per_gather": "2",
	}
}

func TestTake(t *testing.T) {
	var f Facts
	if err := f.take(usual()); err != nil {
		t.Fatal(err)
	}
	want := Facts{
		Number: 150018, Version: "15.18", MaxConnections: 100, Reserved: 3, SharedBuffers: 128 << 20, WorkMem: 4 << 20,
		WorkerProcesses: 8, ParallelWorkers: 8, PerGather: 2, LeastParallel: 8 << 20,
	}
	if diff := cmp.Diff(want, f); diff != "" {
		t.Error(diff)
	}
	later := usual()
	later["reserved_connections"] = "5" // of version 16
	if err := f.take(later); err != nil || f.Reserved != 8 || f.Free() != 92 {
		t.Errorf("%v: %d reserved, %d free", err, f.Reserved, f.Free())
	}
}

func TestTooOld(t *testing.T) {
	for number, accepted := range map[string]bool{"110022": false, "90624": false, "": false, "120000": true} {
		settings := usual()
		settings["server_version_num"], settings["server_version"] = number, "the old one"
		var f Facts
		err := f.take(settings)
		if (err == nil) != accepted || err != nil && err.Error() != "the server is PostgreSQL the old one, which is too old: expected version 12 or newer" {
			t.Errorf("%s: %v", number, err)
		}
	}
}

func TestFree(t *testing.T) {
	for _, test := range []struct{ most, reserved, used, want int }{{100, 3, 10, 87}, {100, 3, 97, 0}, {10, 3, 20, 0}} {
		f := Facts{MaxConnections: test.most, Reserved: test.reserved, InUse: test.used}
		if got := f.Free(); got != test.want {
			t.Errorf("%+v: %d", test, got)
		}
	}
}

// All queries together have as many workers as each may have, and no more than the
// least of the two limits.
func TestWorkersAtOnce(t *testing.T) {
	for _, test := range []struct{ queries, per, all, processes, want int }{
		{1, 2, 8, 8, 2}, {100, 2, 8, 8, 8}, {100, 2, 16, 8, 8}, {3, 2, 100, 100, 6}, {100, 0, 8, 8, 0},
	} {
		f := Facts{PerGather: test.per, ParallelWorkers: test.all, WorkerProcesses: test.processes}
		if got := f.workersAtOnce(test.queries); got != test.want {
			t.Errorf("%+v: %d", test, got)
		}
	}
}

func TestArithmetic(t *testing.T) {
	var f Facts
	if err := f.take(usual()); err != nil {
		t.Fatal(err)
	}
	f.InUse = 2
	const gigabyte = 1 << 30
	for name, test := range map[string]struct {
		change func(*Facts)
		memory uint64
		want   []string
	}{
		"as it comes": {func(*Facts) {}, 16 * gigabyte, []string{
			"max_connections is 100, of which 3 are reserved and 2 in use: 95 are left, and this run has up to 64 at once",
			"work_mem 4 MB x (100 connections + 8 parallel workers) = 432 MB for one sort or hash in each, 2.6 % of the machine's 16 GB",
			"shared_buffers: 128 MB, 0.78 % of the machine's 16 GB",
			"up to 2 workers for a query (max_parallel_workers_per_gather), 8 for all queries together (max_parallel_workers 8, max_worker_processes 8), from tables of 8 MB on",
		}},
		"more than there is": {func(f *Facts) { f.WorkMem = gigabyte }, 16 * gigabyte, []string{
			"work_mem 1 GB x (100 connections + 8 parallel workers) = 108 GB for one sort or hash in each: with shared_buffers more than the machine's 16 GB",
		}},
		"exactly what there is": {func(f *Facts) { f.SharedBuffers = 16*gigabyte - 432<<20 }, 16 * gigabyte, []string{"= 432 MB for one sort or hash in each, 2.6 %"}},
		"no parallel query": {func(f *Facts) { f.PerGather = 0 }, 16 * gigabyte, []string{
			"(100 connections + 0 parallel workers) = 400 MB", "up to 0 workers for a query",
		}},
		"another machine": {func(*Facts) {}, 0, []string{"= 432 MB for one sort or hash in each", "128 MB; the memory of the server's machine is not known from here"}},
	} {
		changed := f
		test.change(&changed)
		got := changed.Arithmetic(64, test.memory)
		for _, want := range test.want {
			if !slices.ContainsFunc(got, func(line string) bool { return strings.Contains(line, want) }) {
				t.Errorf("%s: %q is not in\n%s", name, want, strings.Join(got, "\n"))
			}
		}
	}
}
