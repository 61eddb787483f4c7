package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/engine"
	"ep-benchmark/ui/report"
	"ep-benchmark/ui/tui/overlays"
	"ep-benchmark/ui/tui/pages"
	"ep-benchmark/ui/words"
)

// reportRead is a run's report, to be looked at.
type reportRead struct {
	title  string
	report engine.Report
	err    error
}

// open shows the run under the cursor of a page that lists runs; elsewhere it
// asks for a file.
func (l *library) open(on pages.Selection) tea.Cmd {
	switch {
	case on.Stored != nil:
		return l.read(on.Stored.Number)
	case on.Kept != nil && on.Kept.Report != nil:
		return l.onReport(reportRead{title: on.Kept.Side.Name, report: *on.Kept.Report})
	case on.Kept != nil:
		return l.say("%s", words.NotMeasured(&on.Kept.Side))
	}
	l.overlay = overlays.NewOpener()
	return nil
}

// read reads the report of a run of the store.
func (l *library) read(number int64) tea.Cmd {
	store := l.store
	return l.fetch(func() tea.Msg {
		r, err := store.Report(number)
		return reportRead{fmt.Sprintf("Run %d", number), r, err}
	})
}

// onReport shows a report's text in History.
func (l *library) onReport(read reportRead) tea.Cmd {
	if read.err != nil {
		l.tell("Not opened", read.err.Error())
		return nil
	}
	l.history.Open(read.title, func(width int) string {
		var text strings.Builder
		_ = report.Write(&text, &read.report, report.Style{Width: width}) // a builder takes everything
		return text.String()
	})
	l.stale = true
	return nil
}

// runLoaded is an exported run that was read, or why it was not.
type runLoaded struct {
	kept pages.Kept
	err  error
}

// openFile reads an exported run in the background.
func (l *library) openFile(path string) tea.Cmd {
	path, load := strings.TrimSpace(path), l.load
	if path == "" || load == nil {
		return nil
	}
	return l.fetch(func() tea.Msg {
		kept, err := load(path)
		return runLoaded{kept, err}
	})
}
