package rulefile

import (
	"strings"
	"testing"

	"ep-benchmark/workloads/simulator/endpoint"
)

func TestPatterns(t *testing.T) {
	for pattern, want := range map[string]string{
		"POST /shipments/:id/buy":  "POST /shipments/:id/buy",
		"POST /shipments":          "POST /shipments, POST /shipments (bought)",
		"POST /shipments (bought)": "POST /shipments (bought)",
		"GET /addresses*":          "GET /addresses/:id, GET /addresses/:id/verify, GET /addresses",
		"* /rates*":                "GET /rates/:id",
		"*/:id/buy":                "POST /shipments/:id/buy, POST /batches/:id/buy, POST /pickups/:id/buy, POST /orders/:id/buy",
		"DELETE *":                 "DELETE /trackers/:id, DELETE /webhooks/:id",
		"GET /files*":              "GET /files/:id",
		"*payload*":                "GET /events/:id/payloads, GET /events/:id/payloads/:payload",
	} {
		matched, err := Match(pattern)
		var names []string
		for e := range endpoint.Count {
			if matched[e] {
				names = append(names, e.String())
			}
		}
		if got := strings.Join(names, ", "); err != nil || got != want {
			t.Errorf("%s: %s, %v, want %s", pattern, got, err, want)
		}
	}
	all, _ := Match("*")
	if !all[endpoint.None] || all[endpoint.Health] || all[endpoint.Metrics] {
		t.Error("* is everything but what asks after the simulator itself")
	}
}

func TestGlob(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"", "", true},
		{"", "a", false},
		{"*", "", true},
		{"a*", "abc", true},
		{"*c", "abc", true},
		{"a*c", "abc", true},
		{"a*c", "ac", true},
		{"a*b*c", "axxbyyc", true},
		{"a*b*c", "acb", false},
		{"ab*ba", "aba", false},
		{"**", "x", true},
		{"b*", "abc", false},
	} {
		if got := glob(c.pattern, c.text); got != c.want {
			t.Errorf("%q of %q: %v", c.pattern, c.text, got)
		}
	}
}
