package text

import "strings"

// Lines returns the lines of an error, each of them printable. An error has one
// line, even if its text has line breaks, unless its structure says otherwise:
// it has a method Lines() []string, or is made by errors.Join, or wraps such an
// error. Empty lines are left out.
//
// Note: an error's own line breaks look like those of a text inside it, so the
// text alone is never split.
func Lines(err error) []string {
	var shown []string
	for _, line := range linesOf(err) {
		if line = Line(line); strings.TrimSpace(line) != "" {
			shown = append(shown, line)
		}
	}
	return shown
}

// linesOf follows the structure of an error.
func linesOf(err error) []string {
	switch e := err.(type) {
	case interface{ Lines() []string }:
		return e.Lines()
	case interface{ Unwrap() []error }:
		if parts := e.Unwrap(); isJoined(err, parts) {
			return linesOfAll(parts)
		}
	case interface{ Unwrap() error }:
		if inner := e.Unwrap(); inner != nil {
			return linesAround(err.Error(), inner)
		}
	}
	return []string{err.Error()}
}

func linesOfAll(errs []error) []string {
	var all []string
	for _, err := range errs {
		all = append(all, linesOf(err)...)
	}
	return all
}

// isJoined distinguishes errors.Join from a format with several errors.
func isJoined(err error, parts []error) bool {
	texts := make([]string, len(parts))
	for i, part := range parts {
		texts[i] = part.Error()
	}
	return err.Error() == strings.Join(texts, "\n")
}

// linesAround are the lines of an error with the words that another one puts
// around them. Where the outer text does not contain the inner one, the outer
// text is the only line.
func linesAround(outer string, inner error) []string {
	lines := linesOf(inner)
	before, after, found := strings.Cut(outer, inner.Error())
	if len(lines) < 2 || !found {
		return []string{outer}
	}
	lines = append([]string(nil), lines...) // the inner error keeps its own
	lines[0] = before + lines[0]
	lines[len(lines)-1] += after
	return lines
}
