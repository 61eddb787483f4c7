package httpload

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/go-faster/jx"
)

// An Expectation is a place in an answer's JSON that has to be there, and the
// value that it has to have where one is named.
type Expectation struct {
	text  string
	path  []string
	value string
	exact bool // the value is expected, and not any
}

// ExpectationExpected describes what ParseExpectation reads.
const ExpectationExpected = "a path, or path=value, such as rates.0.price=5.20"

// ParseExpectation reads an expectation. A path has the names of fields and the
// numbers of elements, from 0, with dots between them: "rates.0.price". A
// backslash before a dot, an equals sign or a backslash makes it part of a name.
// What comes after the first equals sign is the value.
func ParseExpectation(text string) (Expectation, error) {
	e := Expectation{text: text}
	var step strings.Builder
	for i := 0; i < len(text) && !e.exact; i++ {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text) && strings.IndexByte(`.=\`, text[i+1]) >= 0:
			i++
			step.WriteByte(text[i])
		case c == '.':
			e.path = append(e.path, step.String())
			step.Reset()
		case c == '=':
			e.value, e.exact = text[i+1:], true
		default:
			step.WriteByte(c)
		}
	}
	e.path = append(e.path, step.String())
	for _, step := range e.path {
		if step == "" {
			return Expectation{}, fmt.Errorf("%q has an empty name in its path: expected %s", text, ExpectationExpected)
		}
	}
	return e, nil
}

// String is the text that was read.
func (e *Expectation) String() string { return e.text }

// place is the path as it was written.
func (e *Expectation) place() string {
	if e.exact {
		return strings.TrimSuffix(e.text, "="+e.value)
	}
	return e.text
}

// check returns why a document, which is valid, does not meet the expectation.
// Texts of the document in the error are cut short.
func (e *Expectation) check(document []byte) error {
	d := jx.GetDecoder()
	defer jx.PutDecoder(d)
	d.ResetBytes(document)
	found, err := find(d, e.path)
	switch {
	case err != nil:
		return err
	case found == nil:
		return fmt.Errorf("the answer has no %s", e.place())
	case e.exact:
		return e.compare(found)
	}
	return nil
}

// compare compares a value with the expected one.
func (e *Expectation) compare(found jx.Raw) error {
	same, shown := false, string(found)
	switch found.Type() {
	case jx.String:
		text, err := jx.DecodeBytes(found).Str()
		if err != nil {
			return fmt.Errorf("%s can't be read: %.100s", e.place(), err)
		}
		same, shown = text == e.value || e.value == string(found), strconv.Quote(text)
	case jx.Number:
		same = sameNumber(string(found), e.value)
	case jx.Bool, jx.Null:
		same = string(found) == e.value
	case jx.Object, jx.Array:
		return fmt.Errorf("%s is an %s: expected the value %s", e.place(), found.Type(), e.value)
	}
	if !same {
		return fmt.Errorf("%s is %.60s: expected %s", e.place(), shown, e.value)
	}
	return nil
}

// meets returns why an answer does not meet all of the expectations.
func meets(answer []byte, all []Expectation) error {
	if len(all) == 0 {
		return nil
	}
	if err := jx.DecodeBytes(answer).Validate(); err != nil {
		return fmt.Errorf("the answer is no JSON document: %.100s", err)
	}
	for i := range all {
		if err := all[i].check(answer); err != nil {
			return err
		}
	}
	return nil
}

// find reads a value and returns what stands in it at the path; nil where there
// is nothing. Of several fields with the same name the last counts.
func find(d *jx.Decoder, path []string) (found jx.Raw, err error) {
	if len(path) == 0 {
		return d.Raw()
	}
	switch d.Next() {
	case jx.Object:
		err = d.ObjBytes(func(d *jx.Decoder, key []byte) (err error) {
			if string(key) != path[0] {
				return d.Skip()
			}
			found, err = find(d, path[1:])
			return err
		})
	case jx.Array:
		wanted, wrong := strconv.Atoi(path[0])
		at := -1
		err = d.Arr(func(d *jx.Decoder) (err error) {
			if at++; wrong != nil || at != wanted {
				return d.Skip()
			}
			found, err = find(d, path[1:])
			return err
		})
	default:
		err = d.Skip()
	}
	return found, err
}
