package diagnose_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/engine"
)

// serverAt is a report whose server takes longer by the given factor.
func serverAt(factor float64) *engine.Report {
	r := asked()
	longer(r, "", factor, func(s *engine.Sample) {
		s.Evidence.Wire.FirstByteMean = time.Duration(float64(10*ms)*factor) - ms
	})
	return r
}

func TestTwoCausesAreRankedByTheirShare(t *testing.T) {
	then, now := []*engine.Report{asked()}, serverAt(1.2)
	inLegs(now, engine.Parallel, func(s *engine.Sample) { s.ActiveWorkers, s.Makespan = 5, 2*s.Makespan })
	found := diagnose.Regressions(handMade(now, then[0]), []*engine.Report{now}, then)
	if len(found) != 2 || !strings.HasPrefix(found[0].Statement, "consistent with fewer workers") ||
		!strings.HasPrefix(found[1].Statement, "contributing: a slower server") {
		t.Fatalf("found:%s", sentences(found))
	}
	sum := 0.0
	for _, f := range found {
		sum += f.Evidence[len(f.Evidence)-1].Value
	}
	if math.Abs(sum-1) > 0.01 {
		t.Errorf("the shares add up to %v", sum)
	}
}

// A slowdown that leaves no evidence has no cause. Neither has a workload that
// did not regress, or that has no reports.
func TestNoCauseIsInvented(t *testing.T) {
	then, now := []*engine.Report{asked()}, asked()
	longer(now, "", 1.5, func(*engine.Sample) {})
	slow := handMade(now, then[0])
	if found := diagnose.Regressions(slow, []*engine.Report{now}, then); len(found) != 0 {
		t.Errorf("without evidence:%s", sentences(found))
	}
	now = serverAt(1.2)
	for name, change := range map[string]func(*compare.Row){
		"unclear":  func(r *compare.Row) { r.Verdict = compare.Unclear },
		"informs":  func(r *compare.Row) { r.Gates = false },
		"improved": func(r *compare.Row) { r.Change = -r.Change },
		"other":    func(r *compare.Row) { r.Workload = "another" },
	} {
		c := handMade(now, then[0])
		change(&c.Rows[0])
		if found := diagnose.Regressions(c, []*engine.Report{now}, then); len(found) != 0 {
			t.Errorf("%s:%s", name, sentences(found))
		}
	}
	if found := diagnose.Regressions(slow, nil, nil); len(found) != 0 {
		t.Errorf("without reports:%s", sentences(found))
	}
}

// A change that the baseline's own runs also show among themselves explains
// nothing.
func TestWhatIsUsualExplainsNothing(t *testing.T) {
	now := serverAt(1.1)
	steady := []*engine.Report{asked(), asked(), asked()}
	if found := diagnose.Regressions(handMade(now, asked()), []*engine.Report{now}, steady); len(found) != 1 {
		t.Fatalf("beside a steady baseline:%s", sentences(found))
	}
	restless := slices.Concat(steady, []*engine.Report{serverAt(1.15)})
	if found := diagnose.Regressions(handMade(now, asked()), []*engine.Report{now}, restless); len(found) != 0 {
		t.Errorf("beside a restless one:%s", sentences(found))
	}
}

// Where the speedup alone regressed, faster sequential legs are reported.
func TestAFasterSequentialLegIsReported(t *testing.T) {
	then, now := asked(), asked()
	longer(now, engine.Sequential, 0.8, func(s *engine.Sample) { s.Evidence.Wire.FirstByteMean = 7 * ms })
	c := handMade(now, then)
	c.Rows[0].Metric, c.Rows[0].Change = compare.Speedup, math.Log(1/0.8)
	found := diagnose.Regressions(c, []*engine.Report{now}, []*engine.Report{then})
	if !slices.Contains(causesIn(found), "sequential legs that became faster, and parallel ones that did not") {
		t.Errorf("found:%s", sentences(found))
	}
}

// The time explains more than the speedup, so it is used where both regressed.
func TestTheTimeComesFirst(t *testing.T) {
	then, now := asked(), serverAt(1.2)
	c := handMade(now, then)
	speedup := c.Rows[0]
	speedup.Metric, speedup.Change = compare.Speedup, 3
	c.Rows = append([]compare.Row{speedup}, c.Rows...)
	found := diagnose.Regressions(c, []*engine.Report{now}, []*engine.Report{then})
	if len(found) != 1 || !strings.Contains(found[0].Statement, "about 100 %") {
		t.Errorf("found:%s", sentences(found))
	}
}

// profiled gives a report a profile of parallel legs.
func profiled(r *engine.Report, functions ...engine.FunctionShare) *engine.Report {
	r.Results[0].Profiles = []engine.ProfileSummary{
		{Kind: engine.Sequential, Functions: []engine.FunctionShare{{Function: "elsewhere", Flat: 1}}},
		{Kind: engine.Parallel, Functions: functions},
	}
	return r
}

