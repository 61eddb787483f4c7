package words_test

import (
	"testing"

	"ep-benchmark/engine"
	"ep-benchmark/ui/words"
)

// A run that gave everything up begins with the reason, not with its lack of targets.
func TestUnmeasured(t *testing.T) {
	failed := engine.Result{Failure: "2 legs in a row failed (1 warm-up among them): exit code 3", Samples: []engine.Sample{{Untimed: "exit code 3"}}}
	lone := engine.Result{
		Spec: engine.Spec{Single: true}, Failure: failed.Failure, Samples: []engine.Sample{{Untimed: "1 of 1 operations went wrong"}},
		Operations: engine.OperationTotal{Errors: []engine.ErrorCount{{Kind: "exit 3", Count: 1, Message: "exit code 3: bad"}}},
	}
	unstarted := engine.Result{Failure: "no server"}
	timed := engine.Result{Failure: "2 legs in a row failed", Samples: []engine.Sample{{}, {Untimed: "exit code 3"}}}
	for _, test := range []struct {
		results []engine.Result
		want    string
	}{
		{nil, "no targets"},
		{[]engine.Result{failed}, "not measured: exit code 3"},
		{[]engine.Result{lone}, "not measured: exit code 3: bad"},
		{[]engine.Result{unstarted}, "not measured: no server"},
		{[]engine.Result{failed, unstarted}, "not measured: exit code 3, and 1 more result"},
		{[]engine.Result{failed, timed}, "no targets"},
		{[]engine.Result{failed, {}}, "no targets"},
	} {
		if got := words.Verdict(&engine.Report{Results: test.results}); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}
