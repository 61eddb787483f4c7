package diagnose

import (
	"math"
	"strings"
	"testing"
	"time"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
)

// requests is a report of three parallel legs of ten requests each, which wait
// for the server and need a little CPU.
func requests(firstByte time.Duration, inFlight float64, cpu time.Duration) *engine.Report {
	report := &engine.Report{Plan: engine.Plan{Schedule: engine.Isolated}}
	r := engine.Result{Spec: engine.Spec{Name: "work", Size: 10}, Schedule: engine.Isolated, Workers: 16}
	for range 3 {
		r.Samples = append(r.Samples, engine.Sample{
			Kind: engine.Parallel, Workers: 16, ActiveWorkers: 10, Items: 10, Passes: 1, Makespan: firstByte, Busy: 10 * firstByte,
			Evidence: engine.Evidence{
				Process: engine.ProcessEvidence{UserCPU: 10 * cpu, AllocatedBytes: 1000},
				Wire:    &engine.WireEvidence{Requests: 10, Reused: 10, FirstByteP50: firstByte, InFlightMean: inFlight},
			},
		})
	}
	report.Results = []engine.Result{r}
	return report
}

func regressed(before, after float64) *compare.Comparison {
	row := compare.Row{
		Key: compare.Key{Workload: "work", Metric: compare.ParallelTime}, Gates: true, Verdict: compare.Regressed, Change: math.Log(after / before),
	}
	row.Then.Center, row.Now.Center = before, after
	return &compare.Comparison{Rows: []compare.Row{row}}
}

func TestASlowerServerIsTheCause(t *testing.T) {
	then := []*engine.Report{requests(100*time.Millisecond, 10, time.Millisecond), requests(101*time.Millisecond, 10, time.Millisecond)}
	found := Regressions(regressed(0.010, 0.012), []*engine.Report{requests(120*time.Millisecond, 10, time.Millisecond)}, then)
	if len(found) != 1 || found[0].Try == "" || found[0].Workload != "work" ||
		found[0].Statement != "consistent with a server that answers later: time to first byte 120 ms now, 100 ms then, about 97 % of the change" {
		t.Errorf("found %+v", found)
	}
	if len(found[0].Evidence) != 3 || found[0].Evidence[0].Source == "" {
		t.Errorf("evidence %+v", found[0].Evidence)
	}
}

func TestCausesAreRankedByTheirShare(t *testing.T) {
	then := []*engine.Report{requests(100*time.Millisecond, 10, time.Millisecond)}
	found := Regressions(regressed(0.010, 0.022), []*engine.Report{requests(120*time.Millisecond, 5, time.Millisecond)}, then)
	if len(found) != 2 || !strings.HasPrefix(found[0].Statement, "consistent with fewer requests") || !strings.HasPrefix(found[1].Statement, "contributing: a server") {
		t.Errorf("found %+v", found)
	}
}

// What moved the wrong way, or hardly, is no cause; nor is anything of a
// workload that did not regress.
func TestNoCauseIsInvented(t *testing.T) {
	then := []*engine.Report{requests(100*time.Millisecond, 10, time.Millisecond)}
	now := []*engine.Report{requests(101*time.Millisecond, 11, time.Millisecond)}
	if found := Regressions(regressed(0.010, 0.012), now, then); len(found) != 0 {
		t.Errorf("found %+v", found)
	}
	c := regressed(0.010, 0.012)
	c.Rows[0].Verdict = compare.Unclear
	if found := Regressions(c, []*engine.Report{requests(120*time.Millisecond, 10, 0)}, then); len(found) != 0 {
		t.Errorf("found %+v", found)
	}
	if found := Regressions(regressed(0.010, 0.012), nil, nil); len(found) != 0 {
		t.Errorf("found %+v out of no evidence", found)
	}
}

// CPU counts in seconds: twice as much of a little is no cause.
func TestCPUCountsByWhatItCosts(t *testing.T) {
	then := []*engine.Report{requests(100*time.Millisecond, 10, 100*time.Microsecond)}
	now := []*engine.Report{requests(100*time.Millisecond, 10, 200*time.Microsecond)}
	if found := Regressions(regressed(0.010, 0.012), now, then); len(found) != 0 {
		t.Errorf("found %+v", found)
	}
	now = []*engine.Report{requests(100*time.Millisecond, 10, 2100*time.Microsecond)}
	found := Regressions(regressed(0.010, 0.012), now, then)
	if len(found) != 1 || !strings.Contains(found[0].Statement, "code that needs more CPU for each item: CPU per item 2.10 ms now, 100 µs then") {
		t.Errorf("found %+v", found)
	}
}
