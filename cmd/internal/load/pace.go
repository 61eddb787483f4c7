package load

import (
	"time"

	"ep-benchmark/cmd/internal/api"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/engine"
	"ep-benchmark/workloads/httpload"
)

// pace reads how requests follow one another.
func (f *Flags) pace(request *httpload.Options) (engine.Dispatch, error) {
	dispatch, err := engine.ParseDispatch(f.dispatch)
	if err != nil {
		return dispatch, cli.WrongValue(f.set, "dispatch")
	}
	if !f.given("rate") {
		for _, name := range []string{"arrivals", "max-in-flight", "duration"} {
			if f.given(name) {
				return dispatch, cli.Usagef("--%s is for --rate, and does nothing without", name)
			}
		}
		return dispatch, nil
	}
	request.Arrivals.Spacing = httpload.Spacing(f.spacing)
	request.Arrivals.Rate, err = httpload.ParseRate(f.rate)
	switch {
	case err != nil:
		return dispatch, cli.WrongValue(f.set, "rate")
	case request.Arrivals.Spacing != httpload.Constant && request.Arrivals.Spacing != httpload.Poisson:
		return dispatch, cli.WrongValue(f.set, "arrivals")
	case f.inFlight < 1 || f.inFlight > MostInFlight:
		return dispatch, cli.WrongValue(f.set, "max-in-flight")
	case f.given("dispatch"):
		return dispatch, cli.Usagef("--dispatch is for a fixed number of requests, and --rate sends each at its own moment: expected one of them")
	case f.given("requests"):
		return dispatch, cli.Usagef("--requests is the size of a pass, and a leg with --rate lasts for --duration: expected one of --requests and --rate")
	case f.given("target"):
		return dispatch, cli.Usagef("--target is a speedup of parallel legs, and a run with --rate has none: expected one of them")
	}
	request.Arrivals.Duration, err = f.legLength(request.Arrivals.Rate)
	return dispatch, err
}

// legLength is how long a leg of an open loop lasts: long enough for its p99.
func (f *Flags) legLength(rate float64) (time.Duration, error) {
	needed := time.Duration(forTail / rate * float64(time.Second))
	switch length := max(defaultLeg, needed); {
	case !f.given("duration") && length > longestLeg:
		return 0, cli.Usagef("--rate %s: %d requests, which p99 needs, take %v: expected a higher rate, or --duration", f.rate, forTail, needed.Round(time.Second))
	case !f.given("duration"):
		return length, nil
	case f.duration < shortestLeg || f.duration > longestLeg:
		return 0, cli.WrongValue(f.set, "duration")
	}
	return f.duration, nil
}

// takeTurns makes the plan one of a closed loop and an open one by turns.
func (f *Flags) takeTurns(request *httpload.Options, o *order.Order, target *api.Target) error {
	plan := &o.Plan
	if target.Counted() {
		switch {
		case !f.given("max-in-flight"):
			f.inFlight = api.MostGuestWorkers
		case f.inFlight > api.MostGuestWorkers:
			return cli.Usagef("--max-in-flight %d: a server that is not your own gets at most %d", f.inFlight, api.MostGuestWorkers)
		}
	}
	loop := func(kind string) map[string]string { return map[string]string{engine.LoopSetting: kind} }
	plan.Variants = []engine.Variant{
		{Name: httpload.Closed, Workers: plan.Workers, Settings: loop("closed")},
		{Name: httpload.Open, Workers: f.inFlight, Settings: loop(request.Arrivals.String())},
	}
	if plan.Adaptive() { // no target decides when there are enough
		plan.Rounds, plan.Looks, plan.MaxTime = defaultRounds, nil, 0
	}
	if target.Counted() {
		request.Size = request.Arrivals.Size() // the closed loop sends as many
		return nil
	}
	plan.Sustained, plan.MinimumLeg = true, request.Arrivals.Duration
	return nil
}
