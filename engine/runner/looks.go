package runner

import (
	"context"
	"fmt"
	"slices"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/units"
)

// checkLooks finds what is wrong with an adaptive plan's looks.
func checkLooks(plan engine.Plan) error {
	if !plan.Adaptive() {
		return nil
	}
	last := 0
	for _, look := range plan.Looks {
		if look <= last {
			return fmt.Errorf("the plan's looks are %v: expected numbers of rounds that ascend, from 1", plan.Looks)
		}
		last = look
	}
	if last != plan.Rounds {
		return fmt.Errorf("the plan's last look is after %d rounds, and its last round is %d: expected the same", last, plan.Rounds)
	}
	return nil
}

// deadline is when a schedule's rounds have to be over; zero where the plan
// sets no bound. Of both schedules the isolated one, which comes first, has
// half of the time, and the concurrent one what is then left.
func (r *run) deadline(schedule engine.Schedule) time.Time {
	if !r.plan.Adaptive() || r.plan.MaxTime <= 0 {
		return time.Time{}
	}
	allowed := r.plan.MaxTime
	if r.plan.Schedule == engine.Both && schedule == engine.Isolated {
		allowed /= 2
	}
	return r.began.Add(allowed)
}

// share is the deadline of the next of so many lanes that take turns: each has
// an equal part of what the ones before it have left.
func share(deadline time.Time, lanes int) time.Time {
	if deadline.IsZero() {
		return deadline
	}
	now := time.Now()
	return now.Add(deadline.Sub(now) / time.Duration(lanes))
}

// late tells whether there is no time for another round. There is always time
// for one. Until as many are believed as the first look needs any time left
// will do, since without that look there is no interval; then a round is begun
// only if, at the mean pace so far, it ends by the deadline.
func (l *lane) late() bool {
	done := len(l.rounds.all)
	if l.deadline.IsZero() || done == 0 {
		return false
	}
	left := time.Until(l.deadline)
	if l.rounds.believed() < l.run.plan.Looks[0] {
		return left <= 0
	}
	return left < time.Since(l.rounds.began)/time.Duration(done)
}

// decided looks at the lane's targets, if a look is declared after so many
// rounds, and tells whether all of them are decided. The latencies, which no
// target is about, are left out: to merge them would take CPU time from the
// legs of other lanes.
func (l *lane) decided(rounds int) bool {
	if !slices.Contains(l.run.plan.Looks, rounds) {
		return false
	}
	samples := slices.Clone(l.samples)
	for i := range samples {
		samples[i].Latency = engine.Latency{}
	}
	result := l.assess(samples)
	return assess.Decided(&result)
}

// An ending is at which look a lane of an adaptive plan ended, from 1, and why
// in words. The look is 0 where it ended at none.
type ending struct {
	look int
	why  string
}

// byLook is the ending at the look that is declared after so many rounds.
func (l *lane) byLook(rounds int, decided bool) ending {
	look, counted := slices.Index(l.run.plan.Looks, rounds)+1, l.rounds.counted()
	switch {
	case !decided:
		return ending{look, fmt.Sprintf("still unclear at the last look (%s)", counted)}
	case !slices.ContainsFunc(l.spec.Targets, func(t engine.Target) bool { return t.Gates }):
		return ending{look, fmt.Sprintf("no target to decide, ended at look %d (%s)", look, counted)}
	}
	return ending{look, fmt.Sprintf("every target decided at look %d (%s)", look, counted)}
}

// byTime is the ending of a lane whose time is up after so many rounds. What
// it has is looked at all the same, in place of the next declared look, whose
// share of the error that takes: so there never are more looks than declared,
// and the error of all of them holds. When the time is up is the clock's
// doing, not that of what the rounds show.
func (l *lane) byTime() ending {
	look, _ := slices.BinarySearch(l.run.plan.Looks, l.rounds.planned())
	whose := "the"
	if l.schedule == engine.Isolated {
		whose = "its share of the"
	}
	return ending{look + 1, fmt.Sprintf("%s time allowed, %v, was up after %s", whose, l.run.plan.MaxTime, l.rounds.counted())}
}

// byForce is the ending of a lane that was given up or whose run ended.
func (l *lane) byForce(ctx context.Context) ending {
	if ctx.Err() == nil {
		return ending{0, "given up after " + l.rounds.counted()}
	}
	return ending{0, "the run was ended after " + l.rounds.counted()}
}

// counted renders how many rounds were run.
func (r *rounds) counted() string {
	text := units.Counted(len(r.all), "round")
	if gated := len(r.gated()); gated > 0 {
		text += fmt.Sprintf(", %d of them gated", gated)
	}
	return text
}
