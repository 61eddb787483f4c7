package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
)

// firstRun is the run whose changes a fresh one has to confirm.
type firstRun struct {
	run        *live.Run
	comparison *compare.Comparison
	workloads  []string // that it ran
}

// confirm starts the fresh run: of the suspects where each workload runs
// alone, of everything where they meet each other.
func (m *model) confirm(c *compare.Comparison) tea.Cmd {
	workloads := m.session.workloads
	if m.run.Plan.Schedule == engine.Isolated {
		workloads = c.Suspects()
	}
	first := &firstRun{run: m.run, comparison: c, workloads: m.session.workloads}
	begun := m.begin(workloads)
	if begun == nil {
		return nil
	}
	m.versus.first = first
	return tea.Batch(begun, m.say("confirming: %s changed; %s stops the fresh run", strings.Join(c.Suspects(), ", "), m.view.Key(config.ActionStop)))
}

// confirmed ends the confirming: the first run is on the screen again, with
// what the fresh one says of it. A fresh run that failed or was ended early
// neither confirms nor contradicts anything.
func (m *model) confirmed(e *runEnded) tea.Cmd {
	first := m.versus.first
	m.versus.first = nil
	m.run, m.frozen, m.session.workloads = first.run, nil, first.workloads
	m.view.Versus.Confirming = false
	m.sync()
	switch {
	case e.err != nil:
		m.versus.unconfirmed = true
		return m.say("not confirmed: %v", e.err)
	case e.Report.Partial:
		m.versus.unconfirmed = true
		return tea.Batch(m.causes(), m.say("not confirmed: the fresh run was ended early"))
	}
	m.versus.again = &e.Report
	first.comparison.Confirm(compare.RunOf("the fresh run", &e.Report))
	return tea.Batch(m.causes(), m.say("after a fresh run: %s", first.comparison.Line()))
}
