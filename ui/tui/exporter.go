package tui

import (
	"os"
	"time"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/export"
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

// run writes what is made of a report; nil for none.
func (x *exporter) run(report *engine.Report, extension string, render func(engine.Report) ([]byte, error)) tea.Cmd {
	if report == nil {
		return x.say("nothing to export before a run has ended; the screen can be exported at any time")
	}
	content := *report
	return x.write(extension, func() ([]byte, error) { return render(content) })
}

// picture writes a screen as SVG.
func (x *exporter) picture(grid *cells.Grid, palette cells.Palette, light bool) tea.Cmd {
	picture := export.SVG(grid, palette, export.SVGOptions{Light: light, Title: "ep-benchmark"})
	return x.write("svg", func() ([]byte, error) { return picture, nil })
}

// text writes a screen as text.
func (x *exporter) text(grid *cells.Grid, palette cells.Palette) tea.Cmd {
	text := export.ANSI(grid, palette)
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

// written shows where a file is.
func (x *exporter) written(e exported) tea.Cmd {
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
