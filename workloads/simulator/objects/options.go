package objects

import (
	"bytes"

	"github.com/go-faster/jx"

	"ep-benchmark/workloads/simulator/wire"
)

// optionsDraft is the options of a shipment as sent. They are kept as they were sent: the simulator acts on label_format
// alone.
type optionsDraft struct {
	own     []byte // the client's, as "key":value, with a comma after each
	given   [len(defaultOptions)]bool
	format  Formats // of the label; 0 = none was named
	problem *wire.Error
}

// longestOptions bounds the options of a shipment, in bytes of JSON.
const longestOptions = 2048

// The options that every shipment is recorded to have when the client does not send them.
var defaultOptions = [...]struct{ key, value string }{
	{"currency", `"USD"`},
	{"date_advance", `0`},
	{"payment", `{"type":"SENDER"}`},
}

// allDefaults is the text of options that were not sent.
var allDefaults = (&optionsDraft{}).render()

func (o *optionsDraft) reset() { *o = optionsDraft{own: o.own[:0]} }

func (o *optionsDraft) decode(d *jx.Decoder) error {
	o.reset()
	return wire.Visit(d, o.field)
}

func (o *optionsDraft) field(d *jx.Decoder, key []byte) error {
	if d.Next() == jx.Null {
		return d.Skip()
	}
	raw, err := d.Raw()
	if err != nil {
		return err
	}
	if len(o.own)+len(key)+len(raw) > longestOptions {
		o.problem = wire.Invalid("options", "are longer than 2 KiB")
		return nil
	}
	if string(key) == "label_format" && raw.Type() == jx.String {
		o.format, _ = FormatNamed(string(raw[1 : len(raw)-1])) // a format that is unknown is PNG
	}
	for i := range defaultOptions {
		if string(key) == defaultOptions[i].key {
			o.given[i] = true
		}
	}
	o.own = append(wire.AppendQuoted(o.own, key), ':')
	o.own = append(append(o.own, bytes.ToValidUTF8(raw, []byte("\ufffd"))...), ',')
	return nil
}

// text is what stands between the braces of the answer's options.
func (o *optionsDraft) text() string {
	if len(o.own) == 0 {
		return allDefaults
	}
	return o.render()
}

func (o *optionsDraft) render() string {
	b := o.own
	for i, option := range defaultOptions {
		if o.given[i] {
			continue
		}
		b = append(wire.AppendQuoted(b, option.key), ':')
		b = append(append(b, option.value...), ',')
	}
	return string(bytes.TrimSuffix(b, []byte(",")))
}
