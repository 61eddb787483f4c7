package outofcore

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/workloads/analytics"
	"ep-benchmark/workloads/columns"
	"ep-benchmark/workloads/wire"
)

// The workload's names.
const (
	Name  = "analytics-files"
	Title = "Analytics over files"
	key   = "analytics_files"
)

// Command is the command that measures it.
const Command = "analytics"

// Options say what is read, and within which memory.
type Options struct {
	Paths   []string // files, and directories of files
	Memory  int64    // the limit, in bytes
	Workers int      // the most that a leg has
	// Cold has the files dropped from the page cache before each leg.
	Cold   bool
	Target engine.Target     // in place of a speedup of more than 1; the zero value for that
	Answer *analytics.Answer // that is known beforehand; nil has it computed by one worker
}

// Workload is the workload. It holds the files open, and the process within the limit, until it is closed.
type Workload struct {
	options Options
	set     *columns.Set
	share   share
	answer  analytics.Answer
	system  system
	anew    bool // the peak's mark was begun when the files were opened
	unbound func()
	idle    wire.Idle[*leg]
}

// Open opens the files, plans the memory, and has one worker compute the answer where it is not known: that checks every
// page too. The error names the file and what was expected, or is a [TooLittle].
func Open(ctx context.Context, o Options) (w *Workload, err error) {
	if o.Cold && !columns.CanForget {
		return nil, errors.New("this system does not drop files from its page cache for an ordinary user: expected the cache as it is")
	}
	w = &Workload{options: o, unbound: func() {}}
	if w.set, err = columns.Open(o.Paths); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, w.Close())
			w = nil
		}
	}()
	debug.FreeOSMemory() // what was taken before is not the run's
	resident, _ := w.system.resident()
	if w.share, err = divide(o.Memory, resident, w.set, o.Workers); err != nil {
		return w, err
	}
	w.unbound = bound(o.Memory, resident)
	w.anew = w.system.resetPeak()
	if o.Answer != nil {
		w.answer = *o.Answer
		return w, nil
	}
	w.answer, err = w.alone(ctx)
	return w, err
}

// alone is the answer by one worker.
func (w *Workload) alone(ctx context.Context) (analytics.Answer, error) {
	l := w.take(1)
	defer w.give(l)
	for group := range w.set.Groups() {
		if _, err := l.workers[0].reader.Read(ctx, group); err != nil {
			return analytics.Answer{}, err
		}
	}
	return l.merge(), nil
}

// Answer is the answer that every leg has to give.
func (w *Workload) Answer() analytics.Answer { return w.answer }

// Paths are the files that are read.
func (w *Workload) Paths() []string { return w.set.Paths() }

// Rows is the number of shipments in the files.
func (w *Workload) Rows() int64 { return w.set.Rows() }

// Close closes the files, and takes the limit off.
func (w *Workload) Close() error {
	w.unbound()
	return w.set.Close()
}

// Spec describes the workload.
func (w *Workload) Spec() engine.Spec {
	target := engine.Target{Metric: engine.MetricSpeedup, Bound: 1, Gates: true}
	if w.options.Target.Bound > 0 {
		target = w.options.Target
	}
	cache, passes := "as it is", 0
	if w.options.Cold {
		cache, passes = "dropped before each leg", 1 // a second pass would find the files in the cache
	}
	rows := int(w.set.Rows())
	return engine.Spec{
		Name: Name, Title: Title, Key: key,
		Item: "record", Items: "records", SizeKey: "shipments", SizeNoun: "records",
		Size: rows, PassItems: rows, Operations: w.set.Groups(),
		Bound: engine.CPUBound, MostPasses: passes, Targets: []engine.Target{target},
		Settings: map[string]string{
			"data":         fmt.Sprintf("%s, %s, %s", units.Counted(w.set.Files(), "file"), units.Counted(w.set.Groups(), "row group"), units.Bytes(uint64(w.set.Bytes()))),
			"memory limit": units.Bytes(uint64(w.options.Memory)), "page cache": cache,
		},
	}
}
