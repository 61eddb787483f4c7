package postgres

import (
	"errors"
	"fmt"
	"slices"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/database"
)

// choose completes the order. What the server does not allow is left out, and
// reported.
func (d *Database) choose(o *order.Order) error {
	var load *database.Load
	switch {
	case d.options.sums():
		return d.chooseParallel(o)
	case d.options.Alone != "":
		if reason := d.missing(d.options.Alone); reason != "" {
			return errors.New(reason)
		}
		way, _ := database.ParseConnections(d.options.Alone)
		if load = database.Lookups(d.server, way, nil); o.Target != nil {
			load.Aim(*o.Target)
		}
	default:
		var err error
		if load, err = d.chooseConnections(o); err != nil {
			return err
		}
	}
	d.take(o, load)
	return nil
}

func (d *Database) chooseConnections(o *order.Order) (*database.Load, error) {
	kept := d.options.Vary
	kept.Values = nil
	for _, value := range d.options.Vary.Values {
		if reason := d.missing(value); reason != "" {
			d.notices = append(d.notices, reason)
		} else {
			kept.Values = append(kept.Values, value)
		}
	}
	if len(kept.Values) < 2 {
		return nil, fmt.Errorf("there is nothing to compare: %s", d.notices[0])
	}
	ways, err := variants(&o.Plan, kept, func(value string) database.Way { way, _ := database.ParseConnections(value); return way })
	return database.Lookups(d.server, database.Way{}, ways), err
}

// missing says why a way can't be measured here; "" where it can.
func (d *Database) missing(value string) string {
	way, _ := database.ParseConnections(value)
	facts := &d.server.Facts
	switch needs := way.Needs(d.queries, bouncing); {
	case way.Bounced && !d.server.Bounces() && d.process == nil:
		return value + " is not measurable here: it would have to be given the password of the server, which this program gives to no other: --postgres auto measures it"
	case way.Bounced && !d.server.Bounces():
		return value + " is not measurable here: it was not found: get it by " + toGetBouncer
	case needs > facts.Free():
		return fmt.Sprintf("%s is not measured: it has %s at once, and the server has %d left of max_connections %d", value, units.Counted(needs, "connection"), facts.Free(), facts.MaxConnections)
	}
	return ""
}

func (d *Database) chooseParallel(o *order.Order) error {
	facts := &d.server.Facts
	switch {
	case slices.Contains(d.options.Vary.Values, database.On) && facts.PerGather == 0:
		return cli.Usagef("--vary: parallel on: the server's max_parallel_workers_per_gather is 0, so that on is off: expected numbers such as parallel=0,2")
	case d.queries > facts.Free():
		return cli.Usagef("--workers %d: the server has %d left of max_connections %d: expected fewer queries at once", d.queries, facts.Free(), facts.MaxConnections)
	}
	ways, err := variants(&o.Plan, d.options.Vary, func(value string) database.Way {
		workers, _ := database.ParseParallel(value)
		return database.Way{Parallel: workers}
	})
	if err != nil {
		return err
	}
	d.take(o, database.Sums(d.server, ways))
	return nil
}

// variants gives the plan its variants and effects. It returns the way of each.
func variants(plan *engine.Plan, vary order.Dimension, way func(value string) database.Way) (map[engine.LegKind]database.Way, error) {
	all, effects, err := order.Combine([]order.Dimension{vary})
	if err != nil {
		return nil, err
	}
	ways := map[engine.LegKind]database.Way{}
	for _, v := range all {
		ways[engine.LegKind(v.Name)] = way(v.Settings[vary.Name])
	}
	return ways, order.TakeEffects(plan, all, effects)
}

// take gives the order the workload.
func (d *Database) take(o *order.Order, load *database.Load) {
	o.Entries = []workloads.Entry{workloads.Own(load, "queries to "+d.server.Name())}
	o.Plan.Workloads = order.Names(o.Entries)
}
