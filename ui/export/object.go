package export

import (
	"bytes"
	"encoding/json"
)

// object is a JSON object whose members keep their order.
type object []member

type member struct {
	name  string
	value any
}

// MarshalJSON renders the members in order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(m.name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(m.value)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// MarshalJSON renders the benchmarks as one object, in the report's order.
func (all benchmarks) MarshalJSON() ([]byte, error) {
	o := object{}
	for _, b := range all {
		o = append(o, member{b.key, b.figures})
	}
	return o.MarshalJSON()
}

// UnmarshalJSON accepts any object: the figures are derived from run, which
// alone is read back.
func (all *benchmarks) UnmarshalJSON(text []byte) error {
	var members map[string]json.RawMessage
	return json.Unmarshal(text, &members)
}
