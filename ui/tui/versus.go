package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/engine"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/pages"
)

// A choice is what runs are compared with. It is looked up anew for each run,
// since what is usual depends on a run's conditions, and a baseline may have
// grown.
type choice struct {
	// find looks a side up: of the runs with a fingerprint, before the run
	// with a number. It may wait, and is never called by the one that draws.
	// Nil is nothing.
	find func(fingerprint string, before int64) (compare.Side, error)
	// evidence are reports that the store does not have.
	evidence []*engine.Report
}

// usually is the pinned baseline of the run's conditions, else the latest clean
// runs.
func usually(store Store) choice {
	if store == nil {
		return choice{}
	}
	return choice{find: store.Default}
}

// chosen is a side that is at hand, with its reports.
func (m *model) chosen(side compare.Side) choice {
	var evidence []*engine.Report
	for i := range m.view.Past {
		if kept := &m.view.Past[i]; kept.Report != nil && kept.Side.Name == side.Name {
			evidence = append(evidence, kept.Report)
		}
	}
	return fixed(side, evidence...)
}

// stored is what a name stands for in the store.
func stored(store Store, name string) choice {
	return choice{find: func(string, int64) (compare.Side, error) { return store.Side(name) }}
}

// fixed is a side that is known.
func fixed(side compare.Side, evidence ...*engine.Report) choice {
	return choice{
		find:     func(string, int64) (compare.Side, error) { return side, nil },
		evidence: evidence,
	}
}

// versus is the state of comparing.
type versus struct {
	choice choice
	count  int // looks up of the store that were asked for
	asking bool
	floors compare.Floors

	begun  compare.Run // the conditions of the run on the screen
	number int64       // of the last run that ended, in the store; 0 for none

	known stage // of the comparison that the pages have
	// judged is that of the last run that ended, with what a fresh run said.
	judged      *compare.Comparison
	judgedAt    stage
	again       *engine.Report // of the fresh run; nil for none
	unconfirmed bool           // it failed, or was ended early
	first       *firstRun      // that a fresh run has to confirm; nil when none is on
	pending     bool           // the run has ended before its baseline was found
}

// A stage is what a comparison was made of: the same one gives the same.
type stage struct {
	run             *live.Run
	rounds, results int
	schedule        engine.Schedule
	finished        bool
	side, number    int64
}

// sideFound is what was looked up.
type sideFound struct {
	count  int
	side   compare.Side
	floors compare.Floors
	err    error
}

// runBegun records a run's conditions and looks up what to compare it with.
func (m *model) runBegun(e *engine.RunStarted) tea.Cmd {
	if m.versus.first != nil {
		return nil // a fresh run: what it confirms stands
	}
	m.versus.begun, m.versus.number = compare.Begun(thisRun, e), 0
	return m.lookUp()
}

// choose compares with another choice.
func (m *model) choose(c choice) tea.Cmd {
	if m.versus.first != nil {
		return m.say("a fresh run is on that has to confirm the last one: stop it first")
	}
	m.versus.choice = c
	return m.lookUp()
}

// lookUp finds what the run is compared with, in the background. Without a run
// what is usual is not known yet.
func (m *model) lookUp() tea.Cmd {
	x := &m.versus
	x.count++
	m.view.Versus = pages.Versus{Absent: m.view.Versus.Absent}
	m.stale = true
	if x.choice.find == nil {
		x.asking = false
		m.view.Versus.Absent = "Nothing is chosen to compare with."
		if m.options.Store == nil {
			m.view.Versus.Absent += " Nothing is kept either, so there is no baseline."
		}
		return nil
	}
	x.asking = true
	m.view.Versus.Absent = "looking for the baseline"
	count, choice, number, store := x.count, x.choice, x.number, m.options.Store
	fingerprint := ""
	if len(x.begun.Conditions) > 0 {
		fingerprint = x.begun.Fingerprint()
	}
	return m.fetch(func() tea.Msg {
		found := sideFound{count: count}
		if found.side, found.err = choice.find(fingerprint, number); found.err == nil && store != nil {
			found.floors, found.err = store.Floors(fingerprint)
		}
		return found
	})
}

