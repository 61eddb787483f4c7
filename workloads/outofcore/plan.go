package outofcore

import (
	"fmt"
	"runtime/debug"

	"ep-benchmark/engine/units"
	"ep-benchmark/workloads/analytics"
	"ep-benchmark/workloads/columns"
)

// What the plan of the memory leaves free: for the rest of the program, which shows, records and keeps the run, and for
// a worker's groups, which are as many as the data has.
const (
	reserve      = 12 << 20
	leastGroups  = 1 << 20
	advice       = 6 << 20 // by which the memory that the program has before it reads may differ from run to run
	leastRuntime = 4 << 20 // that the runtime may take at least, however small the limit
)

// TooLittle says that a limit is too small for the workers.
type TooLittle struct {
	Limit, Needed int64 // bytes
	Workers       int
	Fewer         int // workers that fit into the limit; 0 where not even one does
}

// Error says what would work.
func (e TooLittle) Error() string {
	text := fmt.Sprintf("%s of memory are too little for %s: expected %s at least", units.Bytes(uint64(e.Limit)), units.Counted(e.Workers, "worker"), units.Bytes(uint64(e.Needed)))
	if e.Fewer > 0 {
		text += fmt.Sprintf(", or %d of them", e.Fewer)
	}
	return text
}

// share is what each worker may have.
type share struct {
	pages  int64 // of a reader
	groups int64 // of a stream, beyond SmallestStream
}

// divide plans the memory: what the process has already, a reserve, and the rest in equal shares.
func divide(limit, resident int64, set *columns.Set, workers int) (share, error) {
	s := share{pages: set.Memory()}
	each := s.pages + analytics.SmallestStream + leastGroups
	free := limit - resident - reserve
	if needed := each * int64(workers); free < needed {
		const step = 1 << 20
		whole := (resident + reserve + needed + advice + step - 1) / step * step
		return s, TooLittle{Limit: limit, Needed: whole, Workers: workers, Fewer: int(max(0, free) / each)}
	}
	s.groups = free/int64(workers) - s.pages - analytics.SmallestStream
	return s, nil
}

// bound tells the runtime how much of the limit it may have: what is left of it beside the memory that is not the
// runtime's, such as the program's own code. It returns what undoes that.
func bound(limit, resident int64) (undo func()) {
	other := max(0, resident-runtimeBytes())
	before := debug.SetMemoryLimit(max(leastRuntime, limit-other-reserve/2))
	return func() { debug.SetMemoryLimit(before) }
}
