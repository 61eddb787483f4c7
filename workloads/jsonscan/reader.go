// Package jsonscan reads JSON that is in memory, in one pass and without
// allocations. It refuses what RFC 8259 does, and checks values that are skipped
// as strictly as those that are read. Invalid UTF-8 in strings is handed on as it
// is, since what becomes of it is for the caller to decide.
package jsonscan

import (
	"errors"
	"fmt"
)

// Deepest is how many objects and arrays may be in each other.
const Deepest = 64

// ErrTooDeep is the error of a document with more levels than [Deepest].
var ErrTooDeep = errors.New("too many objects and arrays in each other")

// A Kind is the type of a value.
type Kind uint8

// The kinds of values. None is the end of the document, or a byte with which no
// value begins.
const (
	None Kind = iota
	Null
	Bool
	Number
	String
	Array
	Object
)

var kindNames = [...]string{"no value", "null", "bool", "number", "string", "array", "object"}

func (k Kind) String() string { return kindNames[k] }

// kinds has the kind that begins with each byte.
var kinds = [256]Kind{
	'n': Null, 't': Bool, 'f': Bool, '"': String, '[': Array, '{': Object, '-': Number,
	'0': Number, '1': Number, '2': Number, '3': Number, '4': Number,
	'5': Number, '6': Number, '7': Number, '8': Number, '9': Number,
}

// A Reader reads one document from its start to its end. The zero value reads an
// empty one.
//
// After any error the reader must not be used before the next Reset.
type Reader struct {
	body  []byte
	at    int
	depth int
	text  []byte // the last string that had escapes
}

// Reset begins a document. The reader keeps it until the next Reset, and returns
// parts of it.
func (r *Reader) Reset(body []byte) { r.body, r.at, r.depth = body, 0, 0 }

// Kind is the kind of the next value, which is not read yet.
func (r *Reader) Kind() Kind {
	r.space()
	if r.at == len(r.body) {
		return None
	}
	return kinds[r.body[r.at]]
}

// End checks that nothing but white space follows.
func (r *Reader) End() error {
	r.space()
	if r.at < len(r.body) {
		return r.unexpected("the end")
	}
	return nil
}

// Enter reads the beginning of an object or array, the byte { or [. Its members are
// then read by [Reader.Key], or counted by [Reader.Element], up to its end.
func (r *Reader) Enter(begin byte) error {
	r.space()
	if r.at == len(r.body) || r.body[r.at] != begin {
		return r.unexpected(string(begin))
	}
	if r.depth++; r.depth > Deepest {
		return ErrTooDeep
	}
	r.at++
	return nil
}

// Key goes to the next member of an object, and returns its key. It returns false
// at the object's end, which is read then. The key is valid until the next string
// is read.
func (r *Reader) Key(first bool) (key []byte, more bool, err error) {
	if key, more = r.denseKey(first); more {
		return key, true, nil
	}
	if more, err = r.next('}', first); !more {
		return nil, false, err
	}
	if key, err = r.String(); err != nil {
		return nil, false, err
	}
	return key, true, r.colon()
}

// denseKey is Key for a key without escapes in a document without white space, as
// nearly all of them are. It returns false, and reads nothing, where it is another.
func (r *Reader) denseKey(first bool) (key []byte, more bool) {
	body, at := r.body, r.at
	if !first {
		if at >= len(body) || body[at] != ',' {
			return nil, false
		}
		at++
	}
	if at >= len(body) || body[at] != '"' {
		return nil, false
	}
	begin := at + 1
	end := plainEnd(body, begin)
	if end+1 >= len(body) || body[end] != '"' || body[end+1] != ':' {
		return nil, false
	}
	r.at = end + 2
	return body[begin:end:end], true
}

// Element goes to the next element of an array. It returns false at the array's
// end, which is read then.
func (r *Reader) Element(first bool) (more bool, err error) { return r.next(']', first) }

// next reads what is between two members, or the end behind the last.
func (r *Reader) next(end byte, first bool) (more bool, err error) {
	r.space()
	switch {
	case r.at == len(r.body):
		return false, r.unexpected(string(end))
	case r.body[r.at] == end:
		r.at++
		r.depth--
		return false, nil
	case first:
		return true, nil
	case r.body[r.at] != ',':
		return false, r.unexpected("a comma or " + string(end))
	}
	r.at++
	return true, nil
}

// colon reads what is between a key and its value.
func (r *Reader) colon() error {
	r.space()
	if r.at == len(r.body) || r.body[r.at] != ':' {
		return r.unexpected(aColon)
	}
	r.at++
	return nil
}

// Null reads a null.
func (r *Reader) Null() error {
	r.space()
	end, problem := wordEnd(r.body, r.at, "null")
	r.at = end
	if problem != "" {
		return r.unexpected(problem)
	}
	return nil
}

// space goes past white space.
func (r *Reader) space() { r.at = spaceEnd(r.body, r.at) }

// unexpected is the error of a document that does not go on as it must.
func (r *Reader) unexpected(wanted string) error {
	if r.at >= len(r.body) {
		return fmt.Errorf("expected %s, found the end", wanted)
	}
	return fmt.Errorf("expected %s at byte %d, found %q", wanted, r.at+1, r.body[r.at])
}
