package words_test

import (
	"testing"

	"ep-benchmark/engine"
	"ep-benchmark/ui/words"
)

func TestUntimedLegsHaveTheirReasons(t *testing.T) {
	leg := func(kind engine.LegKind, round int, why string) engine.Sample {
		return engine.Sample{Kind: kind, Round: round, Untimed: why}
	}
	const suspended = "the process was suspended during it"
	for want, samples := range map[string][]engine.Sample{
		"": {leg(engine.Sequential, 1, ""), leg(engine.Parallel, 1, "")},
		"1 of 2 legs has no valid timing and counts in no figure: the process was suspended during it (sequential leg of round 1)": {
			leg(engine.Sequential, 1, suspended), leg(engine.Parallel, 1, ""),
		},
		"3 of 3 legs have no valid timing and count in no figure: the process was suspended during it (sequential leg of round 1 and 1 more); b (parallel leg of round 1)": {
			leg(engine.Sequential, 1, suspended), leg(engine.Parallel, 1, "b"), leg(engine.Sequential, 2, suspended),
		},
		"5 of 5 legs have no valid timing and count in no figure: a (sequential leg of round 1); b (sequential leg of round 2); c (sequential leg of round 3); and 2 other reasons": {
			leg(engine.Sequential, 1, "a"), leg(engine.Sequential, 2, "b"), leg(engine.Sequential, 3, "c"),
			leg(engine.Sequential, 4, "d"), leg(engine.Sequential, 5, "e"),
		},
	} {
		if got := words.Untimed(&engine.Result{Samples: samples}); got != want {
			t.Errorf("%q, expected %q", got, want)
		}
	}
}
