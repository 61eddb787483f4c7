package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine/sysmon"
	"ep-benchmark/engine/units"
	"ep-benchmark/workloads/child"
	"ep-benchmark/workloads/database"
	"ep-benchmark/workloads/database/scratch"
)

const (
	// bouncing is the size of pgbouncer's pool, and ours what a server of ours allows
	// beside what a run needs.
	bouncing = 16
	ours     = 20
	// usualConnections is PostgreSQL's default of max_connections.
	usualConnections = 100
)

// Database is a database that is ready to be measured.
type Database struct {
	options Options
	server  *database.Server
	process *child.Process // of a server of ours; nil for another
	below   below
	notices []string
	queries int // at once
}

// Open finds or starts the server, tells what it is set to, fills a table, and
// completes the order: its workload, and the variants of its plan. The caller closes
// what it returns.
func Open(ctx context.Context, options Options, o *order.Order, env process.Environment) (*Database, error) {
	d := &Database{options: options, queries: o.Plan.Workers}
	if o.Plan.Workers == 0 {
		o.Plan.Workers = defaultWorkers
		if options.sums() {
			o.Plan.Workers = 1
		}
		d.queries = o.Plan.Workers
	}
	if d.queries > MostWorkers {
		return nil, cli.Usagef("--workers %d: expected auto or 1 to %d queries at once", d.queries, MostWorkers)
	}
	err := d.connect(ctx, o.Plan.Seed, env)
	if err == nil {
		err = d.choose(o)
	}
	if err == nil {
		err = d.fill(ctx, env)
	}
	if err != nil {
		return nil, errors.Join(err, d.Close())
	}
	o.Children, o.Guests = []order.Children{d.below}, []order.Guest{d}
	return d, nil
}

// connect connects to the server, and tells what it is set to.
func (d *Database) connect(ctx context.Context, seed uint64, env process.Environment) error {
	options := database.Options{URL: d.options.Server, Rows: d.options.Rows, Queries: d.options.Queries, Seed: seed}
	if d.options.Server == cli.Auto {
		if err := d.start(ctx, &options, env); err != nil {
			return err
		}
	}
	var err error
	if d.server, err = database.Connect(ctx, options); err != nil {
		return err
	}
	env.Keys.Add(d.server.Password())
	memory := uint64(0)
	if d.server.Here() {
		host, _ := sysmon.Identify(ctx)
		memory = host.MemoryBytes
	}
	env.Tell("PostgreSQL %s, %s", d.server.Facts.Version, d.server.Name())
	for _, line := range d.server.Facts.Arithmetic(d.needs(), memory) {
		env.Tell("  %s", line)
	}
	return nil
}

// start starts a server of ours, and pgbouncer where it takes part and is there.
func (d *Database) start(ctx context.Context, options *database.Options, env process.Environment) error {
	found := scratch.Find(env.Getenv("PATH"), "")
	if found.Postgres == "" {
		return fmt.Errorf("not measurable here: no PostgreSQL server was found, in PATH or where packages put it: get it by %s, or name a server by --postgres postgres://user@host:5432/database", toGet)
	}
	ordered := scratch.Order{Programs: found, Folder: os.TempDir(), Connections: max(usualConnections, d.needs()+ours), Pool: bouncing}
	if !slices.Contains(d.options.values(), database.Bouncer) {
		ordered.Bouncer = ""
	}
	env.Tell("starting a PostgreSQL server of this run's own by %s", found.Postgres)
	var err error
	if d.process, err = startServer(ctx, ordered, env); err != nil {
		return err
	}
	folder := d.process.Address()
	options.Disposable = true
	options.URL, options.Name = scratch.ServerURL(folder), "the run's own server"
	if ordered.Bouncer != "" {
		options.Bouncer = scratch.BouncerURL(folder)
	}
	return nil
}

// needs is the most connections that any of the values has at once.
func (d *Database) needs() int {
	if d.options.sums() {
		return d.queries
	}
	most := 0
	for _, value := range d.options.values() {
		way, _ := database.ParseConnections(value)
		most = max(most, way.Needs(d.queries, bouncing))
	}
	return most
}

// fill fills the table, and finds the server's processes.
func (d *Database) fill(ctx context.Context, env process.Environment) error {
	began := time.Now()
	if err := d.server.Fill(ctx); err != nil {
		if d.process != nil && (database.DiskFull(err) || scratch.OutOfRoom(d.process.Address())) {
			return fmt.Errorf("the disk of the scratch folder %s is full: expected room for %s and the server's own files: --rows takes fewer, and the environment variable TMPDIR names another folder", d.process.Address(), units.Counted(d.options.Rows, "row"))
		}
		return err
	}
	env.Tell("  table: %s in %s, filled in %s", units.Counted(d.options.Rows, "row"), units.Bytes(d.server.Bytes()), units.Duration(time.Since(began)))
	d.below = d.processes()
	return nil
}

// Close removes what was made: the schema, or the whole server of ours.
func (d *Database) Close() error {
	switch {
	case d.process != nil:
		err := d.process.Stop()
		if err != nil { // it may have had no time to remove its folder
			err = errors.Join(err, os.RemoveAll(d.process.Address()))
		}
		return err
	case d.server != nil:
		return d.server.Drop()
	}
	return nil
}
