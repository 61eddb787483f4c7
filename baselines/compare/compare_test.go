package compare

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// one is a run of one workload that waits, with a parallel time and a speedup.
func one(parallel, speedup float64) Run {
	return Run{
		Name: "run", Subjects: []Subject{{Name: "work", Title: "Work", Item: "item", Size: 10, Bound: engine.IOBound}},
		Conditions: []Condition{{Name: "CPU", Value: "X1"}, {Name: scheduleName, Value: "isolated"}},
		Figures: []Figure{
			{Key: Key{"work", ParallelTime}, Value: parallel, SE: 0.001},
			{Key: Key{"work", Speedup}, Value: speedup, SE: 0.001},
		},
	}
}

// steady is a baseline of runs that differ by about a percent.
func steady(runs int) Side {
	side := Side{Name: "main"}
	for i := range runs {
		wobble := 1 + 0.01*float64(i%3-1)
		side.Runs = append(side.Runs, one(0.010*wobble, 9/wobble))
	}
	return side
}

func verdicts(c *Comparison) []Verdict {
	var all []Verdict
	for _, r := range c.Rows {
		all = append(all, r.Verdict)
	}
	return all
}

func TestVerdicts(t *testing.T) {
	for name, c := range map[string]struct {
		now     Run
		want    []Verdict // of time and speedup
		overall Verdict
	}{
		"the same":         {one(0.010, 9), []Verdict{Unchanged, Unchanged}, Unchanged},
		"slower":           {one(0.012, 7.5), []Verdict{Regressed, Regressed}, Regressed},
		"a slower server":  {one(0.012, 9), []Verdict{Regressed, Unchanged}, Regressed},
		"faster":           {one(0.008, 11), []Verdict{Improved, Improved}, Improved},
		"in between":       {one(0.0104, 9), []Verdict{Unclear, Unchanged}, Unclear},
		"worse and better": {one(0.012, 11), []Verdict{Regressed, Improved}, Regressed},
	} {
		got := Against(SideOf(c.now), steady(10), Options{})
		if !slices.Equal(verdicts(&got), c.want) || got.Verdict != c.overall {
			t.Errorf("%s: %v, %s: expected %v, %s", name, verdicts(&got), got.Verdict, c.want, c.overall)
		}
	}
}

// A single figure by hand: ten runs around 10 ms, one at 12 ms.
func TestTheArithmeticByHand(t *testing.T) {
	baseline := steady(10)
	c := Against(SideOf(one(0.012, 9)), baseline, Options{})
	var logs []float64
	for _, run := range baseline.Runs {
		logs = append(logs, math.Log(run.Figures[0].Value))
	}
	sum := 0.0
	for _, l := range logs {
		sum += l
	}
	center, squares := sum/10, 0.0
	for _, l := range logs {
		squares += (l - center) * (l - center)
	}
	sd := math.Sqrt(squares / 9)
	se := sd * math.Sqrt(1.1)
	r := c.Rows[0]
	for name, pair := range map[string][2]float64{
		"change":    {r.Change, math.Log(0.012) - center},
		"deviation": {r.Test.Deviation, sd},
		"degrees":   {r.Test.Degrees, 9},
		"se":        {r.Test.SE, se},
		"p":         {r.Test.PWorse, 2 * stats.StudentTail((math.Log(0.012)-center)/se, 9)}, // two rows gate
		"band":      {r.Then.Band.High, math.Exp(center + stats.StudentQuantile(0.975, 9)*se)},
		"low":       {r.Test.Interval.Low, math.Log(0.012) - center - stats.StudentQuantile(0.975, 9)*se},
	} {
		if math.Abs(pair[0]-pair[1]) > 1e-12*math.Abs(pair[1])+1e-15 {
			t.Errorf("%s is %v: expected %v", name, pair[0], pair[1])
		}
	}
	if r.Words() != "20.1 %" || r.Direction() != "worse" {
		t.Errorf("in words: %s %s", r.Words(), r.Direction())
	}
}

