package claiming

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

const ledger = `
[[claim]]
id = "slow"
says = "s"
workload = "bulk-creation"
settings = { shipments = "100", workers = "4" }
metric = "speedup"
expect = "> 2"

[[claim]]
id = "quick"
says = "s"
workload = "parsing"
metric = "duration"
expect = "< 1s"
after = ["second"]

[[claim]]
id = "second"
says = "s"
workload = "tracking"
variants = { reference = "connections=per-request", candidate = "connections=pooled" }
over = "rtt=0ms,5ms"
metric = "change"
expect = "> 5 %"

[[claim]]
id = "forbidden"
says = "s"
conditions = { workers = 4 }
workload = "tracking"
metric = "speedup"
expect = "> 5"

[[claim]]
id = "elsewhere"
says = "s"
command = "true"
metric = "duration"
expect = "< 1s"
needs = ["cpus>=1000", "no-such-program-here"]
`

// newTest is a test of the ledger, with runs that the function answers.
func newTest(t *testing.T, run func(line []string) (engine.Report, int64, error)) (*Test, *[]string) {
	t.Helper()
	l, err := claims.Parse("claims.toml", []byte(ledger))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	test := &Test{Ledger: l, File: "/x/claims.toml", Machine: "M", Program: "1", Here: Here{CPUs: 2}}
	test.Run = func(_ context.Context, line []string) (engine.Report, int64, error) {
		lines = append(lines, strings.Join(line, " "))
		return run(line)
	}
	return test, &lines
}

// threeTimes is a run with a speedup of 3.
func threeTimes([]string) (engine.Report, int64, error) {
	e := stats.Estimate{Value: 3, N: 12, Interval: &stats.Interval{Low: 2.5, High: 3.5, Confidence: .95}}
	return engine.Report{Results: []engine.Result{{Speedup: &e}}}, 7, nil
}

func verdicts(a *claims.Account) string {
	var all []string
	for i := range a.Entries {
		all = append(all, a.Entries[i].Claim.ID+" "+string(a.Entries[i].Verdict))
	}
	return strings.Join(all, ", ")
}

// The cheapest comes first, behind what it has to come after; what needs no experiment
// is settled before.
func TestPlan(t *testing.T) {
	test, lines := newTest(t, threeTimes)
	if err := test.Plan(); err != nil {
		t.Fatal(err)
	}
	want := "slow not measured, quick not measured, second not measured, forbidden impossible, elsewhere not measurable here"
	if got := verdicts(test.Account()); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	var ids []string
	for i := range test.planned {
		ids = append(ids, test.claim(&test.planned[i]).ID)
	}
	if !slices.Equal(ids, []string{"second", "quick", "slow"}) || len(*lines) != 0 {
		t.Errorf("%v, and %d runs before", ids, len(*lines))
	}
	missing := test.Account().Entries[4].Reason
	if !strings.Contains(missing, "1000 CPUs, and this machine has 2") || !strings.Contains(missing, "no-such-program-here is not found") {
		t.Error(missing)
	}
	if repeat := test.Account().Entries[2].Repeat; repeat != "ep-benchmark ab tracking --vary connections=per-request,pooled --rounds=12 --rtt 0ms,5ms --no-project" {
		t.Error(repeat)
	}
}

func TestCarryOut(t *testing.T) {
	test, lines := newTest(t, func(line []string) (engine.Report, int64, error) {
		if line[0] == "ab" {
			return engine.Report{}, 0, errors.New("no server")
		}
		return threeTimes(line)
	})
	if err := errors.Join(test.Plan(), test.CarryOut(t.Context())); err != nil {
		t.Fatal(err)
	}
	a := test.Account()
	if len(*lines) != 3 || a.Entries[0].Verdict != claims.Confirmed || a.Entries[0].Run != "7" || a.Entries[0].At.IsZero() {
		t.Errorf("%v: %s", *lines, verdicts(a))
	}
	if e := a.Entries[2]; e.Verdict != claims.Failed || e.Reason != "no server" {
		t.Errorf("%+v", e)
	}
	if a.Score.Earned != 1 || a.Score.Possible != 5 {
		t.Errorf("%+v", a.Score)
	}
}

