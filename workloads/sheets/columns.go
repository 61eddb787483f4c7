package sheets

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Columns say which column of a file holds what, where its header does not.
type Columns struct {
	all    []column
	option string // by which they are given, as messages name it: "--columns"
}

// column is a field, and the column that holds it: its header, its letter or
// its number from 1.
type column struct {
	field field
	named string
}

// ColumnsExpected says how [ParseColumns] wants its text.
const ColumnsExpected = `fields and the file's columns, by header, letter or number, such as 'zip=Postleitzahl,weight=Gewicht (kg),city=F', or 'ignore=H' for a column to be left out`

// ignored is the field of a column that is to be left out: it is neither used
// nor compared nor reported.
const ignored = fieldCount

// ParseColumns reads a text such as "zip=Postleitzahl,weight=Gewicht (kg)". A
// header with a comma stands in double quotes. Any number of columns may be
// ignored; every other field has one.
//
// The option is what messages about the file name to ask for columns.
func ParseColumns(option, text string) (Columns, error) {
	var all []column
	for _, part := range splitColumns(text) {
		left, right, found := strings.Cut(part, "=")
		right = strings.TrimSpace(right)
		if inside := strings.Trim(right, `"`); len(right) >= 2 && right[0] == '"' && right[len(right)-1] == '"' {
			right = inside
		}
		if !found || right == "" {
			return Columns{}, fmt.Errorf("%q: expected %s", part, ColumnsExpected)
		}
		field, known := fieldNamed(left)
		if !known {
			return Columns{}, fmt.Errorf("%q is not a field: expected %s", strings.TrimSpace(left), strings.Join(FieldNames(""), ", "))
		}
		if field != ignored && slices.ContainsFunc(all, func(c column) bool { return c.field == field }) {
			return Columns{}, fmt.Errorf("%s is named twice: expected one column for it", field)
		}
		all = append(all, column{field, right})
	}
	return Columns{all, option}, nil
}

// Empty tells whether no column is named.
func (c Columns) Empty() bool { return len(c.all) == 0 }

// ask is how a column is given a field, or left out: "--columns 'zip=F'".
func (c Columns) ask(f field, column string) string {
	return fmt.Sprintf("%s '%s=%s'", c.option, f, column)
}

// wrong is an error of one of the columns.
func (c Columns) wrong(one column, err error) error {
	return fmt.Errorf("%s %s=%s: %w", c.option, one.field, one.named, err)
}

// FieldNames are the fields that [ParseColumns] knows, each with an ending.
func FieldNames(ending string) []string {
	all := make([]string, 0, len(fieldNames))
	for _, name := range fieldNames {
		all = append(all, name+ending)
	}
	return all
}

// splitColumns parts a text at its commas, those in double quotes apart.
func splitColumns(text string) []string {
	quoted := false
	return strings.FieldsFunc(text, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ',' && !quoted
	})
}

// fieldNamed is the field of a name, in any case, with spaces or without.
func fieldNamed(text string) (field, bool) {
	plain := func(name string) string {
		return strings.NewReplacer(" ", "", "-", "", "_", "").Replace(strings.ToLower(name))
	}
	at := slices.IndexFunc(fieldNames[:], func(name string) bool { return plain(name) == plain(text) })
	return field(at), at >= 0
}

// fields are the columns that are not ignored.
func (c Columns) fields() []column {
	return slices.DeleteFunc(slices.Clone(c.all), func(one column) bool { return one.field == ignored })
}

// refuseIgnored is the error of columns that are ignored in a file without a
// header.
func (c Columns) refuseIgnored() error {
	if c.Empty() {
		return nil
	}
	return c.wrong(c.all[0], fmt.Errorf("the file has no header, and its columns are used by their order: expected a header, or all fields in %s", c.option))
}

// find returns the index of the column in a file. A header with the same text
// takes precedence over a letter, and a letter over a number.
func (c column) find(titles []string) (at int, byHeader bool, err error) {
	matches := func(same func(title string) bool) (found []int) {
		for i, title := range titles {
			if title != "" && same(title) {
				found = append(found, i)
			}
		}
		return found
	}
	found := matches(func(title string) bool { return title == c.named })
	if len(found) == 0 {
		found = matches(func(title string) bool { return normalised(title) == normalised(c.named) && normalised(title) != "" })
	}
	switch {
	case len(found) > 1:
		return 0, true, fmt.Errorf("columns %s and %s have that header: expected the letter of one", letters(found[0]), letters(found[1]))
	case len(found) == 1:
		return found[0], true, nil
	}
	if at, ok := c.position(); ok && at < len(titles) {
		return at, false, nil
	}
	return 0, false, fmt.Errorf("there is no such column: the file has %s", listedTitles(titles))
}

// position is the column that a letter or a number names, from 0.
func (c column) position() (int, bool) {
	number, err := strconv.Atoi(c.named)
	if err != nil {
		number = columnOf(c.named)
	}
	return number - 1, number >= 1 && number <= mostCells
}

// mostListed is how many columns a message names.
const mostListed = 30

// listed are texts with commas between, the first ones where there are many.
func listed(texts []string) string {
	if more := len(texts) - mostListed; more > 0 {
		return strings.Join(texts[:mostListed], ", ") + fmt.Sprintf(" and %d more", more)
	}
	return strings.Join(texts, ", ")
}

// listedTitles are a file's columns with their letters.
func listedTitles(titles []string) string {
	var all []string
	for i, title := range titles {
		if title != "" {
			all = append(all, titled(i, title))
		}
	}
	if len(all) == 0 {
		return "no header"
	}
	return listed(all)
}

// titled is a column's letter and header: N "Weight".
func titled(column int, title string) string {
	if title == "" {
		return letters(column)
	}
	return letters(column) + " " + strconv.Quote(shortened(title))
}

// shortened is a header as a message shows it.
func shortened(title string) string {
	const most = 40
	if runes := []rune(title); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return title
}
