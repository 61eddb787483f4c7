package pages

import (
	"time"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/words"
)

// A Subject is a run with all that is said of it.
type Subject struct {
	Run      *live.Run
	Focus    int // the lane that has it
	Versus   Versus
	Findings []engine.Finding // of the run, or of what is finished of it
	Stored   []string         // what stored sweeps recommend, in words
	Sweeps   []*engine.Result // of the lanes, so far; none for a run without variants
	Pick     *Pick            // the moment that the reader has chosen; nil for none
}

// Lane returns the lane that has the focus, nil where there is none.
func (s *Subject) Lane() *live.Lane {
	if s.Focus < 0 || s.Focus >= len(s.Run.Lanes) {
		return nil
	}
	return &s.Run.Lanes[s.Focus]
}

// OverviewInput is what Overview draws.
type OverviewInput struct {
	Subject
	Idle   bool          // no run is on
	First  bool          // the reader has seen no run before
	Zoom   bool          // the lane that has the focus has the whole page
	Window time.Duration // that the charts show
	Answer []Said        // how the targets of a finished run stand
	Next   []Offer       // what to do after it
}

// span are the times of the run at the ends of the charts. The window begins with the
// run, and moves on when it is full.
func (in *OverviewInput) span() (from, to time.Duration) {
	from = max(in.Run.At-in.Window, 0)
	return from, from + in.Window
}

// about are the findings of a workload, those of the run for "".
func (s *Subject) about(workload string) []engine.Finding {
	var found []engine.Finding
	for _, f := range s.Findings {
		if f.Workload == workload {
			found = append(found, f)
		}
	}
	return found
}

// notice describes a workload that regressed; false where it did not, or where
// that is not final.
func (s *Subject) notice(workload string) (words.Notice, bool) {
	c := s.Versus.Comparison
	if c == nil || c.Unfinished || c.Verdict == compare.NotComparable {
		return words.Notice{}, false
	}
	for _, n := range words.Notices(c) {
		if n.Subject == workload {
			return n, true
		}
	}
	return words.Notice{}, false
}

// why says in a line what is behind a lane's regression, or behind its outcome
// where that is not what was asked for; "" where there is nothing to say.
func why(sub *Subject, lane *live.Lane) string {
	if lane.Result == nil {
		return ""
	}
	if n, regressed := sub.notice(lane.Spec.Name); regressed && len(n.Causes) > 0 {
		return n.Causes[0].Statement
	}
	if !short(lane) {
		return ""
	}
	s, _ := lane.Standing()
	if s.Outcome == engine.Failing || lane.Result.UsesGated && lane.Result.Operations.Unfinished() == 0 {
		return s.Reason
	}
	if found := sub.about(lane.Spec.Name); len(found) > 0 {
		return telling(found).Statement
	}
	return s.Reason
}

// short tells whether a lane that has finished is short of its target.
func short(lane *live.Lane) bool {
	s, ok := lane.Standing()
	return ok && lane.Result != nil && s.Outcome != engine.Met && s.Outcome != engine.NotMeasured
}

// telling is the finding that is most useful in a line: the first with
// something to try, since the first of all may only sum the others up.
func telling(found []engine.Finding) *engine.Finding {
	for i := range found {
		if found[i].Try != "" {
			return &found[i]
		}
	}
	return &found[0]
}