// found compares with what was looked up. The run itself is never part of it.
func (m *model) found(f sideFound) tea.Cmd {
	x := &m.versus
	if f.count != x.count {
		return nil // another one was asked for meanwhile
	}
	x.asking, x.floors, m.stale = false, f.floors, true
	if f.err != nil {
		m.view.Versus = pages.Versus{Absent: "Not compared: " + f.err.Error() + "."}
		return m.say("not compared: %v", f.err)
	}
	side := f.side
	side.Runs = slices.DeleteFunc(slices.Clone(side.Runs), func(r compare.Run) bool { return x.number != 0 && r.Number == x.number })
	switch {
	case len(side.Runs) > 0:
		m.view.Versus = pages.Versus{Side: &side}
	case side.Name == compare.RollingName || side.Name == "":
		m.view.Versus = pages.Versus{Absent: "No baseline: there is no earlier clean run under these conditions."}
	default:
		m.view.Versus = pages.Versus{Absent: "No baseline: " + side.Name + " has no other run than this one."}
	}
	if x.pending {
		x.pending = false
		return m.judge()
	}
	return m.causes()
}

// compared brings the comparison up to date, if the run has come on since.
func (m *model) compared() {
	x, run := &m.versus, m.view.Run
	switch {
	case x.first != nil:
		m.view.Versus.Comparison, m.view.Versus.Confirming = x.first.comparison, true
		return
	case m.view.Versus.Side == nil || !run.Started || len(x.begun.Conditions) == 0:
		m.view.Versus.Comparison = nil
		return
	}
	now := stageOf(run, x)
	if now == x.known && m.view.Versus.Comparison != nil {
		m.view.Versus.Unconfirmed = x.unconfirmed && now == x.judgedAt
		return
	}
	x.known = now
	if x.judged != nil && now == x.judgedAt {
		m.view.Versus.Comparison, m.view.Versus.Unconfirmed = x.judged, x.unconfirmed
		return
	}
	m.view.Versus.Comparison, m.view.Versus.Unconfirmed = nil, false
	if candidate := soFar(run, x.begun, x.number); len(candidate.Figures) > 0 {
		c := compare.Against(compare.SideOf(candidate), *m.view.Versus.Side, compare.Options{
			Floors: x.floors, AllowMismatch: m.options.AllowMismatch, Unfinished: !run.Finished,
		})
		m.view.Versus.Comparison = &c
	}
}

func stageOf(run *live.Run, x *versus) stage {
	now := stage{run: run, schedule: run.Schedule, finished: run.Finished, side: int64(x.count), number: x.number}
	for i := range run.Lanes {
		lane := &run.Lanes[i]
		now.rounds += len(wholeRounds(lane)) / 2
		if lane.Result != nil {
			now.results++
		}
	}
	return now
}

// judge makes the comparison of a run that has ended, keeps it in the outcome,
// and has a fresh run confirm what it found.
func (m *model) judge() tea.Cmd {
	if m.versus.asking {
		m.versus.pending = true
		return nil
	}
	frozen := m.frozen
	m.frozen = nil
	m.sync()
	m.frozen = frozen
	c := m.view.Versus.Comparison
	if c == nil || c.Unfinished {
		return nil
	}
	m.versus.judged, m.versus.judgedAt, m.versus.again, m.versus.unconfirmed = c, m.versus.known, nil, false
	m.outcome.Comparison = c
	if len(c.Suspects()) > 0 && !m.closing && !m.outcome.Interrupted {
		return m.confirm(c)
	}
	return m.causes()
}

// causesFound are what the evidence shows about a comparison's regressions.
type causesFound struct {
	of     *compare.Comparison
	causes []engine.Finding
	err    error
}

// causes looks for them, in the background: the reports of the baseline's runs
// have to be read.
func (m *model) causes() tea.Cmd {
	c := m.view.Versus.Comparison
	if c == nil || c.Unfinished || c.Count(compare.Regressed) == 0 || c.Causes != nil {
		return nil
	}
	frame := *c
	frame.Rows = slices.Clone(c.Rows)
	report, then, store := m.run.Report, slices.Clone(m.versus.choice.evidence), m.options.Store
	now := []*engine.Report{&report}
	if m.versus.again != nil && c == m.versus.judged {
		now = append(now, m.versus.again)
	}
	return m.fetch(func() tea.Msg {
		found := causesFound{of: c}
		for i := range frame.Then.Runs {
			number := frame.Then.Runs[i].Number
			if number == 0 || store == nil {
				continue
			}
			report, err := store.Report(number)
			if err != nil {
				found.err = err // the others' evidence is still worth having
				continue
			}
			then = append(then, &report)
		}
		found.causes = diagnose.Regressions(&frame, now, then)
		return found
	})
}

func (m *model) explained(f causesFound) tea.Cmd {
	m.stale = true
	f.of.Causes = append([]engine.Finding{}, f.causes...)
	if f.err != nil {
		return m.say("evidence left out: %v", f.err)
	}
	return nil
}