// With profiles of both sides the function whose time grew is named, though
// another's share is larger.
func TestTheFunctionThatGrewIsNamed(t *testing.T) {
	then := profiled(computed(), engine.FunctionShare{Function: "work.parse", File: "parse.go:7", Flat: 0.7}, engine.FunctionShare{Function: "work.sum", File: "sum.go:3", Flat: 0.1})
	now := profiled(computed(), engine.FunctionShare{Function: "work.parse", File: "parse.go:7", Flat: 0.47}, engine.FunctionShare{Function: "work.sum", File: "sum.go:3", Flat: 0.4})
	longer(now, "", 1.5, func(s *engine.Sample) { s.Evidence.Process.UserCPU = 1500 * ms })
	found := diagnose.Regressions(handMade(now, then), []*engine.Report{now}, []*engine.Report{then})
	if len(found) != 1 || !strings.Contains(found[0].Statement, "(most of all in work.sum, sum.go:3)") || found[0].Try != "look at work.sum, sum.go:3" {
		t.Fatalf("found:%s", sentences(found))
	}
	found = diagnose.Regressions(handMade(now, then), []*engine.Report{now}, []*engine.Report{then, computed()})
	if len(found) == 0 || !strings.Contains(found[0].Statement, "work.sum, sum.go:3") {
		t.Errorf("of a baseline one run with a profile is enough; found:%s", sentences(found))
	}
	for _, without := range []*engine.Report{then, now} {
		without.Results[0].Profiles = nil
		if found := diagnose.Regressions(handMade(now, then), []*engine.Report{now}, []*engine.Report{then}); strings.Contains(found[0].Statement, "work.") {
			t.Errorf("named without both profiles: %s", found[0].Statement)
		}
	}
}

// TestAnyEvidenceGivesSentences holds that no evidence, however odd, gives a
// share above one, a figure without a source, or a panic.
func TestAnyEvidenceGivesSentences(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		then, now := asked(), asked()
		for _, r := range []*engine.Report{then, now} {
			arbitrary(t, r)
		}
		c := handMade(now, then)
		if math.IsNaN(c.Rows[0].Change) || math.IsInf(c.Rows[0].Change, 0) {
			return
		}
		for _, f := range diagnose.Regressions(c, []*engine.Report{now}, []*engine.Report{then}) {
			checkFinding(t, &f)
		}
		diagnose.Evidence(now, "work", []*engine.Report{then})
		for _, f := range diagnose.Explain(now) {
			if strings.Contains(fmt.Sprintf("%+v", f), "NaN") || strings.Contains(fmt.Sprintf("%+v", f), "Inf") {
				t.Fatalf("%+v is no finding", f)
			}
		}
	})
}

// arbitrary fills in evidence at random.
func arbitrary(t *rapid.T, r *engine.Report) {
	duration := func(name string, most time.Duration) time.Duration {
		return time.Duration(rapid.Int64Range(0, int64(most)).Draw(t, name))
	}
	optional := func(name string) *float64 {
		if rapid.Bool().Draw(t, name+" is known") {
			return nil
		}
		return share(rapid.Float64Range(0, 1).Draw(t, name))
	}
	r.Results[0].Speedup.Value = rapid.Float64Range(0.01, 100).Draw(t, "speedup")
	r.Host.GOMAXPROCS = rapid.IntRange(0, 2).Draw(t, "GOMAXPROCS")
	inLegs(r, "", func(s *engine.Sample) {
		s.Makespan, s.Busy, s.Passes = duration("makespan", time.Second), duration("busy", time.Second), rapid.IntRange(0, 3).Draw(t, "passes")
		s.Finish, s.ActiveWorkers = min(s.Makespan, duration("finish", time.Second)), rapid.IntRange(0, 10).Draw(t, "active")
		s.Latency.P50, s.Latency.Max = duration("median", time.Second), duration("most", time.Second)
		s.Evidence.Process = engine.ProcessEvidence{
			Shared: rapid.Bool().Draw(t, "shared"), UserCPU: duration("cpu", time.Second), MutexWait: duration("lock", time.Second),
			AllocatedBytes: rapid.Uint64Range(0, 1e9).Draw(t, "bytes"), GCCPU: duration("gc", time.Second), SchedulingP99: duration("scheduling", time.Second),
		}
		s.Evidence.Wire = &engine.WireEvidence{
			Requests: rapid.Int64Range(0, 1000).Draw(t, "requests"), Reused: rapid.Int64Range(0, 1000).Draw(t, "reused"),
			BodyTime: duration("bodies", time.Second), BodyMean: duration("body", time.Second),
			ServerTime: duration("server", time.Second), ServerTimeCount: rapid.Int64Range(0, 1000).Draw(t, "told"),
			RateLimited: rapid.Int64Range(0, 10).Draw(t, "limited"), ConnectionWait: duration("wait", time.Second), ConnectTime: duration("connect", time.Second),
			FirstByteMean: duration("first byte", time.Second), InFlightMean: rapid.Float64Range(0, 10).Draw(t, "in flight"), InFlightMax: rapid.Int64Range(0, 10).Draw(t, "most in flight"),
		}
		s.Evidence.Machine = &engine.MachineEvidence{
			CanaryUnit: duration("canary", ms), CanaryOnCPU: optional("on CPU"), Foreign: optional("foreign"), Steal: optional("steal"), Pressure: optional("pressure"), Held: optional("held"),
		}
	})
}
