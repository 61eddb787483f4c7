package tui

import (
	"os"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/engine"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/tui/overlays"
)

// exported says where a file was written, or why not.
type exported struct {
	path string
	err  error
}

// newExporter offers what can be written.
func newExporter() overlays.Overlay {
	entry := func(text, extension string, do intent) overlays.Entry {
		return overlays.Entry{Text: text, Detail: "." + extension, Send: do}
	}
	return overlays.NewList("Export",
		entry("JSON: the whole run", "json", func(m *model) tea.Cmd {
			return m.exportRun("json", func(r engine.Report) ([]byte, error) { return export.Encode(r, nil) })
		}),
		entry("SVG: a picture of the screen", "svg", (*model).exportPicture),
		entry("Text: the screen with its colours", "ansi", (*model).exportText),
		entry("Markdown: a summary", "md", func(m *model) tea.Cmd {
			return m.exportRun("md", func(r engine.Report) ([]byte, error) { return export.Markdown(&r, nil), nil })
		}))
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
	content := *report
	return m.write(extension, func() ([]byte, error) { return render(content) })
}

// exportPicture writes the screen as it is below the dialog.
func (m *model) exportPicture() tea.Cmd {
	m.draw()
	picture := export.SVG(m.grid, m.theme.Palette, export.SVGOptions{Light: m.theme.Name == "light", Title: "ep-benchmark"})
	return m.write("svg", func() ([]byte, error) { return picture, nil })
}

// exportText writes the same as text.
func (m *model) exportText() tea.Cmd {
	m.draw()
	text := export.ANSI(m.grid, m.theme.Palette)
	return m.write("ansi", func() ([]byte, error) { return text, nil })
}

// write writes a file in the background.
func (m *model) write(extension string, render func() ([]byte, error)) tea.Cmd {
	folder, name := m.options.Folder, export.Stamped(m.options.Now())
	return m.fetch(func() tea.Msg {
		content, err := render()
		if err != nil {
			return exported{err: err}
		}
		if folder == "" {
			folder, _ = os.Getwd() // an empty one stands for the same
		}
		path := export.FreeName(folder, name, extension)
		return exported{path, export.WriteFile(path, content)}
	})
}

// written shows where a file is.
func (m *model) written(e exported) tea.Cmd {
	if e.err != nil {
		m.overlay = overlays.NewMessage("Not exported", e.err.Error())
		return nil
	}
	return m.say("written to %s", e.path)
}

// copySummary gives the terminal's clipboard a few lines (OSC 52).
func (m *model) copySummary() tea.Cmd {
	report := m.finished()
	if report == nil {
		return m.say("nothing to copy before a run has ended")
	}
	return tea.Batch(tea.SetClipboard(export.Summary(report, nil)), m.say("summary sent to the clipboard"))
}
