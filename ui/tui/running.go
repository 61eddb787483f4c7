package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/engine"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/overlays"
)

// startRun begins a run, unless one is on.
func (m *model) startRun(workloads []string) tea.Cmd {
	switch {
	case m.options.Player != nil:
		return m.say("a recording is shown: there is nothing to run")
	case m.running():
		return m.say("a run is on: stop it first with %s", m.config.Keys.FirstKey(config.ActionStop))
	case m.options.Once:
		return m.say("a bulk run is carried out once: a second would create every line's shipment again")
	}
	m.drawnAt, m.stale = 0, true
	return m.begin(workloads)
}

// rerunOne runs the workload that has the focus by itself.
func (m *model) rerunOne() tea.Cmd {
	run := m.shown()
	if m.lane >= len(run.Lanes) {
		return m.say("no workload has the focus")
	}
	return m.startRun([]string{run.Lanes[m.lane].Spec.Name})
}

// freeze holds the view while the run goes on; a recording is paused.
func (m *model) freeze() tea.Cmd {
	if m.options.Player != nil {
		m.options.Player.Toggle()
		return nil
	}
	m.toggleFreeze()
	return nil
}

// stopRun ends the run; what is done is kept.
func (m *model) stopRun() tea.Cmd {
	if !m.running() {
		return m.say("no run is on")
	}
	m.stop()
	return m.say("stopping: what is done is kept")
}

// runReturned keeps the report of a run that has returned, and compares it.
func (m *model) runReturned(e *runEnded) tea.Cmd {
	m.ended()
	m.stale = true
	if e.err == nil {
		m.library.add(fmt.Sprintf("run %d of this session", m.count), &e.Finished)
	}
	commands := []tea.Cmd{m.library.reread()}
	if m.first != nil {
		commands = append(commands, m.confirmed(e))
	} else {
		commands = append(commands, m.keepOutcome(e))
	}
	if m.closing {
		m.keepLast()
		return tea.Quit
	}
	return tea.Batch(commands...)
}

// keepOutcome takes the outcome of a run that the reader asked for.
func (m *model) keepOutcome(e *runEnded) tea.Cmd {
	m.outcome.Err = e.err
	if e.err != nil {
		m.tell("The run could not be carried out", e.err.Error())
		return nil
	}
	m.outcome.Report, m.outcome.Comparison = &e.Report, nil
	m.outcome.Interrupted = e.Report.Partial
	m.comparing.last = &e.Report
	m.versus.Ended(e.Number)
	return m.judge()
}

// judge compares a run that has ended, keeps the comparison in the outcome, and
// has a fresh run confirm what changed: the suspects where each workload runs
// alone, everything where they meet each other.
func (m *model) judge() tea.Cmd {
	c := m.versus.Judge(m.run)
	if c == nil {
		return nil
	}
	m.outcome.Comparison = c
	suspects := c.Suspects()
	if len(suspects) == 0 || m.closing || m.outcome.Interrupted {
		return m.comparing.explain()
	}
	workloads := m.workloads
	if m.run.Plan.Schedule == engine.Isolated {
		workloads = suspects
	}
	begun := m.confirm(workloads)
	if begun == nil {
		return nil
	}
	m.versus.Confirm(c)
	m.drawnAt, m.stale = 0, true
	return tea.Batch(begun, m.say("confirming: %s changed; %s stops the fresh run", strings.Join(suspects, ", "), m.config.Keys.FirstKey(config.ActionStop)))
}

// confirmed ends the confirming: the first run is on the screen again, with
// what the fresh one says of it.
func (m *model) confirmed(e *runEnded) tea.Cmd {
	m.restore()
	said := m.say("%s", m.versus.Confirmed(&e.Report, e.err))
	if e.err != nil {
		return said
	}
	return tea.Batch(m.comparing.explain(), said)
}

// quit asks while a run is on.
func (m *model) quit() tea.Cmd {
	if !m.running() || m.keeping() {
		return m.leave()
	}
	m.overlay = overlays.NewQuestion("A run is on", "Stop it and quit? What is done is kept.", intent(m.leave))
	return nil
}

// quitKeep quits and leaves the last frame on the screen.
func (m *model) quitKeep() tea.Cmd {
	m.keepsLast = true
	m.keepLast()
	return m.leave()
}

// keepLast remembers the frame as it is, if the reader wants it kept.
func (m *model) keepLast() {
	if m.keepsLast {
		m.notice.text = ""
		m.sync()
		m.draw()
		m.outcome.Frame = m.content
	}
}

// leave ends the run, if one is on, and then the program.
func (m *model) leave() tea.Cmd {
	m.closing = true
	if !m.running() {
		return tea.Quit
	}
	return m.stopRun()
}

// interrupt stops the run at first, and quits when nothing is left to stop or
// it is asked for again.
func (m *model) interrupt() tea.Cmd {
	switch {
	case m.keeping():
		return m.leave()
	case m.running() && !m.stopping:
		return m.stopRun()
	case m.running():
		m.closing, m.outcome.Interrupted = true, true
	}
	return tea.Quit
}

// terminate ends the run and then the program, since the process has to end.
func (m *model) terminate() tea.Cmd {
	m.closing = true
	if !m.running() {
		return tea.Quit
	}
	m.outcome.Interrupted = true
	return m.stopRun()
}

// settle waits for a run that is on after the dashboard has closed.
func (m *model) settle(hurry <-chan struct{}) {
	if !m.running() {
		return
	}
	if e, ended := m.await(hurry); ended {
		m.runReturned(&e)
	}
}
