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

// looks are the numbers of rounds after which the lane looks at its targets, up to
// the most that the workload may have. That number takes the place of the look that
// would be next, so that there are no more looks than declared.
func (l *lane) looks() []int {
	plan, most := &l.run.plan, l.spec.MostRounds
	switch {
	case !plan.Adaptive():
		return []int{plan.Rounds}
	case most == 0 || most >= plan.Rounds:
		return plan.Looks
	}
	at, _ := slices.BinarySearch(plan.Looks, most)
	return append(slices.Clone(plan.Looks[:at]), most)
}

// deadline is when a schedule's rounds have to be over; zero where the plan
// sets no bound. Under both schedules the isolated one, which comes first, may
// use half of the time. The concurrent one may use all that is then left.
func (r *run) deadline(schedule engine.Schedule) time.Time {
	if !r.plan.Bounded() {
		return time.Time{}
	}
	allowed := r.plan.MaxTime
	if r.plan.Schedule == engine.Both && schedule == engine.Isolated {
		allowed /= 2
	}
	return r.began.Add(allowed)
}

// share is the deadline of the lanes that run next, of all that are left: each lane
// adds an equal part of the time that is left, whether it runs by itself or with
// others at once.
func share(deadline time.Time, lanes, left int) time.Time {
	if deadline.IsZero() {
		return deadline
	}
	now := time.Now()
	return now.Add(deadline.Sub(now) * time.Duration(lanes) / time.Duration(left))
}

// late tells whether there is no time for another round. The first round always
// has time. Until the first look has enough believed rounds, any time left is
// enough, since there is no interval without that look. Later a round begins
// only if, at the mean pace so far, it ends by the deadline.
func (l *lane) late() bool {
	done := len(l.rounds.all)
	if l.deadline.IsZero() || done == 0 {
		return false
	}
	left := time.Until(l.deadline)
	if l.run.plan.Adaptive() && l.rounds.believed() < l.run.plan.Looks[0] {
		return left <= 0
	}
	return left < time.Since(l.rounds.began)/time.Duration(done)
}

// decided looks at the lane's targets, if a look is declared after that number
// of rounds, and tells whether all of them are decided. It leaves out the
// latencies, since no target needs them, and merging them would take CPU time
// from the legs of other lanes.
func (l *lane) decided(rounds int) bool {
	if !slices.Contains(l.run.plan.Looks, rounds) {
		return false
	}
	samples := slices.Clone(l.samples)
	for i := range samples {
		samples[i].Latency = engine.Latency{}
	}
	result := l.assess(samples)
	if len(l.run.plan.Variants) > 0 && len(l.run.plan.Effects) == 0 {
		return false // what was not asked for is not decided
	}
	return assess.Decided(&result)
}

// An ending says at which look a lane of an adaptive plan ended, from 1, and
// why in words. The look is 0 where the lane ended at none.
type ending struct {
	look  int
	why   string
	early bool // the time was up
}

// byLook is the ending at the look that is declared after that number of
// rounds.
func (l *lane) byLook(rounds int, decided bool) ending {
	look, counted := slices.Index(l.run.plan.Looks, rounds)+1, l.rounds.counted()
	switch {
	case !decided:
		return ending{look: look, why: fmt.Sprintf("still unclear at the last look (%s)", counted)}
	case slices.ContainsFunc(l.run.plan.Effects, func(e engine.Effect) bool { return e.Gates }):
		return ending{look: look, why: fmt.Sprintf("every effect decided at look %d (%s)", look, counted)}
	case !slices.ContainsFunc(l.spec.Targets, func(t engine.Target) bool { return t.Gates }):
		return ending{look: look, why: fmt.Sprintf("no target to decide, ended at look %d (%s)", look, counted)}
	}
	return ending{look: look, why: fmt.Sprintf("every target decided at look %d (%s)", look, counted)}
}

// byTime is the ending of a lane whose time is up. Its rounds are still
// assessed, in place of the next declared look, and with that look's share of
// the error. So there are never more looks than declared, and the error of all
// of them holds. The clock decides when the time is up, not what the rounds
// show.
func (l *lane) byTime() ending {
	look, _ := slices.BinarySearch(l.run.plan.Looks, l.rounds.planned())
	whose := "the"
	if l.schedule == engine.Isolated || l.turns {
		whose = "its share of the"
	}
	return ending{look: look + 1, why: fmt.Sprintf("%s time allowed, %v, was up after %s", whose, l.run.plan.MaxTime, l.rounds.counted()), early: true}
}

// byBound is the ending of a lane that has had the most rounds that its workload may
// have. What it has measured is assessed at that look, as in byTime.
func (l *lane) byBound(look int) ending {
	return ending{look: look, why: fmt.Sprintf("ended with the most rounds that it may have (%s)", l.rounds.counted())}
}

// byForce is the ending of a lane that was given up or whose run ended early.
func (l *lane) byForce(ctx context.Context) ending {
	if ctx.Err() == nil {
		return ending{why: "given up after " + l.rounds.counted()}
	}
	return ending{why: "the run was ended after " + l.rounds.counted()}
}

// counted renders how many rounds were run.
func (r *rounds) counted() string {
	text := units.Counted(len(r.all), "round")
	if gated := len(r.gated()); gated > 0 {
		text += fmt.Sprintf(", %d of them gated", gated)
	}
	return text
}
