package export

import (
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/text"
	"ep-benchmark/ui/words"
)

// caching writes what caches saved, and what that costs.
func (m *markdown) caching(r *engine.Result) {
	for _, grid := range words.CachedIn(r) {
		m.paragraph("| " + strings.Join(grid.Columns, " | ") + " |")
		rule := []string{"---"}
		for range grid.Columns[1:] {
			rule = append(rule, "---:")
		}
		m.row(rule...)
		for _, cells := range grid.Rows {
			m.row(cells...)
		}
		m.paragraph(text.Markdown(grid.Note) + ".")
	}
}