// What would end after the time is not begun, and says how long it takes.
func TestNoTime(t *testing.T) {
	test, lines := newTest(t, threeTimes)
	test.MaxTime = time.Second
	if err := errors.Join(test.Plan(), test.CarryOut(t.Context())); err != nil {
		t.Fatal(err)
	}
	if e := test.Account().Entries[0]; len(*lines) != 0 || e.Verdict != claims.NotMeasured || !strings.Contains(e.Reason, "it takes about") {
		t.Errorf("%v: %+v", *lines, e)
	}
}

func TestInterrupted(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	test, lines := newTest(t, func([]string) (engine.Report, int64, error) {
		stop()
		return engine.Report{Partial: true, Ended: "interrupted"}, 0, nil
	})
	if err := errors.Join(test.Plan(), test.CarryOut(ctx)); err != nil {
		t.Fatal(err)
	}
	want := "slow not measured, quick not measured, second not measured, forbidden impossible, elsewhere not measurable here"
	if got := verdicts(test.Account()); got != want || len(*lines) != 1 {
		t.Errorf("%s, %v", got, *lines)
	}
}

func TestAsked(t *testing.T) {
	test, _ := newTest(t, threeTimes)
	test.Asked = []string{"quick"}
	if err := test.Plan(); err != nil {
		t.Fatal(err)
	}
	if got := verdicts(test.Account()); got != "quick not measured" || test.Planned() != 1 {
		t.Error(got)
	}
	test, _ = newTest(t, threeTimes)
	test.Asked = []string{"quik"}
	if unknown, is := errors.AsType[*UnknownError](test.Plan()); !is || unknown.ID != "quik" || len(unknown.Known) != 5 {
		t.Errorf("%+v", unknown)
	}
}

// Every claim of the built-in ledger has its experiment, or says why there is none, and
// what it prints to be repeated is one line.
func TestBuiltIn(t *testing.T) {
	built, err := claims.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	h := Here{CPUs: 16, Memory: 256 << 30}
	h.Env.Executable = func() (string, error) { return "/bin/ep-benchmark", nil }
	for i := range built.Claims {
		c := &built.Claims[i]
		if !c.Test.Measures() {
			sum := claims.Reckon(c)
			if _, impossible := sum.Impossible(c.Expect); !impossible && c.Test.Unmeasured == "" {
				t.Errorf("%s is neither measured nor impossible, and does not say why", c.ID)
			}
			continue
		}
		e, err := Of(c, &h)
		if err != nil {
			t.Errorf("%s: %v", c.ID, err)
			continue
		}
		ways := 0
		for _, is := range []bool{e.Line != nil, e.LineIn != nil, e.Series != nil, e.Parts != nil, e.Measure != nil} {
			if is {
				ways++
			}
		}
		if ways != 1 || e.Takes <= 0 && !e.Last {
			t.Errorf("%s has %d ways to be measured, and takes %v", c.ID, ways, e.Takes)
		}
	}
}

func TestQuoted(t *testing.T) {
	if got := quoted([]string{"command", "make -j {n}", "it's", "", "a=b"}); got != `command 'make -j {n}' 'it'\''s' '' a=b` {
		t.Error(got)
	}
}

// A command that only a shell could run is refused before anything is measured.
func TestOperatorsNeedAShell(t *testing.T) {
	for settings, want := range map[string]string{"": `settings = { shell = "true" }`, "settings = { shell = \"true\" }": ""} {
		l, err := claims.Parse("claims.toml", []byte("[[claim]]\nid = \"piped\"\nsays = \"s\"\ncommand = \"seq {n} | sort\"\nmetric = \"duration\"\nexpect = \"< 1s\"\n"+settings))
		if err != nil {
			t.Fatal(err)
		}
		err = (&Test{Ledger: l, File: "/x/claims.toml", Here: Here{CPUs: 2}}).Plan()
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %v, want %q", settings, err, want)
		}
	}
}
