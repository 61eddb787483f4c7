package metrics

import "strconv"

// Exposition is a text of metrics in Prometheus' format that is being written.
type Exposition struct {
	Text []byte
	name string
}

// Begin begins a metric with its help.
func (m *Exposition) Begin(name, kind, help string) {
	m.name = "ep_simulator_" + name
	m.Text = append(m.Text, "# HELP "+m.name+" "+help+"\n# TYPE "+m.name+" "+kind+"\n"...)
}

// Label is a name and a value, which is one of ours and needs no escape.
type Label struct{ Name, Value string }

// Sample adds a line.
func (m *Exposition) Sample(suffix string, value float64, labels ...Label) {
	m.Text = append(append(m.Text, m.name...), suffix...)
	separator := byte('{')
	for _, l := range labels {
		m.Text = append(append(append(m.Text, separator), l.Name...), '=')
		m.Text = strconv.AppendQuote(m.Text, l.Value)
		separator = ','
	}
	if len(labels) > 0 {
		m.Text = append(m.Text, '}')
	}
	m.Text = append(m.Text, ' ')
	m.Text = append(strconv.AppendFloat(m.Text, value, 'g', -1, 64), '\n')
}
