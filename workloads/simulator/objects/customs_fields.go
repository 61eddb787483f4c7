package objects

import (
	"strconv"

	"github.com/go-faster/jx"

	"ep-benchmark/workloads/simulator/wire"
)

// customsField is a field of a CustomsInfo or CustomsItem with its default.
type customsField struct {
	key   string
	kind  customsKind
	blank string
}

type customsKind uint8

const (
	customsText   customsKind = iota
	customsNumber             // clients want a number
	customsAmount             // clients want the digits of a number in a string
	customsBool
)

// Recorded: by default contents are merchandise, and what can't be delivered is returned.
var customsInfoFields = []customsField{
	{"contents_explanation", customsText, wire.Null},
	{"contents_type", customsText, `"merchandise"`},
	{"customs_certify", customsBool, "false"},
	{"customs_signer", customsText, wire.Null},
	{"declaration", customsText, wire.Null},
	{"eel_pfc", customsText, wire.Null},
	{"non_delivery_option", customsText, `"return"`},
	{"restriction_comments", customsText, wire.Null},
	{"restriction_type", customsText, `"none"`},
}

var customsItemFields = []customsField{
	{"code", customsText, wire.Null},
	{"currency", customsText, wire.Null},
	{"description", customsText, wire.Null},
	{"eccn", customsText, wire.Null},
	{"hs_tariff_number", customsText, wire.Null},
	{"manufacturer", customsText, wire.Null},
	{"origin_country", customsText, wire.Null},
	{"printed_commodity_identifier", customsText, wire.Null},
	{"quantity", customsNumber, "0"},
	{"value", customsAmount, wire.Null},
	{"weight", customsNumber, "0"},
}

// fieldsDraft renders the fields of an object as they come, and those that did not come when it is done.
type fieldsDraft struct {
	fields  []customsField
	given   uint32 // a bit for each
	text    []byte
	problem *wire.Error
}

func (f *fieldsDraft) begin(fields []customsField) { f.fields, f.given, f.problem = fields, 0, nil }

func (f *fieldsDraft) field(d *jx.Decoder, key []byte) error {
	for i := range f.fields {
		if known := &f.fields[i]; string(key) == known.key && f.given>>i&1 == 0 {
			return f.value(d, known, 1<<i)
		}
	}
	return d.Skip()
}

func (f *fieldsDraft) value(d *jx.Decoder, known *customsField, bit uint32) error {
	if known.kind == customsBool {
		is, err := wire.BoolValue(d)
		f.add(known.key, strconv.AppendBool(nil, is), bit)
		return err
	}
	text, ok, wrong, err := wire.TextValue(d)
	if err != nil || !ok && !wrong {
		return err
	}
	if known.kind == customsText && !wrong {
		f.add(known.key, wire.AppendQuoted(nil, text), bit)
		return nil
	}
	x, parseErr := strconv.ParseFloat(string(text), 64)
	if wrong || parseErr != nil || !(x >= 0 && x <= wire.LargestMeasure) {
		f.problem = wire.Invalid(known.key, "must be a "+customsWanted[known.kind])
		return nil
	}
	f.add(known.key, known.kind.render(x), bit)
	return nil
}

var customsWanted = [...]string{
	customsText: "string", customsNumber: "number from 0 to 1000000", customsAmount: "number from 0 to 1000000",
}

// render writes a number as recorded: an amount is "10.0".
func (k customsKind) render(x float64) []byte {
	digits := strconv.AppendFloat(nil, x, 'f', -1, 64)
	if k != customsAmount {
		return digits
	}
	text := string(digits)
	if x == float64(int64(x)) {
		text += ".0"
	}
	return []byte(wire.Quote(text))
}

func (f *fieldsDraft) add(key string, value []byte, bit uint32) {
	f.given |= bit
	f.text = append(wire.AppendQuoted(f.text, key), ':')
	f.text = append(append(f.text, value...), ',')
}

// done adds what was not given and returns the text.
func (f *fieldsDraft) done() string {
	for i, known := range f.fields {
		if f.given>>i&1 == 0 {
			f.add(known.key, []byte(known.blank), 1<<i)
		}
	}
	return string(f.text)
}
