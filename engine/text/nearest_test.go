package text_test

import (
	"strings"
	"testing"

	"ep-benchmark/engine/text"
)

func TestNearest(t *testing.T) {
	workloads := []string{"bulk-creation", "tracking", "analytics", "parsing"}
	keys := []string{"start", "next_view", "narrower_window", "up", "good", "theme"}
	for _, c := range []struct {
		word, want string
		names      []string
	}{
		{"bulk-creatoin", "bulk-creation", workloads},
		{"bulk_creation", "bulk-creation", workloads},
		{"bulk", "bulk-creation", workloads},
		{"creation", "bulk-creation", workloads},
		{"trakcing", "tracking", workloads},
		{"batch-tracking", "tracking", workloads},
		{"Tracking", "tracking", workloads},
		{"track", "tracking", workloads},
		{"analysis", "analytics", workloads},
		{"parse", "parsing", workloads},
		{"parser", "parsing", workloads},
		{"", "", workloads},
		{"x", "", workloads},
		{"shipments", "", workloads},
		{"all", "", workloads},
		{"simulator", "", workloads},
		{"next-veiw", "next_view", keys},
		{"THEME", "theme", keys},
		{"UP", "up", keys},
		{"ux", "", keys}, // one mistake turns a short word into too many others
		{"god", "good", keys},
		{strings.Repeat("theme", 1000), "", keys},
		{"GET /shipment", "GET /shipments", []string{"GET /shipments/:id", "GET /shipments", "POST /shipments"}},
		{"GET /orders", "", []string{"GET /addresses", "GET /rates/:id"}},
	} {
		if got, found := text.Nearest(c.word, c.names); got != c.want || found != (c.want != "") {
			t.Errorf("%.40q: %q, want %q", c.word, got, c.want)
		}
	}
}

func TestExpected(t *testing.T) {
	names := []string{"fixed", "recorded"}
	if got := text.Expected("recoded", names); got != "did you mean recorded? Expected fixed, recorded" {
		t.Errorf("%q", got)
	}
	if got := text.Expected("slow", names); got != "expected fixed, recorded" {
		t.Errorf("%q", got)
	}
}