// The error within the run's own rounds counts where it is more than the
// difference among runs.
func TestANoisyRunIsNotSure(t *testing.T) {
	noisy := one(0.012, 9)
	noisy.Figures[0].SE = 0.2
	c := Against(SideOf(noisy), steady(10), Options{})
	if c.Rows[0].Verdict != Unclear || c.Rows[0].Test.SE != 0.2 {
		t.Errorf("a run that is only known to 20 %% is %s with an error of %v", c.Rows[0].Verdict, c.Rows[0].Test.SE)
	}
}

func TestFewRunsAreProvisional(t *testing.T) {
	for runs, want := range map[int]bool{2: true, 4: true, 5: false, 20: false} {
		c := Against(SideOf(one(0.010, 9)), steady(runs), Options{})
		if c.Provisional != want || strings.Contains(c.Line(), "provisional") != want {
			t.Errorf("%d runs: provisional %v, %q", runs, c.Provisional, c.Line())
		}
	}
}

// One run against one has no error term, unless the machine was calibrated.
func TestOneAgainstOne(t *testing.T) {
	c := Against(SideOf(one(0.020, 9)), steady(1), Options{})
	if c.Rows[0].Verdict != Unclear || c.Rows[0].Reason != noSpread || c.Rows[0].Words() != "2.0x" {
		t.Errorf("%s, %q, %s", c.Rows[0].Verdict, c.Rows[0].Reason, c.Rows[0].Words())
	}
	floors := Floors{Key{"work", ParallelTime}: {Change: 0.03, Runs: 20, Deviation: 0.01}, Key{"work", Speedup}: {Change: 0.03, Runs: 20, Deviation: 0.01}}
	c = Against(SideOf(one(0.020, 9)), steady(1), Options{Floors: floors})
	if r := c.Rows[0]; r.Verdict != Regressed || !r.Test.Calibrated || r.Test.Degrees != 19 || !c.Provisional {
		t.Errorf("calibrated: %s, %+v", r.Verdict, r.Test)
	}
}

func TestUnlikeRunsAreRefused(t *testing.T) {
	now := one(0.012, 9)
	now.Conditions[0].Value = "X2"
	now.Conditions = append(now.Conditions, Condition{"work", "workers", "8"})
	c := Against(SideOf(now), steady(10), Options{})
	want := []Difference{{"", "CPU", "X2", "X1"}, {"work", "workers", "8", ""}}
	if diff := cmp.Diff(want, c.Differences); diff != "" {
		t.Errorf("differences:\n%s", diff)
	}
	if c.Verdict != NotComparable || c.Rows[0].Test != nil || c.Rows[0].Change != 0 || c.Rows[0].Reason != "CPU, workers differ" || c.Rows[0].Words() != "-" {
		t.Errorf("%s: %+v", c.Verdict, c.Rows[0])
	}
	c = Against(SideOf(now), steady(10), Options{AllowMismatch: true})
	if c.Verdict != Regressed || !c.Rows[0].Mismatch || !c.Rows[1].Mismatch {
		t.Errorf("allowed: %s, %+v", c.Verdict, c.Rows)
	}
	if got := c.Differences[1].String(); got != "workers of work: 8 now, none known then" {
		t.Errorf("in words: %q", got)
	}
}

// Where workloads take turns, one's conditions don't affect the other.
func TestIsolatedWorkloadsAreComparedByThemselves(t *testing.T) {
	two := func(workers, schedule string) Run {
		r := one(0.010, 9)
		r.Subjects = append(r.Subjects, Subject{Name: "other", Bound: engine.IOBound})
		r.Figures = append(r.Figures, Figure{Key: Key{"other", ParallelTime}, Value: 1})
		r.Conditions = []Condition{{Name: scheduleName, Value: schedule}, {"other", "workers", workers}}
		return r
	}
	then := Side{Runs: []Run{two("16", "isolated"), two("16", "isolated"), two("16", "isolated")}}
	c := Against(SideOf(two("8", "isolated")), then, Options{})
	if got := verdicts(&c); got[0] == NotComparable || got[2] != NotComparable {
		t.Errorf("isolated: %v", got)
	}
	then = Side{Runs: []Run{two("16", "concurrent")}}
	c = Against(SideOf(two("8", "concurrent")), then, Options{})
	if got := verdicts(&c); got[0] != NotComparable {
		t.Errorf("concurrent: %v", got)
	}
}

