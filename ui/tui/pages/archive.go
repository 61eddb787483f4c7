package pages

import (
	"fmt"
	"strings"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/trend"
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// Archive is what is known of the store. The root model fills it in; pages read
// nothing themselves.
type Archive struct {
	Read    bool // before that nothing is known
	Failure string
	// Runs are all that the store has, newest first.
	Runs      []Stored
	Baselines []baselines.Baseline
	// Figures are those of the runs that were looked at.
	Figures map[int64][]compare.Figure
	Marked  map[int64]bool
}

// Stored is a run in the store.
type Stored struct {
	baselines.Entry
	words string // what a filter looks in
}

// StoredOf makes entries ready to be listed.
func StoredOf(entries []baselines.Entry) []Stored {
	stored := make([]Stored, len(entries))
	for i, e := range entries {
		quality := string(e.Badge) + " " + strings.Join(e.Doubts, " ")
		stored[i] = Stored{e, strings.ToLower(strings.Join([]string{
			fmt.Sprintf("#%d", e.Number), stamp(e.StartedAt.UTC()), e.Version, string(e.Schedule), e.Machine, quality,
			strings.Join(e.Workloads, " "), strings.Join(e.Baselines, " "),
		}, " "))}
	}
	return stored
}

// Has tells whether the run has all the words of a filter, in lower case.
func (s *Stored) Has(words []string) bool {
	for _, word := range words {
		if !strings.Contains(s.words, word) {
			return false
		}
	}
	return true
}

// Figure finds a figure of a run that was looked at.
func (k *Archive) Figure(number int64, key compare.Key) (compare.Figure, bool) {
	for _, f := range k.Figures[number] {
		if f.Key == key {
			return f, true
		}
	}
	return compare.Figure{}, false
}

// Run finds a run by its number.
func (k *Archive) Run(number int64) *Stored {
	for i := range k.Runs {
		if k.Runs[i].Number == number {
			return &k.Runs[i]
		}
	}
	return nil
}

// TrendWords say how a figure went over runs of these names.
func TrendWords(t *trend.Figure, runs []string) string {
	n := len(t.Series.Changes)
	if n == 0 {
		return fmt.Sprintf("no change in %s", units.Counted(t.Series.Runs, "run"))
	}
	last := &t.Series.Changes[n-1]
	text := words.ChangeOf(t.Metric, last.Worse)
	if last.Index < len(runs) {
		text += " since " + runs[last.Index]
	}
	return text
}

// A Kept is a run, or a claim of one, that can be looked at and compared with.
type Kept struct {
	Side   compare.Side
	Report *engine.Report // nil for a claim
	Number int64          // of the run in the store; 0 where it is not in it
}
