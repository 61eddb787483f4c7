package api

import (
	"cmp"
	"fmt"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// limitToGuest limits the plan to a guest's. It leaves the number of rounds to fit.
func (f *Flags) limitToGuest(o *order.Order, t *Target) error {
	if err := f.fewWorkers(&o.Plan); err != nil {
		return err
	}
	if err := f.withoutFiller(&o.Plan); err != nil {
		return err
	}
	if f.set.Changed("max-time") {
		return cli.Usagef("--max-time bounds rounds that are made until the outcome is clear: %s gets a number of rounds that is fixed by --max-requests", t.url)
	}
	for _, entry := range o.Entries {
		for _, size := range entry.Sizes {
			if size.Guest > 0 && !cli.IsGiven(f.set, size.Name) {
				o.Environment.Sizes[size.Name] = size.Guest
			}
		}
	}
	o.Plan.Warmups = 0 // the leg that opens the connections remains
	return nil
}

func (f *Flags) fewWorkers(plan *engine.Plan) error {
	switch {
	case !f.set.Changed("workers"), plan.Workers == 0:
		plan.Workers = GuestWorkers
	case plan.Workers > MostGuestWorkers:
		return cli.Usagef("--workers %d: a server that is not your own gets at most %d", plan.Workers, MostGuestWorkers)
	}
	return nil
}

func (f *Flags) withoutFiller(plan *engine.Plan) error {
	if f.set.Changed("schedule") && plan.Schedule != engine.Isolated {
		return cli.Usagef("--schedule %s: finished workloads keep sending until the slowest one ends, so requests can't be bounded: expected isolated, or a server on this machine", plan.Schedule)
	}
	plan.Schedule = engine.Isolated
	return nil
}

// fit sets the number of rounds. It rejects a fixed number that needs too many
// requests.
func (t *Target) fit(o *order.Order) error {
	d, v, allowed := t.demand, t.visit(), int(t.allowed)
	for _, entry := range o.Entries {
		v.leg += entry.Requests(o.Environment)
	}
	v.warm, v.legs = len(o.Plan.Variants), len(o.Plan.Variants)
	if v.once = o.Plan.Once; v.once {
		v.leg += o.Plan.Workers // one more request for the last shipment of each
	}
	rounds := o.Plan.Rounds
	if t.adaptive {
		rounds = v.most(allowed, max(1, d.Rounds))
	}
	if needed := v.all(rounds); needed > allowed {
		return cli.Usagef("%s at %s would make up to %d requests, and %d are the most: %s", words(d, rounds), t.url, needed, allowed, t.instead(needed))
	}
	o.Plan.Rounds, o.Plan.Looks, o.Plan.MaxTime = rounds, nil, 0
	t.perRun, t.rounds, t.interval = int64(v.run(rounds)), rounds, 0
	if t.adaptive && rounds < order.FewestRounds {
		t.interval = v.all(order.FewestRounds)
	}
	return nil
}

// raising is the flag that allows more requests.
const raising = "--max-requests %d"

// raised is the setting that allows the given number of requests.
func (t *Target) raised(requests int) string {
	return fmt.Sprintf(cmp.Or(t.setting, raising), requests*max(1, t.sharing))
}

// instead returns the remedies for too many requests.
func (t *Target) instead(needed int) string {
	text := "expected fewer rounds or smaller sizes"
	if needed*max(1, t.sharing) <= mostGuestRequests {
		text += ", or " + t.raised(needed)
	}
	return text
}

// words describe what a command runs.
func words(d order.Demand, rounds int) string {
	if d.Runs == 1 {
		return units.Counted(rounds, "round")
	}
	return fmt.Sprintf("up to %s of %s", units.Counted(d.Runs, "run"), units.Counted(rounds, "round"))
}

// Sends says how many requests the run sends at the most; "" where they are not
// counted.
func (t *Target) Sends() string {
	if !t.counted {
		return ""
	}
	return fmt.Sprintf("this run makes at most %s to %s; %d are allowed in all, those included that are sent again after an answer 429",
		units.Counted(t.perRun, "request"), t.url, t.allowed)
}

// Notices returns what the run reports about a server that it did not start.
func (t *Target) Notices() []string {
	if t == nil {
		return nil
	}
	var all []string
	if sends := t.Sends(); sends != "" {
		all = append(all, sends)
	}
	if t.interval > 0 {
		all = append(all, fmt.Sprintf("only %s fit into them, and an interval needs %d: %s", units.Counted(t.rounds, "round"), order.FewestRounds, t.raised(t.interval)))
	}
	if t.here {
		return append(all, fmt.Sprintf("the server at %s was not started by this run: its load counts as that of other processes, and how late it answers is not known", t.url))
	}
	all = append(all, fmt.Sprintf("the server at %s is not ours: latencies include the network on the way there and back, and whatever else the server does meanwhile", t.url))
	if t.account != testAccount && t.caller == nil {
		all = append(all, fmt.Sprintf("the API key does not belong to a test account (%s): what is created and bought is real", t.account))
	}
	return all
}
