package wire

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/go-faster/jx"
)

// Fields are those of an object as sent, decoded when they are asked for. Problem is the first thing that is wrong with
// one of them, so that a caller checks once, after it has read all that it needs.
type Fields struct {
	Given   bool // an object was sent, with something in it
	Problem *Error
	at      map[string]jx.Raw
}

// Reset empties it for the next request.
func (f *Fields) Reset() { *f = Fields{} }

// Decode reads what was sent; of two equal keys the last one counts.
func (f *Fields) Decode(d *jx.Decoder) error {
	return Visit(d, func(d *jx.Decoder, key []byte) error {
		raw, err := d.Raw()
		if f.at == nil {
			f.at = map[string]jx.Raw{}
		}
		f.at[string(key)], f.Given = raw, true
		return err
	})
}

// FieldsOf reads the fields of a part of a body that is well formed.
func FieldsOf(raw jx.Raw) (f Fields) {
	if len(raw) > 0 {
		_ = f.Decode(jx.DecodeBytes(raw)) // what is well formed has no error
	}
	return f
}

// Raw is a field as it was sent; nil stands for none, and for null.
func (f *Fields) Raw(name string) jx.Raw {
	if raw := f.at[name]; string(raw) != Null {
		return raw
	}
	return nil
}

// Object is a field that has fields of its own.
func (f *Fields) Object(name string) Fields { return FieldsOf(f.Raw(name)) }

// Wrapped is the object in a field of that name, or f itself where there is none: clients differ in whether they wrap.
func (f *Fields) Wrapped(name string) Fields {
	if f.Raw(name) == nil {
		return *f
	}
	return f.Object(name)
}

// fail notes a problem, unless there is one already.
func (f *Fields) fail(problem *Error) {
	if f.Problem == nil {
		f.Problem = problem
	}
}

// Text is a text or a number by its digits, of at most LongestName bytes; "" stands for none.
func (f *Fields) Text(name string) string { return f.LongText(name, LongestName) }

// LongText is a text of at most the given number of bytes.
func (f *Fields) LongText(name string, most int) string {
	raw := f.Raw(name)
	if raw == nil {
		return ""
	}
	text, _, wrong, err := TextValue(jx.DecodeBytes(raw))
	if wrong || err != nil || len(text) > most {
		f.fail(Invalid(name, "must be a string of at most "+strconv.Itoa(most)+" bytes"))
		return ""
	}
	return string(text)
}

// Required is a text that must be there.
func (f *Fields) Required(name string) string {
	text := f.Text(name)
	if text == "" {
		f.fail(Missing(name))
	}
	return text
}

// OneOf is a text that must be one of some words.
func (f *Fields) OneOf(name string, words ...string) string {
	text := f.Required(name)
	if f.Problem == nil && !slices.Contains(words, text) {
		f.fail(Invalid(name, "has an unknown value"))
	}
	return text
}

// Bool is true or false; anything else counts as false.
func (f *Fields) Bool(name string) bool {
	raw := f.Raw(name)
	if raw == nil {
		return false
	}
	is, _ := BoolValue(jx.DecodeBytes(raw)) // what is well formed has no error
	return is
}

// Cents is an amount in dollars; 0 stands for none.
func (f *Fields) Cents(name string) int64 {
	raw := f.Raw(name)
	if raw == nil {
		return 0
	}
	cents, wrong, _ := AmountValue(jx.DecodeBytes(raw)) // what is well formed has no error
	if wrong {
		f.fail(Invalid(name, AmountWanted))
	}
	return cents
}

// Date is a day as 2024-07-29, or the day of a time; "" stands for none.
func (f *Fields) Date(name string) string {
	text := f.Text(name)
	if text == "" {
		return ""
	}
	day := text[:min(len(text), len(time.DateOnly))]
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		f.fail(Invalid(name, "must be a date as in 2024-07-29"))
		return ""
	}
	return day
}

// Moment is a time, as answers have it. Clients send one with a time zone or without, and a day alone.
func (f *Fields) Moment(name string) string {
	text := f.Required(name)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", time.DateTime, time.DateOnly} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.UTC().Format(time.RFC3339)
		}
	}
	if text != "" {
		f.fail(Invalid(name, "must be a date and time as in 2024-07-29T18:09:36Z"))
	}
	return ""
}

// List are the elements of a list, or of an object whose keys count.
func (f *Fields) List(name string, most int) []jx.Raw {
	raw := f.Raw(name)
	if raw == nil {
		return nil
	}
	var list []jx.Raw
	_ = Each(jx.DecodeBytes(raw), func(d *jx.Decoder) error { // what is well formed has no error
		element, err := d.Raw()
		list = append(list, element)
		return err
	})
	if len(list) > most {
		f.fail(Invalid(name, "are more than "+strconv.Itoa(most)))
		return nil
	}
	return list
}

// Texts are the texts of a list, or the words of one text that commas part.
func (f *Fields) Texts(name string, most int) (texts []string) {
	for _, raw := range f.List(name, most) {
		if text, ok, _, _ := TextValue(jx.DecodeBytes(raw)); ok {
			texts = append(texts, string(text[:min(len(text), LongestName)]))
		}
	}
	if texts == nil && f.Raw(name) != nil && f.Raw(name).Type() == jx.String {
		texts = splitList(f.LongText(name, most*LongestName))
	}
	return texts
}

// ReferenceOf is the id of an object that is sent by it, alone or in an object; "" stands for none.
func ReferenceOf(raw jx.Raw) string {
	if len(raw) == 0 {
		return ""
	}
	id, _ := ReferenceValue(jx.DecodeBytes(raw), nil) // what is well formed has no error
	return string(id)
}

// Names are those of all fields that were sent, by the alphabet.
func (f *Fields) Names() []string { return slices.Sorted(maps.Keys(f.at)) }

// mostValues bounds what is read of a list among the parameters of a GET.
const mostValues = 1000

// Values are a field's texts as a query would have them: one, or those of a list.
func (f *Fields) Values(name string) []string {
	raw := f.Raw(name)
	if raw == nil {
		return nil
	}
	switch raw.Type() {
	case jx.Array, jx.Object:
		return f.Texts(name, mostValues)
	case jx.Bool:
		return []string{string(raw)}
	}
	return []string{f.LongText(name, LargestBody)}
}
