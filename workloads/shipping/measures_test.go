package shipping

import "testing"

func TestMeasures(t *testing.T) {
	for line, want := range map[string][2]string{
		exampleLine:                    {"12 x 9 x 6", "1.5 lbs"},
		prefixed(with(14, " 5 "), "A"): {"12 x 9 x 6", "5"},
		"too\tfew":                     {},
	} {
		if dimensions, weight := (Layout{}).Measures(line); [2]string{dimensions, weight} != want {
			t.Errorf("%q: %q, %q", line, dimensions, weight)
		}
	}
}
