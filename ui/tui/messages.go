package tui

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"

	compare "ep-benchmark/baselines/sidebyside"
	"ep-benchmark/engine"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/pages"
)

// runEnded says that a run has returned.
type runEnded struct {
	report engine.Report
	err    error
}

// terminated says that the process was told to end.
type terminated struct{}

// begin starts a run of workloads in the background. Its events arrive as
// messages; a panic arrives as an error, so that the terminal is given back.
func (m *model) begin(workloads []string) tea.Cmd {
	if m.session.running() || m.options.Start == nil {
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
	report, err := start(ctx, workloads, func(event engine.Event) { send(event) })
	return runEnded{report, err}
}

// settle waits for a run that nobody looks at any more, since what is done is
// kept: as long as patience lasts, and no longer than until hurry is closed.
func (m *model) settle(hurry <-chan struct{}) {
	if !m.session.running() {
		return
	}
	m.session.cancel()
	select {
	case e := <-m.session.over:
		m.ended(e)
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

// ended keeps a run's report.
func (m *model) ended(e runEnded) tea.Cmd {
	m.session.cancel()
	m.session.cancel, m.session.stopping = nil, false
	m.stale = true
	m.outcome.Err = e.err
	if e.err == nil {
		m.outcome.Report = &e.report
		m.outcome.Interrupted = e.report.Partial
		name := fmt.Sprintf("run %d of this session", m.session.count)
		m.view.Past = append(m.view.Past, pages.Kept{Side: compare.Of(name, &e.report), Report: &e.report})
	}
	if m.closing {
		m.keepFrame()
		return tea.Quit
	}
	if e.err != nil {
		m.overlay = newMessage("The run could not be carried out", e.err.Error())
	}
	return nil
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
