package easypost

import "bytes"

// deepest is how many objects and arrays may be in each other in an answer. The
// API's have less than ten. A decoder needs stack for each, which a hostile
// answer of 32 KB would make megabytes of every worker's.
const deepest = 64

var errTooDeep = wrong("the answer has more than %d objects and arrays in each other", deepest)

// depth follows how deep a document in JSON is, in any number of pieces.
type depth struct {
	open            int
	inText, escaped bool
}

// exceeds reads on, and tells whether that got deeper than an answer may.
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
