package process

import (
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"ep-benchmark/ui/report"
)

// IsTerminal reports whether a stream is a terminal.
func IsTerminal(w io.Writer) bool {
	file := FileOf(w)
	return file != nil && term.IsTerminal(int(file.Fd()))
}

// CanRedraw reports whether a line can be erased and drawn anew.
func (env Environment) CanRedraw(w io.Writer) bool {
	return IsTerminal(w) && env.Getenv("TERM") != "dumb"
}

// StyleOf returns what a stream's receiver can show. NO_COLOR counts with any
// value but the empty one (no-color.org), and a dumb terminal has no colours.
func (env Environment) StyleOf(w io.Writer) report.Style {
	if !IsTerminal(w) {
		return report.Style{ASCII: !SpeaksUTF8(env.Getenv)}
	}
	style := report.Style{ASCII: !SpeaksUTF8(env.Getenv), Colour: env.Getenv("NO_COLOR") == "" && env.Getenv("TERM") != "dumb", Width: 80}
	if width, _, err := term.GetSize(int(FileOf(w).Fd())); err == nil && width > 0 {
		style.Width = width
	}
	return style
}

// AsTerminal returns the file of a stream that is a terminal; nil if it is
// none.
func AsTerminal(w io.Writer) *os.File {
	if !IsTerminal(w) {
		return nil
	}
	return FileOf(w)
}

// SpeaksUTF8 reports whether the locale uses UTF-8. It returns true if no
// locale is set, since that is usual today.
func SpeaksUTF8(getenv func(string) string) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := strings.ToUpper(getenv(name)); value != "" {
			return strings.Contains(value, "UTF-8") || strings.Contains(value, "UTF8")
		}
	}
	return true
}
