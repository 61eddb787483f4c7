package main

import (
	"io"

	"golang.org/x/term"

	"ep-benchmark/ui/report"
)

// isTerminal reports whether a stream is a terminal.
func isTerminal(w io.Writer) bool {
	file := fileOf(w)
	return file != nil && term.IsTerminal(int(file.Fd()))
}

// canRedraw reports whether a line can be erased and drawn anew.
func canRedraw(w io.Writer, getenv func(string) string) bool {
	return isTerminal(w) && getenv("TERM") != "dumb"
}

// styleOf returns what a stream's receiver can show. NO_COLOR counts with any
// value but the empty one (no-color.org), and a dumb terminal has no colours.
func styleOf(w io.Writer, getenv func(string) string) report.Style {
	if !isTerminal(w) {
		return report.Style{ASCII: !speaksUTF8(getenv)}
	}
	style := report.Style{ASCII: !speaksUTF8(getenv), Colour: getenv("NO_COLOR") == "" && getenv("TERM") != "dumb", Width: 80}
	if width, _, err := term.GetSize(int(fileOf(w).Fd())); err == nil && width > 0 {
		style.Width = width
	}
	return style
}
