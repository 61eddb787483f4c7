// Package versus compares the run on the screen with a baseline: while the run
// is on, when it has ended, and after a fresh run.
//
// Its opinion: a comparison is made when something was measured or chosen, and
// is then read by every frame. Whatever may wait for the store is returned as
// work, for the caller to do elsewhere.
package versus

import (
	"errors"
	"slices"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/judge"
	"ep-benchmark/engine"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/pages"
)

// A Controller knows what the run on the screen is compared with, and what came
// of it. It is used by one goroutine; the work that it returns is not.
type Controller struct {
	store         judge.Store // nil where nothing is kept
	allowMismatch bool

	reference judge.Reference
	asked     int // how often a side was looked up
	asking    bool
	baseline  judge.Baseline

	duel      bool        // the run on the screen compares two configurations of its own
	generated bool        // the run on the screen was never measured
	begun     compare.Run // the conditions of the run on the screen
	number    int64       // of the last run that ended, in the store; 0 for none

	shown pages.Versus
	known stage // of the comparison that is shown
	// judged is the comparison of the last run that ended, with what a fresh run
	// said.
	judged     *compare.Comparison
	judgedAt   stage
	again      *engine.Report // of the fresh run; nil for none
	confirming *compare.Comparison
	pending    bool // the run has ended before its baseline was found
}

// A stage is what a comparison was made of: the same one gives the same.
type stage struct {
	run             *live.Run
	rounds, results int
	schedule        engine.Schedule
	finished        bool
	asked, number   int64
}

// New returns a controller that compares with a reference. The side is what is
// known of that; nil for nothing.
func New(store judge.Store, allowMismatch bool, reference judge.Reference, side *compare.Side) *Controller {
	return &Controller{store: store, allowMismatch: allowMismatch, reference: reference, shown: pages.Versus{Side: side, Absent: "No run has begun yet."}}
}

// State is what pages show.
func (c *Controller) State() pages.Versus { return c.shown }

// Fingerprint names the conditions of the run on the screen; "" before one has
// begun.
func (c *Controller) Fingerprint() string {
	if len(c.begun.Conditions) == 0 {
		return ""
	}
	return c.begun.Fingerprint()
}

// Number is that of the last run that ended, in the store; 0 for none.
func (c *Controller) Number() int64 { return c.number }

// Ended takes the number of a run that has ended.
func (c *Controller) Ended(number int64) { c.number = number }

// Deleted says that a run is no longer in the store.
func (c *Controller) Deleted(number int64) {
	if c.number == number {
		c.number = 0
	}
}

// Found is what was looked up.
type Found struct {
	asked    int
	baseline judge.Baseline
	err      error
}

// Begin takes a run's conditions and returns the work of looking up what to
// compare it with; nil for none.
func (c *Controller) Begin(e *engine.RunStarted) func() Found {
	if c.confirming != nil {
		return nil // a fresh run: what it confirms stands
	}
	c.begun, c.number = compare.Begun(thisRun, e), 0
	if c.duel = len(e.Plan.Sides()) == 2; c.duel {
		c.asked++ // what was looked up for another run is not taken any more
		c.asking, c.shown = false, pages.Versus{Absent: "No round of both configurations is over yet."}
		return nil
	}
	if c.generated = e.Plan.Generated; c.generated {
		c.asked++
		c.asking, c.shown = false, pages.Versus{Absent: "This run is " + engine.NeverMeasured + ": it is compared with nothing.", Refused: true}
		return nil
	}
	return c.lookUp()
}

// ErrConfirming says that nothing else can be chosen now.
var ErrConfirming = errors.New("a fresh run is on that has to confirm the last one: stop it first")

// Choose compares with another reference. It returns the work of looking it up;
// nil for none.
func (c *Controller) Choose(reference judge.Reference) (func() Found, error) {
	if c.confirming != nil {
		return nil, ErrConfirming
	}
	if c.duel {
		return nil, errDuel
	}
	if c.generated {
		return nil, errGenerated
	}
	c.reference = reference
	return c.lookUp(), nil
}

// errDuel says that a run of two configurations is compared with nothing else.
var errDuel = errors.New("this run compares its two configurations, and nothing else")

// errGenerated says that a run that was not measured is compared with nothing.
var errGenerated = errors.New("this run is " + engine.NeverMeasured + ": it is compared with nothing")

// lookUp finds what the run is compared with. Before a run has begun the default
// is not known.
func (c *Controller) lookUp() func() Found {
	c.asked++
	c.asking = c.reference.Known()
	c.shown = pages.Versus{Absent: "looking for the baseline"}
	if !c.asking {
		c.shown.Absent = "Nothing is chosen to compare with."
		if c.store == nil {
			c.shown.Absent += " Nothing is kept either, so there is no baseline."
		}
		return nil
	}
	asked, store, reference, run := c.asked, c.store, c.reference, c.begun
	run.Number = c.number
	return func() Found {
		candidate := compare.SideOf(run)
		baseline, err := reference.Find(store, &candidate)
		return Found{asked, baseline, err}
	}
}

