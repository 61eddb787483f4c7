package main

import (
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ep-benchmark/baselines"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// keptSweep is a store with a sweep that was really made, so that it has this machine's
// conditions, and of which another one is kept beside it: with the figures and the badge
// that the test is about, which no busy machine can be made to show.
type keptSweep struct {
	t     *testing.T
	store string
	kept  int // besides the first
}

// run carries a command out with the store.
func (k *keptSweep) run(args ...string) (code int, out, told string) {
	k.t.Helper()
	p := launch(k.t, func(*exec.Cmd) {}, append(slices.Clone(args), "--store", k.store, "--plain")...)
	code = p.end()
	return code, p.out.String(), p.told.String()
}

// keep keeps the first run again, changed.
func (k *keptSweep) keep(change func(*engine.Report)) {
	k.t.Helper()
	store, err := baselines.Open(k.store)
	if err != nil {
		k.t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	report, err := store.Report(1)
	if err != nil {
		k.t.Fatal(err)
	}
	k.kept++
	report.StartedAt = report.StartedAt.Add(time.Duration(k.kept) * time.Second) // the same run is kept once
	change(&report)
	if _, err := store.Save(&report); err != nil {
		k.t.Fatal(err)
	}
}

// --workers recommended takes the number of the newest sweep that can be trusted, and a
// run with another number names it.
func TestWorkersRecommended(t *testing.T) {
	skipUnseenChildren(t)
	t.Parallel()
	k := &keptSweep{t: t, store: filepath.Join(t.TempDir(), "runs.db")}
	quick := []string{"tracking", "--packages", "8", "--latency", "none", "--minimum-leg", "2ms", "--quick", "--fail-on", "none", "--workers"}
	if code, _, told := k.run("sweep", "tracking", "--workers", "1,2,4", "--rounds", "6", "--packages", "8", "--latency", "none", "--minimum-leg", "2ms"); code != cli.ExitOK {
		t.Fatalf("exit code %d\n%s", code, told)
	}
	k.keep(func(r *engine.Report) { r.Results[0].Scaling.Recommended = 2 })
	k.keep(func(r *engine.Report) { r.Results[0].UsesGated, r.Results[0].Scaling.Recommended = true, 4 })
	code, out, told := k.run(append(quick, "recommended")...)
	if code != cli.ExitOK || !strings.Contains(told, "(run 2) recommends 2 workers for tracking") || !strings.Contains(out, " 2 workers   seed") {
		t.Errorf("exit code %d\n%s\n%s", code, told, out)
	}
	if _, out, _ = k.run(append(quick, "1")...); !strings.Contains(out, "(run 2) recommends 2 workers for tracking, and this run had 1") {
		t.Errorf("the finding is missing\n%s", out)
	}
}

// A run that misses its speedup at a size at which the workers don't pay names the newest
// sweep over sizes that can be trusted and shows so.
func TestBreakEvenIsNamed(t *testing.T) {
	skipUnseenChildren(t)
	t.Parallel()
	k := &keptSweep{t: t, store: filepath.Join(t.TempDir(), "runs.db")}
	if code, _, told := k.run("sweep", "analytics", "--records", "20,1000", "--workers", "2", "--rounds", "6", "--minimum-leg", "1ms"); code != cli.ExitOK {
		t.Fatalf("exit code %d\n%s", code, told)
	}
	pays := func(r *engine.Report, size float64) {
		b := r.Results[0].BreakEven
		b.Pays, b.Crossings, b.Size = true, 1, &stats.Estimate{Value: size, N: 6}
	}
	k.keep(func(r *engine.Report) { pays(r, 500) })
	k.keep(func(r *engine.Report) { pays(r, 700); r.Results[0].UsesGated = true })
	var out, told string
	for range 5 { // other programs may leave it unclear whether the target is missed
		_, out, told = k.run("analytics", "--records", "20", "--workers", "2", "--rounds", "20", "--minimum-leg", "1ms", "--fail-on", "none",
			"--target", "analytics=1.99x") // to wake two workers takes longer than the work on 20 records
		if strings.Contains(out, "MISSED") {
			break
		}
	}
	if said := strings.Join(strings.Fields(out), " "); !strings.Contains(said, "(run 2): 2 workers pay from about 500 records on, and this run had 20") {
		t.Errorf("the sweep is not named\n%s\n%s", out, told)
	}
}
