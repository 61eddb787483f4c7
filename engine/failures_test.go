package engine

import "testing"

func TestFailureLimit(t *testing.T) {
	for _, c := range []struct {
		text         string
		wrong, ended int64
		exceeded     bool
	}{
		{"0", 0, 100, false},
		{"0", 1, 100, true},
		{"3", 3, 100, false},
		{"3", 4, 100, true},
		{"0%", 1, 100, true},
		{"5%", 2, 40, false},
		{"5%", 3, 40, true},
		{"5 %", 1, 19, true},
		{"0.5%", 1, 200, false},
		{"100%", 40, 40, false},
	} {
		limit, err := ParseFailureLimit(c.text)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if got := limit.Exceeded(c.wrong, c.ended); got != c.exceeded {
			t.Errorf("limit %s, %d of %d: exceeded is %v", c.text, c.wrong, c.ended, got)
		}
		again, err := ParseFailureLimit(limit.String())
		if err != nil || again != limit {
			t.Errorf("%q is rendered as %q, which reads as %+v (%v)", c.text, limit, again, err)
		}
	}
	for _, text := range []string{"", "-1", "1.5", "101%", "-1%", "NaN%", "x", "%"} {
		if limit, err := ParseFailureLimit(text); err == nil {
			t.Errorf("%q reads as %+v", text, limit)
		}
	}
}