// Take takes what was looked up, unless something else was asked for since. The
// run itself is never part of it. It tells whether a run that has ended waits to
// be judged.
func (c *Controller) Take(f Found) (judge bool, err error) {
	if f.asked != c.asked {
		return false, nil
	}
	c.asking, c.baseline = false, f.baseline
	if f.err != nil {
		c.shown = pages.Versus{Absent: "Not compared: " + f.err.Error() + "."}
		return false, f.err
	}
	c.baseline.Leave(c.number) // the run may have been kept since
	if side := &c.baseline.Side; len(side.Runs) > 0 {
		c.shown = pages.Versus{Side: side}
	} else {
		c.shown = pages.Versus{Absent: noRuns(side)}
	}
	judge, c.pending = c.pending, false
	return judge, nil
}

// Refresh brings the comparison up to date with a run.
func (c *Controller) Refresh(run *live.Run) {
	switch {
	case c.duel:
		c.refreshDuel(run)
		return
	case c.confirming != nil:
		c.shown.Comparison, c.shown.Confirming, c.shown.Standing = c.confirming, true, nil
		return
	case c.shown.Side == nil || !run.Started || len(c.begun.Conditions) == 0:
		c.shown.Comparison, c.shown.Standing = nil, nil
		return
	}
	now := c.stage(run)
	if now == c.known && (c.shown.Comparison != nil || c.shown.Standing != nil) {
		return
	}
	c.known = now
	c.shown.Standing = nil
	if c.judged != nil && now == c.judgedAt {
		c.shown.Comparison = c.judged
		return
	}
	c.shown.Comparison = nil
	candidate := soFar(run, c.begun, c.number)
	comparison := c.baseline.Compare(compare.SideOf(candidate), compare.Options{AllowMismatch: c.allowMismatch, Unfinished: !run.Finished})
	if len(candidate.Figures) > 0 {
		c.shown.Comparison = &comparison
	}
	if !run.Finished {
		if standing := comparison.Awaited(); len(standing.Rows) > len(comparison.Rows) {
			c.shown.Standing = &standing
		}
	}
}

// noRuns says why a side without runs has none.
func noRuns(side *compare.Side) string {
	if side.Name == compare.RollingName || side.Name == "" {
		return "No baseline: there is no earlier clean run under these conditions."
	}
	return "No baseline: " + side.Name + " has no other run than this one."
}

// stage is what a comparison of the run would be made of.
func (c *Controller) stage(run *live.Run) stage {
	now := stage{run: run, schedule: run.Schedule, finished: run.Finished, asked: int64(c.asked), number: c.number}
	for i := range run.Lanes {
		lane := &run.Lanes[i]
		now.rounds += len(wholeRounds(lane)) / 2
		if lane.Result != nil {
			now.results++
		}
	}
	return now
}

// Judge compares a run that has ended, and keeps what came of it. It returns nil
// where nothing is to be compared, or not yet.
func (c *Controller) Judge(run *live.Run) *compare.Comparison {
	if c.asking {
		c.pending = true
		return nil
	}
	c.Refresh(run)
	judged := c.shown.Comparison
	if judged == nil || judged.Unfinished || c.duel { // a fresh run confirms no run of two
		return nil
	}
	c.judged, c.judgedAt, c.again = judged, c.known, nil
	return judged
}

// Confirming tells whether a fresh run is on.
func (c *Controller) Confirming() bool { return c.confirming != nil }

// Confirm says that a fresh run has begun, which has to confirm the comparison.
func (c *Controller) Confirm(first *compare.Comparison) { c.confirming = first }

// Confirmed ends the confirming, and says what came of it. A fresh run that
// failed or was ended early neither confirms nor contradicts anything.
func (c *Controller) Confirmed(fresh *engine.Report, err error) string {
	first := c.confirming
	c.confirming, c.shown.Confirming = nil, false
	switch {
	case err != nil:
		judge.Abandon(first, err)
		return first.WhyUnconfirmed()
	case !judge.Confirm(first, fresh):
		return first.WhyUnconfirmed()
	}
	c.again = fresh
	return "after a fresh run: " + first.Line()
}

// Causes are what the evidence shows about a comparison's regressions.
type Causes struct {
	of     *compare.Comparison
	causes []engine.Finding
	err    error
}

// Explain returns the work of looking for the causes of what regressed; nil for
// none. The report is that of the run that ended last.
func (c *Controller) Explain(report engine.Report) func() Causes {
	of := c.shown.Comparison
	if of == nil || of.Unfinished || of.Count(compare.Regressed) == 0 || of.Causes != nil {
		return nil
	}
	frame := *of
	frame.Rows = slices.Clone(of.Rows)
	now, baseline := []*engine.Report{&report}, c.baseline
	if c.again != nil && of == c.judged {
		now = append(now, c.again)
	}
	return func() Causes {
		causes, err := baseline.Explain(&frame, now)
		return Causes{of, causes, err}
	}
}

// Explained takes causes. Its error says what evidence was left out.
func (c *Controller) Explained(found Causes) error {
	found.of.Causes = append([]engine.Finding{}, found.causes...)
	return found.err
}
