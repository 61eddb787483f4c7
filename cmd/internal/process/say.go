package process

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"ep-benchmark/engine/text"
)

// Say writes one line. Its arguments may be any text from outside; the output
// is still one printable line.
func Say(w io.Writer, format string, args ...any) error {
	_, err := fmt.Fprintln(w, text.Line(fmt.Sprintf(format, args...)))
	return err
}

// SayJSON writes a value as JSON that can be printed.
func SayJSON(w io.Writer, value any) error {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return err
	}
	_, err := w.Write(text.JSON(b.Bytes()))
	return err
}

// Tell writes one line to standard error, and hides the known API keys. It
// drops the error of the write, because there is no place left to report it.
func (env Environment) Tell(format string, args ...any) {
	_ = Say(env.Stderr, "%s", env.Keys.Hide(fmt.Sprintf(format, args...)))
}

// TellError writes the lines of an error, and reports whether it has any. Lines
// after the first are indented, so that each error begins at the margin.
func (env Environment) TellError(err error) bool {
	if err == nil {
		return false
	}
	lines := text.Lines(err)
	for i, line := range lines {
		if i == 0 {
			env.Tell("ep-benchmark: %s", line)
		} else {
			env.Tell("  %s", strings.TrimSpace(line))
		}
	}
	return len(lines) > 0
}
