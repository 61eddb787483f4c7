package tomlfile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ep-benchmark/engine/text"
)

// A Problem is one thing that is wrong with a file.
type Problem struct {
	text.Place        // none where it concerns the file as a whole
	Text       string // what is wrong, and what was expected
}

// Problemf makes a problem.
func Problemf(at text.Place, format string, arguments ...any) Problem {
	return Problem{at, fmt.Sprintf(format, arguments...)}
}

// An Error holds everything that is wrong with a file.
type Error struct {
	Name     string    // of the file
	Problems []Problem // in the order of the file; at least one
}

// mostShown is how many problems an error's text lists: a file with more is not
// the file that was meant.
const mostShown = 20

// Error returns text that is safe to print: the lines that Lines returns.
func (e *Error) Error() string { return strings.Join(e.Lines(), "\n") }

// Lines returns one line for one problem, else a heading with one line for each.
func (e *Error) Lines() []string {
	if len(e.Problems) == 1 {
		return []string{e.line(e.Problems[0])}
	}
	lines := []string{fmt.Sprintf("%s has %d problems:", text.Line(e.Name), len(e.Problems))}
	for _, problem := range e.Problems[:min(len(e.Problems), mostShown)] {
		lines = append(lines, "  "+e.line(problem))
	}
	if more := len(e.Problems) - mostShown; more > 0 {
		lines = append(lines, fmt.Sprintf("  and %d more", more))
	}
	return lines
}

// line is a problem as compilers write it, so that editors find the place.
func (e *Error) line(p Problem) string {
	at := ""
	if p.Line > 0 {
		at = fmt.Sprintf("%d:%d:", p.Line, p.Column)
	}
	return text.Line(fmt.Sprintf("%s:%s %s", e.Name, at, p.Text))
}

// errorOf makes an error of problems, or none of none.
func errorOf(name string, problems []Problem) error {
	if len(problems) == 0 {
		return nil
	}
	slices.SortStableFunc(problems, func(a, b Problem) int { return compare(a.Place, b.Place) })
	return &Error{name, problems}
}

func compare(a, b text.Place) int {
	return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

// longestQuote is how many bytes of a text from the file a problem shows.
const longestQuote = 60

// Found describes a value of a file, for a problem: "found a list".
func Found(value any) string {
	switch value := value.(type) {
	case string:
		return text.Quoted(value, longestQuote)
	case bool, int64, float64:
		return fmt.Sprint(value)
	case []any:
		return "a list"
	case map[string]any:
		return "a table"
	default:
		return "a date or time"
	}
}
