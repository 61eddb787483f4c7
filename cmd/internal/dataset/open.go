package dataset

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/analytics"
	"ep-benchmark/workloads/columns"
	"ep-benchmark/workloads/outofcore"
)

// Data are files that are ready to be read.
type Data struct {
	workload  *outofcore.Workload
	temporary string // directory; "" for none
}

// Open finds or invents the files, opens them, and makes the order one of reading
// them. It says what takes long.
func (f *Flags) Open(ctx context.Context, o *order.Order, cpus int, env process.Environment) (d *Data, err error) {
	memory, size, err := f.limits()
	if err != nil {
		return nil, err
	}
	options := outofcore.Options{Paths: f.data, Memory: memory, Cold: f.cold, Workers: workersOf(&o.Plan, cpus)}
	if o.Target != nil {
		options.Target = *o.Target
	}
	duckdb := ""
	if f.duckdb {
		if duckdb, err = findDuckDB(); err != nil {
			return nil, err
		}
	}
	d = &Data{}
	defer func() {
		if err != nil {
			err = errors.Join(err, d.Close())
		}
	}()
	if size > 0 {
		if options.Paths, options.Answer, err = d.invent(ctx, f, size, env); err != nil {
			return d, err
		}
	} else {
		env.Tell("reads the files once with one worker, to check them")
	}
	if d.workload, err = outofcore.Open(ctx, options); err != nil {
		return d, advised(err)
	}
	if duckdb != "" {
		if err = checkByDuckDB(ctx, duckdb, d.workload.Paths(), d.workload.Answer(), env); err != nil {
			return d, err
		}
	}
	o.Entries = []workloads.Entry{workloads.Own(d.workload, "analytics over files")}
	o.Plan.Workloads = order.Names(o.Entries)
	return d, nil
}

// workersOf is the most workers that a leg of the plan has. A plan that leaves their
// number open gets one for each CPU.
func workersOf(plan *engine.Plan, cpus int) int {
	if plan.Workers == 0 && !plan.Sweeps() {
		plan.Workers = plan.WorkersFor(engine.CPUBound, cpus)
	}
	n := plan.Workers
	for i := range plan.Variants {
		n = max(n, plan.Variants[i].Workers)
	}
	return n
}

// advised says what to do about too little memory.
func advised(err error) error {
	var little outofcore.TooLittle
	var groups analytics.TooManyGroups
	switch {
	case errors.As(err, &little):
		return cli.Usagef("--memory: %w", err)
	case errors.As(err, &groups):
		return fmt.Errorf("%w: expected fewer names in the data, or a larger --memory", err)
	}
	return err
}

// invent writes the shipments.
func (d *Data) invent(ctx context.Context, f *Flags, size int64, env process.Environment) ([]string, *analytics.Answer, error) {
	var directory string
	kept := "and removes them after the run"
	if len(f.data) == 1 {
		directory, kept = f.data[0], "and keeps them"
	} else {
		var err error
		if directory, err = os.MkdirTemp("", "ep-benchmark-shipments-"); err != nil {
			return nil, nil, err
		}
		d.temporary = directory
	}
	env.Tell("writes about %s of shipments into %s, %s", units.Bytes(uint64(size)), directory, kept)
	start, told := time.Now(), 0
	made, err := columns.Generate(ctx, directory, size, f.seed, func(share float64) {
		if quarter := int(share * 4); quarter > told && quarter < 4 {
			told = quarter
			env.Tell("  %d %% after %s", 25*quarter, units.Duration(time.Since(start)))
		}
	})
	if err != nil {
		return nil, nil, err
	}
	env.Tell("wrote %s shipments, %s in %s, in %s", units.Count(int64(made.Rows)), units.Bytes(uint64(made.Bytes)), units.Counted(len(made.Paths), "file"), units.Duration(time.Since(start)))
	return made.Paths, &made.Answer, nil
}

// Close closes the files, and removes those that are not kept.
func (d *Data) Close() error {
	var problems []error
	if d.workload != nil {
		problems = append(problems, d.workload.Close())
	}
	if d.temporary != "" {
		problems = append(problems, os.RemoveAll(d.temporary))
	}
	return errors.Join(problems...)
}
