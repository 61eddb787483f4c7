package pages

import (
	"maps"
	"slices"
	"strings"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/trend"
	"ep-benchmark/ui/live"
)

// HistoryInput is what History draws.
type HistoryInput struct {
	Lanes  []live.Lane   // of the run on the screen
	AtHand []Kept        // claims, files, and runs of this session, the oldest first
	Store  *Archive      // what is known of the store; nil where nothing is kept
	Trends *trend.Past   // how the figures went
	Side   *compare.Side // that the run is compared with; nil for nothing
}

// runList is the rows of History: the runs that a filter leaves, and the cursor.
type runList struct {
	in            HistoryInput
	cursor, first int
	filter        string
	found         []int // runs of the store that the filter leaves, where there is one
}

// search looks anew for what the filter leaves, after the runs have changed.
func (l *runList) search() {
	l.found = l.found[:0]
	if l.in.Store == nil {
		return
	}
	words := strings.Fields(strings.ToLower(l.filter))
	if len(words) == 0 {
		return
	}
	for i := range l.in.Store.Runs {
		if l.in.Store.Runs[i].Has(words) {
			l.found = append(l.found, i)
		}
	}
}

// A historyRow is a run of the list: one at hand, or one of the store.
type historyRow struct {
	kept   *Kept
	stored *Stored
}

// atHand are the runs that the store does not have, the newest first.
func (l *runList) atHand() []*Kept {
	words := strings.Fields(strings.ToLower(l.filter))
	var all []*Kept
	for i := len(l.in.AtHand) - 1; i >= 0; i-- {
		name := strings.ToLower(l.in.AtHand[i].Side.Name)
		missing := slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(name, word) })
		if kept := &l.in.AtHand[i]; kept.Number == 0 && kept.Report != nil && !missing { // claims are no run
			all = append(all, &l.in.AtHand[i])
		}
	}
	return all
}

// count is the number of rows.
func (l *runList) count() int { return len(l.atHand()) + l.stored() }

func (l *runList) stored() int {
	switch {
	case l.in.Store == nil:
		return 0
	case l.filter != "":
		return len(l.found)
	}
	return len(l.in.Store.Runs)
}

// row is one of the list.
func (l *runList) row(atHand []*Kept, i int) (historyRow, bool) {
	if i < 0 || i >= len(atHand)+l.stored() {
		return historyRow{}, false
	}
	if i < len(atHand) {
		return historyRow{kept: atHand[i]}, true
	}
	i -= len(atHand)
	if l.filter != "" {
		i = l.found[i]
	}
	if i >= len(l.in.Store.Runs) {
		return historyRow{}, false
	}
	return historyRow{stored: &l.in.Store.Runs[i]}, true
}

// two are the marked runs where there are exactly two, the older one first.
func (l *runList) two() (older, newer int64, two bool) {
	if l.in.Store == nil || len(l.in.Store.Marked) != 2 {
		return 0, 0, false
	}
	marked := slices.Sorted(maps.Keys(l.in.Store.Marked))
	return marked[0], marked[1], true
}

// selected is the run under the cursor.
func (l *runList) selected() historyRow {
	row, _ := l.row(l.atHand(), min(l.cursor, max(l.count()-1, 0)))
	return row
}

// around are the numbers of the store's runs within the given number of rows of
// the cursor, whose figures are not known yet.
func (l *runList) around(rows int) []int64 {
	if l.in.Store == nil {
		return nil
	}
	atHand := l.atHand()
	var numbers []int64
	for i := max(l.cursor-rows, 0); i <= l.cursor+rows; i++ {
		row, ok := l.row(atHand, i)
		if !ok {
			break
		}
		if row.stored == nil {
			continue
		}
		if _, known := l.in.Store.Figures[row.stored.Number]; !known {
			numbers = append(numbers, row.stored.Number)
		}
	}
	return numbers
}
