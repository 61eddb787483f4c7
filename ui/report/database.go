package report

import (
	"ep-benchmark/engine"
	"ep-benchmark/ui/words"
)

// databases writes the table of what the queries of each variant met.
func (p *page) databases(r *engine.Result) {
	if !words.HasDatabase(r) {
		return
	}
	t := &table{columns: []column{
		{title: "variant"},
		{title: "waits for its connection", name: "waits"},
		{title: "then takes", name: "then takes"},
		{title: "saved a query", name: "saved"},
	}}
	for i := range r.Variants {
		v := &r.Variants[i]
		waiting, querying, saved := words.InDatabase(v)
		t.rows = append(t.rows, tableRow{cells: []value{text("%s", words.VariantName(&v.Variant)), text("%s", waiting), text("%s", querying), text("%s", saved)}})
	}
	p.write("\n")
	p.table(t)
	p.indented(labelColumn, coloured(faint, "means of a query, as medians over the legs; waiting is for a new connection, or for a free one of the pool; saved is beside the first variant"))
}
