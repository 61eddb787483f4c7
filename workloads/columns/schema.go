package columns

import (
	"fmt"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"ep-benchmark/engine/text"
)

// role is what a column is read for.
type role int

const (
	carrier role = iota
	origin
	destination
	status
	created
	cost
	deliveryDays
	roles // how many there are
)

// kind is what a column has to hold.
type kind int

const (
	name kind = iota
	date
	quantity
)

// wanted are the columns that are read; a file may have others.
var wanted = [roles]struct {
	name string
	kind kind
}{
	carrier:      {"carrier", name},
	origin:       {"origin", name},
	destination:  {"destination", name},
	status:       {"status", name},
	created:      {"created", date},
	cost:         {"cost_cents", quantity},
	deliveryDays: {"delivery_days", quantity},
}

// Schema says in words which columns a file has to have.
const Schema = "carrier, origin, destination and status (text), created (DATE or TIMESTAMP), cost_cents and delivery_days (INT32 or INT64)"

// expected is what a column of a kind may be.
func (k kind) expected() string {
	switch k {
	case name:
		return "text (BYTE_ARRAY)"
	case date:
		return "a DATE, or a TIMESTAMP of INT64"
	}
	return "whole numbers, INT32 or INT64"
}

// layout is where a file's columns are, and how their values are to be read.
type layout struct {
	index    [roles]int
	optional [roles]bool
	perDay   int64 // units of a timestamp in a day; 0 for dates
	text     string
}

// readLayout finds the wanted columns in a schema.
func readLayout(file *parquet.File) (layout, error) {
	var l layout
	var texts []string
	for r, want := range wanted {
		column := file.Root().Column(want.name)
		if column == nil || !column.Leaf() {
			return l, fmt.Errorf("there is no column %s: expected %s; found %s", want.name, Schema, found(file))
		}
		if column.Repeated() {
			return l, fmt.Errorf("the column %s is a list: expected %s", want.name, want.kind.expected())
		}
		perDay, ok := fits(column.Type(), want.kind)
		if !ok {
			return l, fmt.Errorf("the column %s is %s: expected %s", want.name, text.Line(column.Type().String()), want.kind.expected())
		}
		if want.kind == date {
			l.perDay = perDay
		}
		l.index[r], l.optional[r] = column.Index(), column.Optional()
		texts = append(texts, want.name+" "+column.Type().String())
	}
	l.text = strings.Join(texts, ", ")
	return l, nil
}

// found lists the columns of a file, for an error.
func found(file *parquet.File) string {
	const most = 12
	var names []string
	for _, column := range file.Root().Columns() {
		if names = append(names, text.Cut(text.Line(column.Name()), 40)); len(names) == most {
			names = append(names, "…")
			break
		}
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

// fits tells whether a type can be read as a kind, and how many of its units a day has.
func fits(of parquet.Type, want kind) (perDay int64, ok bool) {
	var logical format.LogicalTypeValue
	if l := of.LogicalType(); l != nil {
		logical = l.Value
	}
	switch want {
	case name:
		switch logical.(type) {
		case nil, *format.StringType, *format.EnumType, *format.JsonType:
			return 0, of.Kind() == parquet.ByteArray
		}
	case date:
		switch logical := logical.(type) {
		case *format.DateType:
			return 0, of.Kind() == parquet.Int32
		case *format.TimestampType:
			return unitsOfDay(logical), of.Kind() == parquet.Int64
		}
	case quantity:
		switch logical := logical.(type) {
		case nil:
			return 0, of.Kind() == parquet.Int32 || of.Kind() == parquet.Int64
		case *format.IntType:
			return 0, logical.IsSigned || int(logical.BitWidth) < 32
		}
	}
	return 0, false
}

// unitsOfDay is how many units of a timestamp a day has.
func unitsOfDay(t *format.TimestampType) int64 {
	const seconds = 24 * 60 * 60
	switch t.Unit.Value.(type) {
	case *format.MilliSeconds:
		return seconds * 1_000
	case *format.MicroSeconds:
		return seconds * 1_000_000
	}
	return seconds * 1_000_000_000
}
