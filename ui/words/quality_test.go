package words_test

import (
	"testing"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/ui/words"
)

func TestQuality(t *testing.T) {
	for _, c := range []struct {
		quality engine.Quality
		want    string
	}{
		{engine.Quality{}, ""},
		{engine.Quality{Badge: engine.Clean}, "clean"},
		{engine.Quality{Badge: engine.Fair, Doubts: []engine.Doubt{{Workload: "a", Detail: "slow"}}}, "fair: a: slow"},
		{
			engine.Quality{Badge: engine.Poor, Doubts: []engine.Doubt{
				{Workload: "a", Detail: "slow: very"},
				{Workload: "b", Schedule: engine.Isolated, Detail: "slow: very"},
				{Detail: "partial: interrupted"},
				{Workload: "c", Detail: "busy"},
			}},
			"poor: a, b (isolated): slow: very; partial: interrupted; c: busy",
		},
		// A report of an early version has its reasons in words alone.
		{engine.Quality{Badge: engine.Poor, Reasons: []string{"a: slow", "b was given up: refused"}}, "poor: a: slow; b was given up: refused"},
	} {
		if got := words.Quality(&c.quality); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// gatedResult is a result of five rounds, of which some are gated.
func gatedResult(gates map[int]engine.Sample) *engine.Result {
	r := &engine.Result{Gated: len(gates)}
	for round := 1; round <= 5; round++ {
		for range 2 {
			s := gates[round]
			s.Round = round
			r.Samples = append(r.Samples, s)
		}
	}
	return r
}

func TestGated(t *testing.T) {
	if got := words.Gated(gatedResult(nil)); got != "" {
		t.Errorf("a result without gates reads %q", got)
	}
	r := gatedResult(map[int]engine.Sample{
		2: {Gate: engine.Contended, GateReason: "other programs took 34 % of the CPUs", GateWeight: 0.34},
		3: {Gate: engine.Contended, GateReason: "other programs took 17 % of the CPUs", GateWeight: 0.17},
		4: {Gate: engine.Throttled},
	})
	want := "3 of 5 rounds (2 to 4), contended, worst round 2: other programs took 34 % of the CPUs; throttled; kept, and in no figure here"
	if got := words.Gated(r); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	r.UsesGated = true
	want = "3 of 5 rounds (2 to 4), contended, worst round 2: other programs took 34 % of the CPUs; throttled; too few undisturbed rounds are left, so the figures use these"
	if got := words.Gated(r); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := words.Gated(&engine.Result{Gated: 1}); got != "1 round; kept, and in no figure here" {
		t.Errorf("a result without samples reads %q", got)
	}
}

func TestSpeed(t *testing.T) {
	yes, no := true, false
	for _, c := range []struct {
		host engine.Host
		want int
		text string
	}{
		{engine.Host{}, 0, ""},
		{engine.Host{Power: "battery", LowPower: &yes, Governor: "powersave", Turbo: &no}, 4, "battery low-power mode governor powersave turbo off"},
		{engine.Host{Power: "AC", LowPower: &no, Turbo: &yes}, 2, "AC turbo on"},
	} {
		text := ""
		for i, fact := range words.Speed(&c.host) {
			if i > 0 {
				text += " "
			}
			text += fact
		}
		if len(words.Speed(&c.host)) != c.want || text != c.text {
			t.Errorf("%q, want %q", text, c.text)
		}
	}
}

// TestFurther holds that the command of a notice is read by a shell as it is
// meant, or is empty.
func TestFurther(t *testing.T) {
	side := func(name string, numbers ...int64) compare.Side {
		s := compare.Side{Name: name}
		for _, number := range numbers {
			s.Runs = append(s.Runs, compare.Run{Name: name, Number: number})
		}
		return s
	}
	for _, c := range []struct {
		then compare.Side
		want string
	}{
		{side("main", 1, 2, 3), "ep-benchmark --debug --compare=main tracking"},
		{side(compare.RollingName, 1, 2), "ep-benchmark --debug --compare tracking"},
		{side("run 41", 41), "ep-benchmark --debug --compare=41 tracking"},
		{side("run 1 of this session", 0), ""},
		{side("old/result.json", 0), "ep-benchmark --debug --compare=old/result.json tracking"},
		{side("it's mine; rm -rf /", 1, 2), `ep-benchmark --debug --compare='it'\''s mine; rm -rf /' tracking`},
		{side("~", 1, 2), "ep-benchmark --debug --compare='~' tracking"},
		{side("", 1, 2), ""},
		{side("main\x1b[2J", 1, 2), ""},
		{side("main\xff", 1, 2), ""},
	} {
		if got := words.Further(&compare.Comparison{Then: c.then}, "tracking"); got != c.want {
			t.Errorf("%q reads %q, want %q", c.then.Name, got, c.want)
		}
	}
	if got := words.Further(&compare.Comparison{Then: side("main", 1, 2), Interleaved: true}, "tracking"); got != "" {
		t.Errorf("rounds that took turns are looked into by %q", got)
	}
}

func TestLoad(t *testing.T) {
	u := &engine.Utilisation{Cores: []engine.CoreUtilisation{
		{Core: 0, Kind: "E", Mean: 0.3, Peak: 0.5}, {Core: 1, Kind: "P", Mean: 0.9, Peak: 1}, {Core: 2, Kind: "P", Mean: 0.8, Peak: 0.95},
	}}
	if got, want := words.Imbalance(u), "60 points between the busiest core (P1, 90 %) and the idlest (E0, 30 %)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	kinds := words.KindLoads(u)
	if len(kinds) != 2 || kinds[1].Name() != "2 P cores" || kinds[1].Mean < 0.849 || kinds[1].Mean > 0.851 || kinds[1].Peak != 1 || kinds[0].Name() != "1 E core" {
		t.Errorf("the kinds are %+v", kinds)
	}
	equal := &engine.Utilisation{Cores: []engine.CoreUtilisation{{Core: 0, Mean: 0.998}, {Core: 1, Mean: 1}, {Core: 2, Mean: 0.999}}}
	if got, want := words.Imbalance(equal), "all cores are equally busy"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := words.Imbalance(&engine.Utilisation{Cores: u.Cores[:1]}); got != "" {
		t.Errorf("one core is out of balance: %q", got)
	}
}
