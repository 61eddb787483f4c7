package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"ep-benchmark/engine/text"
)

// say writes one line. Its arguments may be any text from outside; the output
// is still one printable line.
func say(w io.Writer, format string, args ...any) error {
	_, err := fmt.Fprintln(w, text.Line(fmt.Sprintf(format, args...)))
	return err
}

// sayJSON writes a value as JSON that can be printed.
func sayJSON(w io.Writer, value any) error {
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

// tell writes one line to standard error, and hides the known API keys. It
// drops the error of the write, because there is no place left to report it.
func tell(world surroundings, format string, args ...any) {
	_ = say(world.stderr, "%s", world.keys.hide(fmt.Sprintf(format, args...)))
}

// tellError writes the lines of an error, and reports whether it has any. Lines
// after the first are indented, so that each error begins at the margin.
func tellError(world surroundings, err error) bool {
	if err == nil {
		return false
	}
	lines := text.Lines(err)
	for i, line := range lines {
		if i == 0 {
			tell(world, "ep-benchmark: %s", line)
		} else {
			tell(world, "  %s", strings.TrimSpace(line))
		}
	}
	return len(lines) > 0
}
