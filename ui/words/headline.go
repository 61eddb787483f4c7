package words

import (
	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/units"
)

// Headline renders the figure that a result is about: "8.20x", or "1.24 s" for work
// without a parallel form. It is empty where nothing was measured.
func Headline(r *engine.Result) string {
	figure := assess.Headline(r)
	switch {
	case figure == nil:
		return ""
	case r.Spec.Single:
		return units.Seconds(figure.Value)
	}
	return units.Factor(figure.Value)
}

// UtilisedLegs names the legs that the utilisation of the cores is of.
func UtilisedLegs(r *engine.Report) string {
	for i := range r.Results {
		if !r.Results[i].Spec.Single {
			return "parallel legs"
		}
	}
	return "its legs"
}
