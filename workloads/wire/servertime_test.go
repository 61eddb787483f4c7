package wire

import (
	"net/http"
	"testing"
	"time"
)

// The time that a server reports for itself is accepted only if it is
// plausible.
func TestServerTime(t *testing.T) {
	const ms = time.Millisecond
	for name, c := range map[string]struct {
		runtime string
		timing  []string
		want    time.Duration
		said    bool
	}{
		"seconds":               {runtime: "0.1", want: 100 * ms, said: true},
		"none":                  {},
		"not a number":          {runtime: "NaN"},
		"negative":              {runtime: "-1"},
		"huge":                  {runtime: "1e300"},
		"endless":               {runtime: "Inf"},
		"words":                 {runtime: "soon"},
		"above an hour":         {runtime: "3601"},
		"both":                  {runtime: "0.1", timing: []string{"total;dur=900"}, want: 100 * ms, said: true},
		"unreadable, and both":  {runtime: "soon", timing: []string{"app;dur=40"}, want: 40 * ms, said: true},
		"a sum":                 {timing: []string{"db;dur=12.5, app;dur=40"}, want: 52500 * time.Microsecond, said: true},
		"a sum of two fields":   {timing: []string{"db;dur=12.5", "app;dur=40"}, want: 52500 * time.Microsecond, said: true},
		"a total":               {timing: []string{"db;dur=12, Total ; DUR = 50, app;dur=40"}, want: 50 * ms, said: true},
		"a total without time":  {timing: []string{"total, app;dur=40"}, want: 40 * ms, said: true},
		"separators in quotes":  {timing: []string{`cache;desc="hit, \"db;dur=7\"; dur=9";dur=3`}, want: 3 * ms, said: true},
		"a duration in quotes":  {timing: []string{`app;dur="5"`}, want: 5 * ms, said: true},
		"the first of two":      {timing: []string{"app;dur=5;dur=7"}, want: 5 * ms, said: true},
		"names without times":   {timing: []string{"miss, db, app;desc=App"}},
		"an unreadable one":     {timing: []string{"db;dur=x, app;dur=-3"}},
		"an open quote":         {timing: []string{`app;desc="x;dur=4, db;dur=5`}},
		"a sum above an hour":   {timing: []string{"a;dur=2000000, b;dur=2000000"}},
		"empty between commas":  {timing: []string{",, ;,app;dur=4,"}, want: 4 * ms, said: true},
		"an empty field":        {timing: []string{""}},
		"a quote at the end":    {timing: []string{`a"\`}},
		"zero is a time as any": {timing: []string{"app;dur=0"}, said: true},
	} {
		fields := http.Header{"Server-Timing": c.timing}
		if c.runtime != "" {
			fields.Set("X-Runtime", c.runtime)
		}
		took, said := serverTime(fields)
		if said != c.said || said && took != c.want {
			t.Errorf("%s: %v, %v: expected %v, %v", name, took, said, c.want, c.said)
		}
	}
}
