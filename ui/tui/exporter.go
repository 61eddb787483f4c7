package tui

import (
	"os"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/engine"
	"ep-benchmark/ui/export"
)

// newExporter offers what can be written.
func newExporter(*model) overlay {
	return &list{title: "Export", hint: listHint, entries: []entry{
		{text: "JSON: the whole run", detail: ".json", choose: func(m *model) tea.Cmd {
			return m.exportRun("json", func(r engine.Report) ([]byte, error) { return export.Encode(r, nil) })
		}},
		{text: "SVG: a picture of the screen", detail: ".svg", choose: (*model).exportPicture},
		{text: "Text: the screen with its colours", detail: ".ansi", choose: (*model).exportText},
		{text: "Markdown: a summary", detail: ".md", choose: func(m *model) tea.Cmd {
			return m.exportRun("md", func(r engine.Report) ([]byte, error) { return export.Markdown(&r, nil), nil })
		}},
	}}
}

// finished is the report that can be exported: of the run on the screen, or
// of the last one that ended.
func (m *model) finished() *engine.Report {
	if run := m.shown(); run.Finished {
		return &run.Report
	}
	return m.outcome.Report
}

// exportRun writes what is made of the report.
func (m *model) exportRun(extension string, render func(engine.Report) ([]byte, error)) tea.Cmd {
	report := m.finished()
	if report == nil {
		return m.say("nothing to export before a run has ended; the screen can be exported at any time")
	}
	content, err := render(*report)
	if err != nil {
		return m.say("not exported: %v", err)
	}
	return m.write(extension, content)
}

// exportPicture writes the screen as it is below the dialog.
func (m *model) exportPicture() tea.Cmd {
	m.draw()
	return m.write("svg", export.SVG(m.grid, m.theme.Palette, export.SVGOptions{Light: m.theme.Name == "light", Title: "ep-benchmark"}))
}

func (m *model) exportText() tea.Cmd {
	m.draw()
	return m.write("ansi", export.ANSI(m.grid, m.theme.Palette))
}

// write writes a file and shows its path.
func (m *model) write(extension string, content []byte) tea.Cmd {
	folder := m.options.Folder
	if folder == "" {
		folder, _ = os.Getwd() // an empty one stands for the same
	}
	path := export.FreeName(folder, export.Stamped(m.options.Now()), extension)
	if err := export.WriteFile(path, content); err != nil {
		m.overlay = newMessage("Not exported", err.Error())
		return nil
	}
	return m.say("written to %s", path)
}

// copySummary gives the terminal's clipboard a few lines (OSC 52).
func (m *model) copySummary() tea.Cmd {
	report := m.finished()
	if report == nil {
		return m.say("nothing to copy before a run has ended")
	}
	return tea.Batch(tea.SetClipboard(export.Summary(report, nil)), m.say("summary sent to the clipboard"))
}
