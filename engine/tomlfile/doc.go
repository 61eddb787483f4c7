// Package tomlfile reads TOML files that people write, strictly, into Go values.
//
// Its opinion: a file with a mistake is refused, not half applied, and one
// refusal names every problem of the file, each with its place and with what
// was expected there. A struct is the only description of a file: its fields are
// the keys, and the types of its fields say which values are accepted. So what
// is read, what is suggested and what is refused can't disagree.
//
// Note: go-toml's own decoder was rejected for the values. It stops at the first
// wrong one, takes "Theme" for "theme", and knows no place for some errors. It
// parses the text; its values are put into place here.
package tomlfile

// Words is implemented by a type of texts of which few are accepted. Such a type
// can be a value, or the key of a map that stands for a table.
type Words interface{ Words() []string }

// Bounded is implemented by a type that accepts some of its values. Expected
// describes them, as in "a whole number, 1 or more".
type Bounded interface {
	Valid() bool
	Expected() string
}

// A Value reads itself from whatever a file has for it: a string, bool, int64,
// float64, []any, map[string]any, or a date or time. An error of errors.Join
// becomes one problem for each of its parts.
type Value interface{ FromTOML(value any) error }

// A Hinter knows what kind of file one is that has an unknown key at its top, as
// in "this is a file of faults". It returns "" where it does not know.
type Hinter interface{ Hint(key string) string }