func TestClaimsCarryNoVerdict(t *testing.T) {
	claimed := Side{Name: "m3-max", Label: "claimed, never measured", Claimed: true, Runs: []Run{one(0.005, 9)}}
	for _, allowed := range []bool{false, true} {
		c := Against(SideOf(one(0.010, 9)), claimed, Options{AllowMismatch: allowed})
		if r := c.Rows[0]; c.Verdict != NotComparable || r.Words() != "2.0x" || r.Direction() != "worse" || r.Reason != "claimed, never measured" {
			t.Errorf("%s: %+v", c.Verdict, r)
		}
		if c.Provisional {
			t.Error("a claim is provisional")
		}
	}
}

func TestNothingToCompareWith(t *testing.T) {
	c := Against(SideOf(one(0.010, 9)), Side{Name: "main"}, Options{})
	if c.Verdict != NoBaseline || c.Line() != "2 no baseline" {
		t.Errorf("%s, %q", c.Verdict, c.Line())
	}
	if c := Against(Side{}, steady(3), Options{}); c.Verdict != NoBaseline || len(c.Rows) != 0 {
		t.Errorf("no candidate: %s", c.Verdict)
	}
}

func TestAnUncleanRunHasNoVerdict(t *testing.T) {
	now := one(0.020, 9)
	now.Doubts = []string{"partial: interrupted"}
	c := Against(SideOf(now), steady(10), Options{})
	if c.Verdict != Unclear || c.Rows[0].Reason != "the run is not clean: partial: interrupted" {
		t.Errorf("%s: %q", c.Verdict, c.Rows[0].Reason)
	}
}

func TestARerunHasToAgree(t *testing.T) {
	fresh := func() Comparison { return Against(SideOf(one(0.012, 7.5)), steady(10), Options{}) }
	c := fresh()
	if got := c.Suspects(); !slices.Equal(got, []string{"work"}) {
		t.Fatalf("suspects %v", got)
	}
	c.Confirm(one(0.0121, 7.4))
	if c.Verdict != Regressed || !c.Rows[0].Rerun.Agrees || len(c.Suspects()) != 0 {
		t.Errorf("confirmed: %s, %+v", c.Verdict, c.Rows[0].Rerun)
	}
	c = fresh()
	c.Confirm(one(0.0121, 9))
	if c.Rows[0].Verdict != Regressed || c.Rows[1].Verdict != Unclear || !strings.Contains(c.Rows[1].Reason, "a fresh run did not confirm it (0.") {
		t.Errorf("half confirmed: %v, %q", verdicts(&c), c.Rows[1].Reason)
	}
	c = fresh()
	c.Confirm(one(0.008, 11)) // a change in the other direction does not confirm
	if c.Verdict != Unclear {
		t.Errorf("contradicted: %s", c.Verdict)
	}
	c = fresh()
	unclean := one(0.0121, 7.4)
	unclean.Doubts = []string{"partial: interrupted"}
	if c.Confirm(unclean); c.Verdict != Unclear || c.Rows[0].Rerun.Agrees {
		t.Errorf("confirmed by an unclean run: %s", c.Verdict)
	}
}

func TestReportsBecomeRuns(t *testing.T) {
	report := engine.Report{
		StartedAt: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Version: "v1",
		Host: engine.Host{CPUModel: "X1", LogicalCPUs: 4, OS: "linux", Arch: "amd64"},
		Plan: engine.Plan{Workloads: []string{"work"}, Schedule: engine.Concurrent, Warmups: 1},
		Results: []engine.Result{{
			Spec:     engine.Spec{Name: "work", Title: "Work", Size: 10, SizeNoun: "items", Bound: engine.IOBound, Settings: map[string]string{"latency": "none"}},
			Schedule: engine.Concurrent, Workers: 16, Rounds: 8,
			Parallel: &engine.LegFigures{TimePerPass: stats.Estimate{Value: 0.1, N: 8, Interval: &stats.Interval{Low: 0.099, High: 0.101, Confidence: 0.95}}},
			Speedup:  &stats.Estimate{Value: 9, N: 8, Interval: &stats.Interval{Low: 8.9, High: 9.1, Confidence: 0.95}},
		}},
	}
	run := RunOf("now", &report)
	f, ok := run.Figure(Key{"work", ParallelTime})
	if !ok || math.Abs(f.Value-0.01) > 1e-15 || math.Abs(f.SE-math.Log(0.101/0.099)/2/1.959963984540054) > 1e-12 {
		t.Errorf("figure %+v", f)
	}
	if s, _ := run.Subject("work"); s.Item != "item" || !run.Clean() {
		t.Errorf("subject %+v, doubts %v", s, run.Doubts)
	}
	begun := Begun("now", &engine.RunStarted{
		Plan: report.Plan, Host: report.Host, Specs: []engine.Spec{report.Results[0].Spec}, Workers: []int{16},
	})
	if begun.Fingerprint() != run.Fingerprint() {
		t.Error("a run has another fingerprint when it has ended")
	}
	report.Results[0].Spec.Settings["latency"] = "fixed"
	if again := RunOf("now", &report); again.Fingerprint() == run.Fingerprint() {
		t.Error("another latency has the same fingerprint")
	}
	report.Results[0].Speedup.Interval, report.Partial, report.Ended = nil, true, "interrupted"
	if again := RunOf("now", &report); len(again.Doubts) != 2 {
		t.Errorf("doubts %v", again.Doubts)
	}
}

