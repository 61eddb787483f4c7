package diagnose

import (
	"slices"
	"testing"

	"ep-benchmark/engine"
)

// TestShares reads what the findings say of each cause, and no other figure.
func TestShares(t *testing.T) {
	p := part{cause: "a slower server"}
	c := &change{}
	findings := []engine.Finding{
		c.finding("w", &p, 0.8, besideBaseline), unexplained("w", "", 0.2),
		{Evidence: []engine.Figure{{Name: "time", Value: 3, Unit: "s"}, missingFigure("idle workers", 0.9)}},
		c.finding("w", &p, 0.9, besideCeiling),
	}
	if got, want := SharesOfChange(findings), []Share{{"a slower server", 0.8}, {"not identified", 0.2}}; !slices.Equal(got, want) {
		t.Errorf("of the change are %v, want %v", got, want)
	}
	if got, want := SharesOfMissing(findings), []Share{{"idle workers", 0.9}}; !slices.Equal(got, want) {
		t.Errorf("of what is missing are %v, want %v", got, want)
	}
	var named []string
	for i := range findings {
		for j := range findings[i].Evidence {
			if f := &findings[i].Evidence[j]; !IsShare(f) {
				named = append(named, f.Name)
			}
		}
	}
	if !slices.Equal(named, []string{"time"}) {
		t.Errorf("other figures are %v", named)
	}
}
