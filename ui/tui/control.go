package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/baselines/judge"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/overlays"
	"ep-benchmark/ui/tui/versus"
)

// control starts and ends runs, and the program. It keeps what is left of them.
type control struct {
	*console
	*session
	options   *Options
	library   *library
	comparing *comparing
	versus    *versus.Controller
	frame     func() string // draws the frame as it is now

	outcome Outcome
	closing bool
	// stoppedEarly says that the reader stopped what has ended last.
	stoppedEarly bool
	keepsLast    bool // the last frame, when the program ends
}

// startRun begins a run, unless one is on.
func (c *control) startRun(workloads []string) tea.Cmd {
	switch {
	case c.options.Player != nil:
		return c.say("a recording is shown: there is nothing to run")
	case c.running():
		return c.say("a run is on: stop it first with %s", c.options.Config.Keys.FirstKey(config.ActionStop))
	case c.options.Once:
		return c.say("a bulk run is carried out once: a second would create every line's shipment again")
	}
	c.stale = true
	return c.begin(workloads)
}

// stopRun ends the run; what is done is kept.
func (c *control) stopRun() tea.Cmd {
	if !c.running() {
		return c.say("no run is on")
	}
	c.stop()
	return c.say("stopping: what is done is kept")
}

// runReturned keeps the report of a run that has returned, and compares it.
func (c *control) runReturned(e *runEnded) tea.Cmd {
	c.stoppedEarly = c.stopping
	c.ended()
	c.stale = true
	if c.options.Claims != nil {
		return c.testingEnded(e)
	}
	if e.err == nil {
		c.library.add(fmt.Sprintf("run %d of this session", c.count), &e.Finished)
	}
	commands := []tea.Cmd{c.library.reread()}
	if c.first != nil {
		commands = append(commands, c.confirmed(e))
	} else {
		commands = append(commands, c.keepOutcome(e))
	}
	if c.closing {
		c.keepLast()
		return tea.Quit
	}
	return tea.Batch(commands...)
}

// keepOutcome takes the outcome of a run that the reader asked for.
func (c *control) keepOutcome(e *runEnded) tea.Cmd {
	c.outcome.Err = e.err
	if e.err != nil {
		c.tell("The run could not be carried out", e.err.Error())
		return nil
	}
	c.outcome.Report, c.outcome.Comparison = &e.Report, nil
	c.outcome.Interrupted = e.Report.Partial
	c.comparing.last = &e.Report
	c.versus.Ended(e.Number)
	return c.judge()
}

// judge compares a run that has ended, keeps the comparison in the outcome, and
// has a fresh run confirm what changed: the suspects where each workload runs
// alone, everything where they meet each other.
func (c *control) judge() tea.Cmd {
	judged := c.versus.Judge(c.run)
	if judged == nil {
		return nil
	}
	c.outcome.Comparison = judged
	workloads := judge.Suspects(judged, c.run.Plan.Schedule, c.workloads)
	if len(workloads) == 0 || c.closing || c.outcome.Interrupted {
		return c.comparing.explain()
	}
	begun := c.confirm(workloads)
	if begun == nil {
		return nil
	}
	c.versus.Confirm(judged)
	c.stale = true
	return tea.Batch(begun, c.say("confirming: %s changed; %s stops the fresh run", strings.Join(judged.Suspects(), ", "), c.options.Config.Keys.FirstKey(config.ActionStop)))
}

// confirmed ends the confirming: the first run is on the screen again, with
// what the fresh one says of it.
func (c *control) confirmed(e *runEnded) tea.Cmd {
	c.restore()
	said := c.say("%s", c.versus.Confirmed(&e.Report, e.err))
	if e.err != nil {
		return said
	}
	return tea.Batch(c.comparing.explain(), said)
}

// askToQuit asks while a run is on.
func (c *control) askToQuit() tea.Cmd {
	if !c.running() || c.keeping() {
		return c.leave()
	}
	c.overlay = overlays.NewQuestion("A run is on", "Stop it and quit? What is done is kept.", intent(c.leave))
	return nil
}

// quitKeep quits and leaves the last frame on the screen.
func (c *control) quitKeep() tea.Cmd {
	c.keepsLast = true
	c.keepLast()
	return c.leave()
}

// keepLast remembers the frame as it is, if the reader wants it kept.
func (c *control) keepLast() {
	if c.keepsLast {
		c.notice.text = ""
		c.outcome.Frame = c.frame()
	}
}

// leave ends the run, if one is on, and then the program.
func (c *control) leave() tea.Cmd {
	c.closing = true
	if !c.running() {
		return tea.Quit
	}
	return c.stopRun()
}

// interrupt stops the run at first, and quits when nothing is left to stop or
// it is asked for again.
func (c *control) interrupt() tea.Cmd {
	switch {
	case c.keeping():
		return c.leave()
	case c.running() && !c.stopping:
		return c.stopRun()
	case c.running():
		c.closing, c.outcome.Interrupted = true, true
	}
	return tea.Quit
}

// terminate ends the run and then the program, since the process has to end.
func (c *control) terminate() tea.Cmd {
	c.closing = true
	if !c.running() {
		return tea.Quit
	}
	c.outcome.Interrupted = true
	return c.stopRun()
}

// settle waits for a run that is on after the dashboard has closed.
func (c *control) settle(hurry <-chan struct{}) {
	if !c.running() {
		return
	}
	if e, ended := c.await(hurry); ended {
		c.runReturned(&e)
	}
}
