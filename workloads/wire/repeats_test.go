package wire

import (
	"fmt"
	"net/http"
	"testing"
)

func TestCachedAnswersAreKnown(t *testing.T) {
	r := newRepeats("X-Request-Uuid")
	id := func(id string) http.Header { return http.Header{"X-Request-Uuid": {id}} }
	for _, c := range []struct {
		name   string
		fields http.Header
		want   bool
	}{
		{"a first id", id("a"), false},
		{"another id", id("b"), false},
		{"the first id again", id("a"), true},
		{"no id", http.Header{}, false},
		{"no id again", http.Header{}, false},
		{"an empty id", id(""), false},
		{"an empty id again", id(""), false},
		{"an age", http.Header{"Age": {"12"}}, true},
		{"an age of 0", http.Header{"Age": {"0"}}, false},
		{"a hit", http.Header{"X-Cache": {"Hit from cloudfront"}}, true},
		{"a miss", http.Header{"X-Cache": {"MISS"}}, false},
	} {
		if got := r.cached(c.fields); got != c.want {
			t.Errorf("%s: cached is %v", c.name, got)
		}
	}
}

// TestRepeatsAreBounded checks that the number of remembered ids is bounded,
// and that the oldest are forgotten.
func TestRepeatsAreBounded(t *testing.T) {
	r := newRepeats("X-Request-Uuid")
	for i := range mostRemembered + 10 {
		if r.seen(fmt.Sprint(i)) {
			t.Fatalf("%d was never seen", i)
		}
	}
	if len(r.known) != mostRemembered || len(r.ring) != mostRemembered {
		t.Errorf("%d ids are known, %d in the ring", len(r.known), len(r.ring))
	}
	if r.seen("3") {
		t.Error("the oldest is still known")
	}
	if !r.seen(fmt.Sprint(mostRemembered)) {
		t.Error("a late one is forgotten")
	}
}
