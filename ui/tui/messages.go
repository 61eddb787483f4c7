package tui

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/overlays"
	"ep-benchmark/ui/tui/pages"
)

// runEnded says that a run has returned.
type runEnded struct {
	Finished
	err error
}

// terminated says that the process has to end.
type terminated struct{}

// begin starts a run of workloads in the background. Its events arrive as
// messages; a panic arrives as an error, so that the terminal is given back.
func (m *model) begin(workloads []string) tea.Cmd {
	if m.session.running() || m.options.Start == nil || m.options.Once && m.session.count > 0 {
		return nil
	}
	ctx, cancel := context.WithCancel(context.Background())
	over := make(chan runEnded, 1)
	m.session = session{cancel: cancel, over: over, count: m.session.count + 1, workloads: workloads}
	m.run, m.frozen = &live.Run{}, nil
	m.drawnAt, m.stale = 0, true
	start, send := m.options.Start, m.send
	return func() tea.Msg {
		e := carryOut(ctx, start, workloads, send)
		over <- e
		return e
	}
}

func carryOut(ctx context.Context, start Start, workloads []string, send func(tea.Msg)) (e runEnded) {
	defer func() {
		if value := recover(); value != nil {
			e = runEnded{err: fmt.Errorf("a bug in ep-benchmark: %v\n%s", value, debug.Stack())}
		}
	}()
	finished, err := start(ctx, workloads, func(event engine.Event) { send(event) })
	return runEnded{finished, err}
}

// settle stops a run after the dashboard has closed and waits for its end,
// since what is done is kept. It waits as long as patience lasts, and no longer
// than until hurry is closed.
func (m *model) settle(hurry <-chan struct{}) {
	if !m.session.running() {
		return
	}
	m.session.cancel()
	select {
	case e := <-m.session.over:
		m.ended(&e)
	case <-time.After(patience):
	case <-hurry:
	}
}

// stop ends the run; what is done is kept.
func (m *model) stop() tea.Cmd {
	if !m.session.running() {
		return m.say("no run is on")
	}
	m.session.stopping = true
	m.session.cancel()
	return m.say("stopping: what is done is kept")
}

// ended keeps a run's report, and compares it.
func (m *model) ended(e *runEnded) tea.Cmd {
	m.session.cancel()
	m.session.cancel, m.session.stopping = nil, false
	m.stale = true
	if e.err == nil {
		m.atHand(&e.Finished)
	}
	commands := []tea.Cmd{m.reread()}
	if m.versus.first != nil {
		commands = append(commands, m.confirmed(e))
	} else {
		commands = append(commands, m.over(e))
	}
	if m.closing {
		m.keepFrame()
		return tea.Quit
	}
	return tea.Batch(commands...)
}

// over handles the end of a run that the reader asked for.
func (m *model) over(e *runEnded) tea.Cmd {
	m.outcome.Err = e.err
	if e.err != nil {
		m.overlay = overlays.NewMessage("The run could not be carried out", e.err.Error())
		return nil
	}
	m.outcome.Report, m.outcome.Comparison = &e.Report, nil
	m.outcome.Interrupted = e.Report.Partial
	m.versus.number = e.Number
	return m.judge()
}

// atHand adds a run of this session to those that can be compared with.
func (m *model) atHand(f *Finished) {
	name := fmt.Sprintf("run %d of this session", m.session.count)
	run := compare.RunOf(name, &f.Report)
	run.Number = f.Number
	m.view.Past = append(m.view.Past, pages.Kept{Side: compare.SideOf(run), Report: &f.Report, Number: f.Number})
	if m.options.Store == nil {
		m.view.Trends = sessionTrends(m.view.Past)
	}
}

// terminate ends the run and then the program.
func (m *model) terminate() tea.Cmd {
	m.closing = true
	if !m.session.running() {
		return tea.Quit
	}
	m.outcome.Interrupted = true
	return m.stop()
}

// notice is a short message on the footer, for a while.
type notice struct {
	text  string
	count int
}

type noticeOver int

func (n *notice) over(which noticeOver) bool {
	if int(which) != n.count || n.text == "" {
		return false
	}
	n.text = ""
	return true
}

// say shows a message on the footer.
func (m *model) say(format string, args ...any) tea.Cmd {
	m.notice.count++
	m.notice.text = fmt.Sprintf(format, args...)
	m.stale = true
	which := noticeOver(m.notice.count)
	return tea.Tick(4*time.Second, func(time.Time) tea.Msg { return which })
}
