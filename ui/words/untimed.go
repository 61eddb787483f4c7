package words

import (
	"fmt"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// mostReasons is how many reasons for legs without a valid timing are given.
const mostReasons = 3

// Untimed says how many legs of a result have no valid timing, and why: "2 of 16 legs
// have no valid timing and count in no figure: the process was suspended during it
// (sequential leg of round 3); ...". It is empty where all are.
func Untimed(r *engine.Result) string {
	n := r.Untimed()
	if n == 0 {
		return ""
	}
	text := fmt.Sprintf("%d of %s %s in no figure: ", n, units.Counted(len(r.Samples), "leg"),
		units.Plural(n, "has no valid timing and counts", "have no valid timing and count"))
	return text + strings.Join(untimedReasons(r), "; ")
}

// untimedReasons are the different reasons, each with the first leg that has it
// and how many more do.
func untimedReasons(r *engine.Result) []string {
	var order []string
	first, count := map[string]*engine.Sample{}, map[string]int{}
	for i := range r.Samples {
		s := &r.Samples[i]
		if s.Timed() {
			continue
		}
		if first[s.Untimed] == nil {
			order, first[s.Untimed] = append(order, s.Untimed), s
		}
		count[s.Untimed]++
	}
	var texts []string
	for i, reason := range order {
		if i == mostReasons {
			return append(texts, fmt.Sprintf("and %d other reasons", len(order)-i))
		}
		leg := fmt.Sprintf("%s leg of round %d", first[reason].Kind, first[reason].Round)
		if more := count[reason] - 1; more > 0 {
			leg += fmt.Sprintf(" and %d more", more)
		}
		texts = append(texts, reason+" ("+leg+")")
	}
	return texts
}
