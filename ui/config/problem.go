package config

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Problem is one thing that is wrong with a configuration file.
type Problem struct {
	Line int    // from 1; 0 where it concerns the file as a whole
	Text string // what is wrong and what to write instead; safe to print
}

func (p Problem) String() string {
	if p.Line == 0 {
		return p.Text
	}
	return fmt.Sprintf("line %d: %s", p.Line, p.Text)
}

// A FileError holds everything that is wrong with a configuration file.
type FileError struct {
	Path     string    // as it came: not safe to print
	Problems []Problem // in the order of the file; at least one
	cause    error     // of the system, if the file could not be read
}

// mostShown is how many problems an error's text lists: a file with more is not the file that was meant.
const mostShown = 20

// Error returns text that is safe to print: one line for one problem, else a heading with one line for each.
func (e *FileError) Error() string {
	heading := fmt.Sprintf("config file %q", e.Path)
	if len(e.Problems) == 1 {
		return heading + ": " + e.Problems[0].String()
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s has %d problems:", heading, len(e.Problems))
	for _, problem := range e.Problems[:min(len(e.Problems), mostShown)] {
		fmt.Fprintf(&out, "\n  %s", problem)
	}
	if more := len(e.Problems) - mostShown; more > 0 {
		fmt.Fprintf(&out, "\n  and %d more", more)
	}
	return out.String()
}

// Unwrap returns what the system said, if the file could not be read.
func (e *FileError) Unwrap() error { return e.cause }

// problems collects what is wrong, while reading goes on.
type problems []Problem

func (p *problems) add(line int, format string, arguments ...any) {
	*p = append(*p, Problem{Line: line, Text: fmt.Sprintf(format, arguments...)})
}

// inOrder returns the problems in the order of the file.
func (p *problems) inOrder() []Problem {
	slices.SortStableFunc(*p, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	return *p
}

// longestQuote is how many bytes of a text from the file a problem shows.
const longestQuote = 60

// quoted makes text from the file fit for a terminal: control characters escaped, long text cut between two characters.
func quoted(text string) string {
	if len(text) <= longestQuote {
		return strconv.Quote(text)
	}
	cut := longestQuote
	for cut > longestQuote-utf8.UTFMax && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return fmt.Sprintf("%s… (%d bytes)", strconv.Quote(text[:cut]), len(text))
}

// longestWords is how many bytes of a library's message a problem shows.
const longestWords = 200

// printable makes a library's words about the file fit for a terminal. They can hold a name of the file's as it stands there, of any length.
func printable(words string) string {
	var out strings.Builder
	for _, r := range words {
		if out.Len() >= longestWords {
			return out.String() + "…"
		}
		if unicode.IsPrint(r) {
			out.WriteRune(r)
			continue
		}
		quotedRune := strconv.QuoteRune(r)
		out.WriteString(quotedRune[1 : len(quotedRune)-1])
	}
	return out.String()
}

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
