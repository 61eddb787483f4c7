package database

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"github.com/jackc/pgx/v5"

	"ep-benchmark/engine/units"
)

// oldest is the first version that is measured, as server_version_num has it. Before
// it, the settings that are read have other meanings.
const oldest = 120_000

// Facts are what a server is set to. Sizes are in bytes.
type Facts struct {
	Number          int // server_version_num: 150018 for 15.18
	Version         string
	MaxConnections  int
	Reserved        int // of them, for superusers and other roles
	InUse           int // by others
	SharedBuffers   uint64
	WorkMem         uint64
	WorkerProcesses int    // max_worker_processes
	ParallelWorkers int    // max_parallel_workers
	PerGather       int    // max_parallel_workers_per_gather
	LeastParallel   uint64 // min_parallel_table_scan_size
	MayCreate       bool   // schemas in the database
}

// Free is how many connections the server allows besides those in use.
func (f *Facts) Free() int { return max(0, f.MaxConnections-f.Reserved-f.InUse) }

// readFacts asks a server what it is set to.
func readFacts(ctx context.Context, conn *pgx.Conn) (Facts, error) {
	f := Facts{}
	settings := map[string]string{}
	rows, err := conn.Query(ctx, "SELECT name, setting FROM pg_catalog.pg_settings")
	if err != nil {
		return f, err
	}
	var name, value string
	if _, err = pgx.ForEachRow(rows, []any{&name, &value}, func() error { settings[name] = value; return nil }); err != nil {
		return f, err
	}
	if err = f.take(settings); err != nil {
		return f, err
	}
	err = conn.QueryRow(ctx, `SELECT (SELECT count(*) - 1 FROM pg_catalog.pg_stat_activity WHERE backend_type = 'client backend')::int,
		pg_catalog.has_database_privilege(current_database(), 'CREATE')`).Scan(&f.InUse, &f.MayCreate)
	return f, err
}

// take reads settings, in the units that pg_settings has them in. A server of a later
// version may lack some, which are 0 then.
func (f *Facts) take(settings map[string]string) error {
	number := func(name string) int {
		n, _ := strconv.Atoi(settings[name])
		return n
	}
	const kilobyte = 1 << 10
	page := uint64(max(number("block_size"), 1))
	f.Number, f.Version = number("server_version_num"), settings["server_version"]
	if f.Number < oldest {
		return fmt.Errorf("the server is PostgreSQL %s, which is too old: expected version 12 or newer", f.Version)
	}
	f.MaxConnections, f.Reserved = number("max_connections"), number("superuser_reserved_connections")+number("reserved_connections")
	f.SharedBuffers = uint64(max(number("shared_buffers"), 0)) * page
	f.WorkMem = uint64(max(number("work_mem"), 0)) * kilobyte
	f.WorkerProcesses, f.ParallelWorkers, f.PerGather = number("max_worker_processes"), number("max_parallel_workers"), number("max_parallel_workers_per_gather")
	f.LeastParallel = uint64(max(number("min_parallel_table_scan_size"), 0)) * page
	return nil
}

// workersAtOnce is how many parallel workers so many queries at once may have: as many
// as each may have, and no more than all together.
func (f *Facts) workersAtOnce(queries int) int {
	return min(queries*f.PerGather, f.ParallelWorkers, f.WorkerProcesses)
}

// Arithmetic says what the settings add up to, before anything is run, for a run with
// so many connections at once. The memory is that of the server's machine in bytes; 0
// where it is not known.
func (f *Facts) Arithmetic(connections int, memory uint64) []string {
	workers := f.workersAtOnce(f.MaxConnections)
	sorts := f.WorkMem * uint64(f.MaxConnections+workers)
	return []string{
		fmt.Sprintf("connections: max_connections is %d, of which %d are reserved and %d in use: %d are left, and this run has up to %d at once",
			f.MaxConnections, f.Reserved, f.InUse, f.Free(), connections),
		fmt.Sprintf("memory for queries: work_mem %s x (%d connections + %s) = %s for one sort or hash in each%s",
			units.Bytes(f.WorkMem), f.MaxConnections, units.Counted(workers, "parallel worker"), units.Bytes(sorts), beside(sorts, f.SharedBuffers, memory)),
		fmt.Sprintf("shared_buffers: %s%s", units.Bytes(f.SharedBuffers), of(f.SharedBuffers, memory)),
		fmt.Sprintf("parallel query: up to %s for a query (max_parallel_workers_per_gather), %d for all queries together (max_parallel_workers %d, max_worker_processes %d), from tables of %s on",
			units.Counted(f.PerGather, "worker"), min(f.ParallelWorkers, f.WorkerProcesses), f.ParallelWorkers, f.WorkerProcesses, units.Bytes(f.LeastParallel)),
	}
}

// of is a part of the memory in words.
func of(bytes, memory uint64) string {
	if memory == 0 {
		return "; the memory of the server's machine is not known from here"
	}
	return fmt.Sprintf(", %s of the machine's %s", units.Percent(float64(bytes)/float64(memory)), units.Bytes(memory))
}

// beside says whether what all queries may take fits beside the shared buffers.
func beside(sorts, buffers, memory uint64) string {
	if memory == 0 {
		return ""
	}
	if sorts > math.MaxUint64-buffers || sorts+buffers > memory {
		return fmt.Sprintf(": with shared_buffers more than the machine's %s", units.Bytes(memory))
	}
	return of(sorts, memory)
}
