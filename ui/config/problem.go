package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ep-benchmark/engine/text"
)

// A Problem is one thing that is wrong with a configuration file.
type Problem struct {
	text.Place        // none where it concerns the file as a whole
	Text       string // what is wrong and what to write instead; safe to print
}

func (p Problem) String() string {
	if p.Line == 0 {
		return p.Text
	}
	return fmt.Sprintf("line %d, column %d: %s", p.Line, p.Column, p.Text)
}

// A FileError holds everything that is wrong with a configuration file.
type FileError struct {
	Path     string    // as it came: not safe to print
	Problems []Problem // in the order of the file; at least one
	cause    error     // of the system, if the file could not be read
}

// mostShown is how many problems an error's text lists: a file with more is not the file that was meant.
const mostShown = 20

// Error returns text that is safe to print: the lines that Lines returns.
func (e *FileError) Error() string { return strings.Join(e.Lines(), "\n") }

// Lines returns one line for one problem, else a heading with one line for each.
func (e *FileError) Lines() []string {
	heading := fmt.Sprintf("config file %q", e.Path)
	if len(e.Problems) == 1 {
		return []string{heading + ": " + e.Problems[0].String()}
	}
	lines := []string{fmt.Sprintf("%s has %d problems:", heading, len(e.Problems))}
	for _, problem := range e.Problems[:min(len(e.Problems), mostShown)] {
		lines = append(lines, "  "+problem.String())
	}
	if more := len(e.Problems) - mostShown; more > 0 {
		lines = append(lines, fmt.Sprintf("  and %d more", more))
	}
	return lines
}

// Unwrap returns what the system said, if the file could not be read.
func (e *FileError) Unwrap() error { return e.cause }

// problems collects what is wrong, while reading goes on.
type problems []Problem

func (p *problems) add(at text.Place, format string, arguments ...any) {
	*p = append(*p, Problem{Place: at, Text: fmt.Sprintf(format, arguments...)})
}

// unknown adds a problem about an unknown name. The first one of a kind lists all names that are known.
func (p *problems) unknown(at text.Place, kind, name string, known []string) {
	start := "unknown " + kind + " "
	expected := text.Expected(name, known)
	if slices.ContainsFunc(*p, func(before Problem) bool { return strings.HasPrefix(before.Text, start) }) {
		expected = "expected one of those listed above"
		if meant, found := text.Nearest(name, known); found {
			expected = "did you mean " + meant + "?"
		}
	}
	p.add(at, "%s%s: %s", start, quoted(name), expected)
}

// inOrder returns the problems in the order of the file.
func (p *problems) inOrder() []Problem {
	slices.SortStableFunc(*p, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return *p
}

// longestQuote is how many bytes of a text from the file a problem shows.
const longestQuote = 60

// quoted is a text from the file as a problem shows it.
func quoted(name string) string { return text.Quoted(name, longestQuote) }

// longestWords is how many characters of a library's message a problem shows.
const longestWords = 200

// found describes a value of the file.
func found(value any) string {
	switch value := value.(type) {
	case string:
		return quoted(value)
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
