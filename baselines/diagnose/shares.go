package diagnose

import (
	"strings"

	"ep-benchmark/engine"
)

// A Share is how much of a change, or of what is missing to a ceiling, one cause
// explains. Shares are of logarithms, so what they explain multiplies.
type Share struct {
	Cause string // "not identified" for what no cause explains
	Of    float64
}

// The beginnings of the names of figures that are shares.
const (
	ofChange  = "share of the change: "
	ofMissing = "share of what is missing: "
)

// SharesOfChange are the shares that findings of [Regressions] give their causes, in
// their order.
func SharesOfChange(findings []engine.Finding) []Share { return sharesNamed(findings, ofChange) }

// SharesOfMissing are the shares of what a speedup lacks to its ceiling, by the findings
// of a workload, in their order. They add up to one, but for the small shares of a command
// that get no finding.
func SharesOfMissing(findings []engine.Finding) []Share { return sharesNamed(findings, ofMissing) }

// IsShare tells whether a figure is a share that [SharesOfChange] or [SharesOfMissing]
// sums up: of one cause, of what is explained, or of what is not.
func IsShare(f *engine.Figure) bool {
	return f.Unit == "share" && (strings.HasPrefix(f.Name, besideBaseline.shares()) || strings.HasPrefix(f.Name, besideCeiling.shares()))
}

func sharesNamed(findings []engine.Finding, beginning string) []Share {
	var all []Share
	for i := range findings {
		for _, f := range findings[i].Evidence {
			if cause, named := strings.CutPrefix(f.Name, beginning); named && f.Unit == "share" {
				all = append(all, Share{cause, f.Value})
			}
		}
	}
	return all
}
