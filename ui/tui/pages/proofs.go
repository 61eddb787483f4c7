package pages

import (
	"strings"

	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/words"
)

// A proof is a row of a finding's figures: a figure now, the same one before or of the
// other kind of leg, what it is, and from where.
type proof struct {
	now, before  string
	name, source string
	columns      *proofColumns
}

// proofColumns are the columns that the rows of one finding have in common.
type proofColumns struct {
	now, before int // widths; before is 0 where no figure has a second one
	title       [2]string
}

// pairs are the ends of the names of figures that come in pairs, and titles of those.
var pairs = [][2]string{{"now", "baseline"}, {"parallel", "sequential"}}

// sideOf is a figure's name without its end, the titles of its pair, and which of the
// two it is; -1 for a figure that stands alone.
func sideOf(name string) (stem string, titles [2]string, which int) {
	for _, pair := range pairs {
		for i, end := range pair {
			if stem, found := strings.CutSuffix(name, ", "+end); found {
				return stem, pair, i
			}
		}
	}
	return name, [2]string{}, -1
}

// proofsOf are the figures of a finding but for its shares, the pairs in one row each.
func proofsOf(f *engine.Finding) []*proof {
	var all []*proof
	columns := &proofColumns{}
	for i := range f.Evidence {
		figure := &f.Evidence[i]
		if diagnose.IsShare(figure) {
			continue
		}
		stem, titles, which := sideOf(figure.Name)
		if which >= 0 {
			columns.title = titles
		}
		last := len(all) - 1
		if which != 1 || last < 0 || all[last].name != stem || all[last].before != "" {
			all = append(all, &proof{name: stem, source: figure.Source, columns: columns})
			last++
		}
		if value := words.Figure(figure); which == 1 {
			all[last].before = value
		} else {
			all[last].now = value
		}
	}
	for _, p := range all {
		columns.now = max(columns.now, cells.Width(p.now), cells.Width(columns.title[0]))
		if p.before != "" {
			columns.before = max(columns.before, cells.Width(p.before), cells.Width(columns.title[1]))
		}
	}
	return all
}

// draw draws the row.
func (p *proof) draw(a cells.Area, style cells.Style) {
	x := p.columns.now
	a.Right(x, 0, style, p.now)
	if p.columns.before > 0 {
		x += 2 + p.columns.before
		a.Right(x, 0, cells.In(cells.Muted), p.before)
	}
	x += 2
	room := min(cells.Width(p.name), a.Width-x)
	x = a.Fit(x, 0, room, cells.In(cells.Muted), p.name) + 1
	if p.source != "" && a.Width-x > 5 {
		a.Fit(x, 0, a.Width-x, cells.In(cells.Faint), "("+p.source+")")
	}
}

// figures adds a finding's figures, under titles where they come in pairs.
func (w *writer) figures(f *engine.Finding) {
	for i, p := range proofsOf(f) {
		if c := p.columns; i == 0 && c.before > 0 {
			w.add(line{proof: &proof{now: c.title[0], before: c.title[1], columns: c}, style: cells.In(cells.Muted), indent: 6})
		}
		w.add(line{proof: p, indent: 6})
	}
}
