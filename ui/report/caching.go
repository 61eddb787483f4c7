package report

import (
	"ep-benchmark/engine"
	"ep-benchmark/ui/words"
)

// caching writes what caches saved, and what that costs.
func (p *page) caching(r *engine.Result) {
	for _, grid := range words.CachedIn(r) {
		t := &table{}
		for i, title := range grid.Columns {
			c := column{title: title}
			if i > 0 {
				c.name = title
			}
			t.columns = append(t.columns, c)
		}
		for _, cells := range grid.Rows {
			var row tableRow
			for _, cell := range cells {
				row.cells = append(row.cells, text("%s", cell))
			}
			t.rows = append(t.rows, row)
		}
		p.write("\n")
		p.table(t)
		p.indented(labelColumn, coloured(faint, grid.Note))
	}
}