// Every comparison can be written as JSON and read again.
func TestComparisonsAreJSON(t *testing.T) {
	for _, c := range []Comparison{
		Against(SideOf(one(0.012, 7.5)), steady(10), Options{}),
		Against(SideOf(one(0.012, 7.5)), steady(2), Options{}),
		Against(SideOf(one(0.012, 7.5)), Side{Runs: []Run{one(0.01, 9), one(0.01, 9)}}, Options{}), // no spread at all
		Against(SideOf(one(0.012, 7.5)), Side{}, Options{}),
	} {
		text, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		var back Comparison
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.Rows, back.Rows); diff != "" {
			t.Errorf("it comes back as another:\n%s", diff)
		}
	}
}

func TestCalibration(t *testing.T) {
	if len(Calibrate(steady(19).Runs)) != 0 {
		t.Error("floors from 19 runs")
	}
	quiet := Calibrate(steady(20).Runs)[Key{"work", ParallelTime}]
	if quiet.Change != LeastFloor || !quiet.Calibrated || quiet.Runs != 20 || math.Abs(quiet.Deviation-0.0084) > 0.0005 {
		t.Errorf("quiet: %+v", quiet)
	}
	wild := steady(20)
	wild.Runs[3].Figures[0].Value = 0.013
	if f := Calibrate(wild.Runs)[Key{"work", ParallelTime}]; math.Abs(f.Change-0.31) > 0.02 {
		t.Errorf("one of twenty 30 %% off gives a floor of %v", f.Change)
	}
}

// Rounds that were gated and made again keep a run out of baselines, but allow
// a verdict. Figures that rest on gated rounds allow none.
func TestGatedRuns(t *testing.T) {
	report := func(uses bool) *engine.Report {
		estimate := stats.Estimate{Value: 0.1, N: 8, Interval: &stats.Interval{Low: 0.099, High: 0.101, Confidence: 0.95}}
		return &engine.Report{
			Plan: engine.Plan{Schedule: engine.Isolated},
			Results: []engine.Result{{
				Spec: engine.Spec{Name: "work", Size: 10}, Schedule: engine.Isolated, Gated: 2, UsesGated: uses,
				Parallel: &engine.LegFigures{TimePerPass: estimate}, Speedup: &estimate,
				Samples: []engine.Sample{{}, {Round: 1, Gate: engine.Contended, GateReason: "other programs took 34 % of the CPUs"}},
			}},
		}
	}
	made := RunOf("made again", report(false))
	if made.Clean() || len(made.Doubts) != 0 || !slices.Equal(made.Reservations(), []string{"work: contended: 1 of 2 rounds not believed; round 1: other programs took 34 % of the CPUs"}) {
		t.Errorf("made again: %+v", made.Reservations())
	}
	rests := RunOf("rests on them", report(true))
	if !slices.Equal(rests.Doubts, []string{"work: its figures rest on gated rounds: contended: 1 of 2 rounds not believed; round 1: other programs took 34 % of the CPUs"}) || len(rests.Gated) != 0 {
		t.Errorf("rests on them: %+v, %+v", rests.Doubts, rests.Gated)
	}
}
