package words_test

import (
	"testing"

	"ep-benchmark/engine"
	"ep-benchmark/ui/words"
)

// What the transport sends again is summed over legs, those without a valid timing
// included, and nothing is said where there is none.
func TestSentAgain(t *testing.T) {
	leg := func(retries int64, untimed string) engine.Sample {
		return engine.Sample{Untimed: untimed, Evidence: engine.Evidence{Wire: &engine.WireEvidence{Requests: 400, Retries: retries}}}
	}
	for _, test := range []struct {
		legs []engine.Sample
		want string
	}{
		{[]engine.Sample{{}, leg(0, "")}, ""},
		{[]engine.Sample{leg(1, "")}, "1 time, since the connection broke before an answer; each request counts once"},
		{[]engine.Sample{{}, leg(100, ""), leg(7, "suspended")}, "107 times, since the connection broke before an answer; each request counts once"},
	} {
		if got := words.SentAgain(&engine.Result{Samples: test.legs}); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}
