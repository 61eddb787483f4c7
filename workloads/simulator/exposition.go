package simulator

import "strconv"

// exposition is a text of metrics in Prometheus' format that is being written.
type exposition struct {
	text []byte
	name string
}

func (m *exposition) begin(name, kind, help string) {
	m.name = "ep_simulator_" + name
	m.text = append(m.text, "# HELP "+m.name+" "+help+"\n# TYPE "+m.name+" "+kind+"\n"...)
}

// label is a name and a value, which is one of ours and needs no escape.
type label struct{ name, value string }

// sample adds a line.
func (m *exposition) sample(suffix string, value float64, labels ...label) {
	m.text = append(append(m.text, m.name...), suffix...)
	separator := byte('{')
	for _, l := range labels {
		m.text = append(append(append(m.text, separator), l.name...), '=')
		m.text = strconv.AppendQuote(m.text, l.value)
		separator = ','
	}
	if len(labels) > 0 {
		m.text = append(m.text, '}')
	}
	m.text = append(m.text, ' ')
	m.text = append(strconv.AppendFloat(m.text, value, 'g', -1, 64), '\n')
}
