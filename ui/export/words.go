package export

import (
	"fmt"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/text"
	"ep-benchmark/ui/words"
)

// longestText is the most characters that one text from outside may take.
const longestText = 1000

// oneLine is a text on one printable line, without needless spaces.
func oneLine(words string) string { return text.Words(text.Cut(words, longestText)) }

// machine is the host in a line, plan what was done.
func machine(h *engine.Host) string { return listed(append(words.Machine(h), words.System(h)...)) }
func plan(r *engine.Report) string  { return listed(words.Plan(r)) }

// listed joins facts, each cleaned.
func listed(facts []string) string {
	for i := range facts {
		facts[i] = oneLine(facts[i])
	}
	return strings.Join(facts, ", ")
}

// nameOf is a result's title, with its schedule where there are two.
func nameOf(report *engine.Report, r *engine.Result) string {
	if report.Plan.Schedule == engine.Both {
		return fmt.Sprintf("%s (%s)", oneLine(r.Spec.Title), oneLine(string(r.Schedule)))
	}
	return oneLine(r.Spec.Title)
}

// gating lists the assessments that count, and what is only expected.
func gating(r *engine.Result) (counting, expected []engine.Assessment) {
	for _, a := range r.Assessments {
		if a.Target.Gates {
			counting = append(counting, a)
		} else {
			expected = append(expected, a)
		}
	}
	return counting, expected
}
