package easypost

import "bytes"

// deepest is how many levels of objects and arrays an answer may have. The
// API's answers have less than ten. A decoder needs stack for each level, so a
// hostile answer of 32 KB could take megabytes of stack in every worker.
const deepest = 64

var errTooDeep = wrong("the answer has more than %d objects and arrays in each other", deepest)

// depth follows how deep a document in JSON is, in any number of pieces.
type depth struct {
	open            int
	inText, escaped bool
}

// exceeds reads the next piece, and tells whether it is nested deeper than an
// answer may be.
func (d *depth) exceeds(read []byte) bool {
	for _, c := range read {
		switch {
		case d.escaped:
			d.escaped = false
		case d.inText:
			d.escaped, d.inText = c == '\\', c != '"'
		case c == '"':
			d.inText = true
		case c == '{' || c == '[':
			if d.open++; d.open > deepest {
				return true
			}
		case c == '}' || c == ']':
			d.open--
		}
	}
	return false
}

// isTooDeep tells whether a document is deeper than an answer may be.
func isTooDeep(document []byte) bool {
	if bytes.Count(document, []byte("{"))+bytes.Count(document, []byte("[")) <= deepest {
		return false // which costs little, and is nearly every answer
	}
	return new(depth).exceeds(document)
}
