package tui

import (
	"os"
	"time"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/tui/overlays"
)

// exporter writes files and the terminal's clipboard.
type exporter struct {
	*console
	folder string           // where files go; "" for the working directory
	now    func() time.Time // which names them
}

// exported says where a file was written, or why not.
type exported struct {
	path string
	err  error
}

// A snapshot is a screen as it is.
type snapshot struct {
	grid    *cells.Grid
	palette cells.Palette
	light   bool
}

// offer asks what is to be written: the report, nil for none, or the screen.
func (x *exporter) offer(report func() *engine.Report, screen func() snapshot) {
	run := func(extension string, render func(engine.Report) ([]byte, error)) intent {
		return func() tea.Cmd { return x.writeReport(report(), extension, render) }
	}
	x.overlay = overlays.NewList("Export",
		overlays.Entry{Text: "JSON: the whole run", Detail: ".json", Send: run("json", func(r engine.Report) ([]byte, error) { return export.Encode(r, nil) })},
		overlays.Entry{Text: "SVG: a picture of the screen", Detail: ".svg", Send: intent(func() tea.Cmd { return x.writePicture(screen()) })},
		overlays.Entry{Text: "Text: the screen with its colours", Detail: ".ansi", Send: intent(func() tea.Cmd { return x.writeText(screen()) })},
		overlays.Entry{Text: "HTML: the report as a page", Detail: ".html", Send: run("html", func(r engine.Report) ([]byte, error) { return export.HTML(&r, nil) })},
		overlays.Entry{Text: "Markdown: a summary", Detail: ".md", Send: run("md", func(r engine.Report) ([]byte, error) { return export.Markdown(&r, nil), nil })})
}

// writeReport writes what is made of a report; nil for none.
func (x *exporter) writeReport(report *engine.Report, extension string, render func(engine.Report) ([]byte, error)) tea.Cmd {
	if report == nil {
		return x.say("nothing to export before a run has ended; the screen can be exported at any time")
	}
	content := *report
	return x.write(extension, func() ([]byte, error) { return render(content) })
}

// writePicture writes a screen as SVG.
func (x *exporter) writePicture(d snapshot) tea.Cmd {
	picture := export.SVG(d.grid, d.palette, export.SVGOptions{Light: d.light, Title: "ep-benchmark"})
	return x.write("svg", func() ([]byte, error) { return picture, nil })
}

// writeText writes a screen as text.
func (x *exporter) writeText(d snapshot) tea.Cmd {
	text := export.ANSI(d.grid, d.palette)
	return x.write("ansi", func() ([]byte, error) { return text, nil })
}

// write writes a file in the background.
func (x *exporter) write(extension string, render func() ([]byte, error)) tea.Cmd {
	folder, name := x.folder, export.Stamped(x.now())
	return x.fetch(func() tea.Msg {
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

// onExported shows where a file is.
func (x *exporter) onExported(e exported) tea.Cmd {
	if e.err != nil {
		x.tell("Not exported", e.err.Error())
		return nil
	}
	return x.say("written to %s", e.path)
}

// summary gives the terminal's clipboard a few lines (OSC 52).
func (x *exporter) summary(report *engine.Report) tea.Cmd {
	if report == nil {
		return x.say("nothing to copy before a run has ended")
	}
	return tea.Batch(tea.SetClipboard(export.Summary(report, nil)), x.say("summary sent to the clipboard"))
}
