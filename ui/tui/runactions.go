package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/engine"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/report"
	"ep-benchmark/ui/tui/overlays"
	"ep-benchmark/ui/tui/pages"
	"ep-benchmark/ui/words"
)

// addRunActions adds what is done with the runs that are kept, and with the one
// on the screen.
func (m *model) addRunActions(table map[config.Action]intent) {
	selected := func() pages.Selection { return m.current().Selected() }
	table[config.ActionChooseComparison] = func() tea.Cmd { return m.comparing.offer(selected()) }
	table[config.ActionSaveBaseline] = m.saveBaseline
	table[config.ActionPinBaseline] = func() tea.Cmd { return m.library.pin(selected().Stored) }
	table[config.ActionMarkRun] = func() tea.Cmd { return m.library.mark(selected().Stored) }
	table[config.ActionFilterRuns] = m.filterRuns
	table[config.ActionDeleteRun] = func() tea.Cmd { return m.library.deleteRuns(selected()) }
	table[config.ActionOpen] = m.open
	table[config.ActionExport] = m.export
	table[config.ActionCopy] = func() tea.Cmd { return m.exporter.summary(m.finished()) }
}

// saveBaseline saves the marked runs, or else the run that has just ended.
func (m *model) saveBaseline() tea.Cmd {
	number := m.versus.Number()
	if number == 0 || m.running() {
		return m.library.saveBaseline(nil)
	}
	return m.library.saveBaseline(&Finished{m.run.Report, number})
}

// filterRuns shows History and asks for words.
func (m *model) filterRuns() tea.Cmd {
	m.overlay = overlays.NewFilter(m.views.history.Filter())
	return m.turn(historyPage)
}

// open shows the run under the cursor of a page that lists runs; elsewhere it
// asks for a file.
func (m *model) open() tea.Cmd {
	switch on := m.current().Selected(); {
	case on.Stored != nil:
		return m.library.read(on.Stored.Number)
	case on.Kept != nil && on.Kept.Report != nil:
		return m.opened(reportRead{title: on.Kept.Side.Name, report: *on.Kept.Report})
	case on.Kept != nil:
		return m.say("%s", words.NotMeasured(&on.Kept.Side))
	}
	m.overlay = overlays.NewOpener()
	return nil
}

// opened shows a report's text on top.
func (m *model) opened(read reportRead) tea.Cmd {
	if read.err != nil {
		m.tell("Not opened", read.err.Error())
		return nil
	}
	m.overlay = overlays.NewViewer(read.title, func(width int) string {
		var text strings.Builder
		_ = report.Write(&text, &read.report, report.Style{Width: width}) // a builder takes everything
		return text.String()
	})
	return nil
}

// runLoaded is an exported run that was read, or why it was not.
type runLoaded struct {
	kept pages.Kept
	err  error
}

// load reads an exported run in the background.
func (m *model) load(path string) tea.Cmd {
	path, load := strings.TrimSpace(path), m.options.Load
	if path == "" || load == nil {
		return nil
	}
	return m.fetch(func() tea.Msg {
		kept, err := load(path)
		return runLoaded{kept, err}
	})
}

// loaded compares with the run that was read.
func (m *model) loaded(read runLoaded) tea.Cmd {
	if read.err != nil {
		m.tell("Not opened", read.err.Error())
		return nil
	}
	m.library.atHand = append([]pages.Kept{read.kept}, m.library.atHand...)
	return m.comparing.show(m.library.choice(read.kept.Side), read.kept.Side.Name)
}

// export offers what can be written: the report, or the screen as it is below
// the dialog.
func (m *model) export() tea.Cmd {
	report := func(extension string, render func(engine.Report) ([]byte, error)) intent {
		return func() tea.Cmd { return m.exporter.run(m.finished(), extension, render) }
	}
	screen := func(write func() tea.Cmd) intent {
		return func() tea.Cmd { m.draw(); return write() }
	}
	m.overlay = overlays.NewList("Export",
		overlays.Entry{Text: "JSON: the whole run", Detail: ".json", Send: report("json", func(r engine.Report) ([]byte, error) { return export.Encode(r, nil) })},
		overlays.Entry{Text: "SVG: a picture of the screen", Detail: ".svg", Send: screen(func() tea.Cmd {
			return m.exporter.picture(m.grid, m.theme.Palette, m.theme.Name == "light")
		})},
		overlays.Entry{Text: "Text: the screen with its colours", Detail: ".ansi", Send: screen(func() tea.Cmd { return m.exporter.text(m.grid, m.theme.Palette) })},
		overlays.Entry{Text: "Markdown: a summary", Detail: ".md", Send: report("md", func(r engine.Report) ([]byte, error) { return export.Markdown(&r, nil), nil })})
	return nil
}
