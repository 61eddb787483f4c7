package shipping

import (
	"fmt"
	"strings"

	"ep-benchmark/engine/text"
)

// NoColumn is a [ParseError]'s Column when no single column is at fault, or when the text was parsed by itself.
const NoColumn = -1

// A ParseError says where a text was refused, why, and what is accepted there.
type ParseError struct {
	Line    int    // line of the file, from 1; 0 when unknown
	Column  int    // column of the sheet as it stands, from 0, reference columns counted; or NoColumn
	Place   string // the column as the file's owner knows it (`column N "Weight"`), shown in place of Column; empty when unknown
	Field   string // what was being read: "dimensions", "recipient country"
	Text    string // the text that was refused, in full and as it came: not safe to print
	Problem string // what is wrong with it
	Want    string // what is accepted
}

// Error returns one line that is safe to print: the refused text is quoted, and shortened when it is long.
func (e *ParseError) Error() string {
	var out strings.Builder
	if e.Line > 0 {
		fmt.Fprintf(&out, "line %d, ", e.Line)
	}
	switch {
	case e.Place != "":
		out.WriteString(e.Place + ", ")
	case e.Column != NoColumn:
		fmt.Fprintf(&out, "column %d, ", e.Column)
	}
	fmt.Fprintf(&out, "%s %s: %s; accepted: %s", e.Field, text.Quoted(e.Text, longestQuote), e.Problem, e.Want)
	return out.String()
}

// longestQuote is how many bytes of a refused text an error shows: a cell as people write them fits, a pasted page does not.
const longestQuote = 80

// LineError returns an error that concerns a line as a whole.
func LineError(line, problem, want string) *ParseError {
	return &ParseError{Column: NoColumn, Field: "line", Text: line, Problem: problem, Want: want}
}
