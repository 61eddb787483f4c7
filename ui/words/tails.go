package words

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine/units"
)

// A TailLine is a workload's slowest operations beside a baseline's.
type TailLine struct {
	Title string // of the workload
	Text  string
}

// A Percentile is a named duration of a workload's operations.
type Percentile struct {
	Name  string // "p99"
	Value time.Duration
}

// Percentiles renders durations with the unit once where all share it: "p50
// 103, p99 114, max 117 ms".
func Percentiles(all ...Percentile) string {
	texts := make([]string, len(all))
	unit, shared := "", true
	for i := range slices.Backward(all) {
		texts[i] = units.Duration(all[i].Value)
		_, own, _ := strings.Cut(texts[i], " ")
		if i == len(all)-1 {
			unit = own
		}
		shared = shared && own == unit && own != ""
	}
	for i := range all {
		if shared && i < len(all)-1 {
			texts[i] = strings.TrimSuffix(texts[i], " "+unit)
		}
		texts[i] = all[i].Name + " " + texts[i]
	}
	return strings.Join(texts, ", ")
}

// TailLines show the tails of a comparison: "p99 118 ms, before 112 ms to 121
// ms; max 1.10 s, before 119 ms to 140 ms".
func TailLines(c *compare.Comparison) []TailLine {
	other := "before"
	if c.Interleaved {
		other = "with " + c.Then.Name
	}
	var lines []TailLine
	for i := range c.Tails {
		r := &c.Tails[i]
		lines = append(lines, TailLine{r.Title, tail(r, "p99", other, func(t compare.Tail) float64 { return t.P99 }) + "; " +
			tail(r, "max", other, func(t compare.Tail) float64 { return t.Max })})
	}
	return lines
}

func tail(r *compare.TailRow, name, other string, figure func(compare.Tail) float64) string {
	least, most := r.Range(figure)
	before := units.Seconds(most)
	if low := units.Seconds(least); low != before {
		before = low + " to " + before
	}
	return fmt.Sprintf("%s %s, %s %s", name, units.Seconds(figure(r.Now)), other, before)
}
