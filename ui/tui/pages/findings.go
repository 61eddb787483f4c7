package pages

import (
	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/words"
)

// diagnosed are findings, and what of the run they were made from. They are
// made again only when that changes.
type diagnosed struct {
	run      *live.Run
	schedule engine.Schedule
	results  int
	finished bool
	findings []engine.Finding
}

// Findings are those of the finished run, or of what is finished of it.
func (v *View) Findings() []engine.Finding {
	now := diagnosed{run: v.Run, schedule: v.Run.Schedule, finished: v.Run.Finished}
	for i := range v.Run.Lanes {
		if v.Run.Lanes[i].Result != nil {
			now.results++
		}
	}
	if k := &v.known; k.run == now.run && k.schedule == now.schedule && k.results == now.results && k.finished == now.finished {
		return k.findings
	}
	if report := v.soFar(); report != nil {
		now.findings = report.Findings
		if len(now.findings) == 0 {
			now.findings = diagnose.Explain(report)
		}
	}
	v.known = now
	return now.findings
}

// about are the findings of a workload, those of the run for "".
func (v *View) about(workload string) []engine.Finding {
	var found []engine.Finding
	for _, f := range v.Findings() {
		if f.Workload == workload {
			found = append(found, f)
		}
	}
	return found
}

// notice describes a workload that regressed; false where it did not, or where
// that is not final.
func (v *View) notice(workload string) (words.Notice, bool) {
	c := v.Versus.Comparison
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
func why(v *View, lane *live.Lane) string {
	if lane.Result == nil {
		return ""
	}
	if n, regressed := v.notice(lane.Spec.Name); regressed && len(n.Causes) > 0 {
		return n.Causes[0].Statement
	}
	s, ok := lane.Standing()
	if !ok || s.Outcome == engine.Met || s.Outcome == engine.NotMeasured {
		return ""
	}
	if s.Outcome == engine.Failing || lane.Result.UsesGated && lane.Result.Operations.Unfinished() == 0 {
		return s.Reason
	}
	if found := v.about(lane.Spec.Name); len(found) > 0 {
		return telling(found).Statement
	}
	return s.Reason
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

// trust says how far a finished run can be trusted, where it is not clean: a
// sign, words, and their role.
func trust(v *View) (sign rune, text string, role cells.Role) {
	g := v.Theme.Glyphs
	switch q := &v.Run.Report.Quality; {
	case !v.Run.Finished || q.Badge == "" || q.Badge == engine.Clean:
		return 0, "", cells.Muted
	case q.Badge == engine.Fair:
		return g.Caution, "quality " + words.Quality(q), cells.Warn
	default:
		return g.Bad, "quality " + words.Quality(q), cells.Bad
	}
}
