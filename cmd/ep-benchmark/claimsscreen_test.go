package main

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/claims"
	"ep-benchmark/cmd/internal/claiming"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"ep-benchmark/ui/tui/pages"
)

// twoClaims is a ledger with one claim that arithmetic forbids and two that are
// measured.
const twoClaims = `
[[claim]]
id = "never"
says = "4 operations on 2 workers are 3x as fast"
conditions = { operations = 4, equal = true, workers = 2 }
workload = "parsing"
metric = "speedup"
expect = "3..4"
[[claim]]
id = "first"
says = "parsing takes less than an hour"
workload = "parsing"
metric = "duration"
expect = "< 1h"
points = 3
[[claim]]
id = "second"
says = "parsing takes more than an hour"
workload = "parsing"
metric = "duration"
expect = "> 1h"
after = ["first"]
`

// TestTheDashboardIsToldEachState holds which messages the dashboard of claims gets while a
// test is carried out whose experiments fail.
func TestTheDashboardIsToldEachState(t *testing.T) {
	ledger, err := claims.Parse("two", []byte(twoClaims))
	if err != nil {
		t.Fatal(err)
	}
	test := &claiming.Test{
		Ledger: ledger, Here: claiming.Here{Env: silent(nil, nil), CPUs: 2, Memory: 1 << 30},
		Run: func(context.Context, []string) (engine.Report, int64, error) {
			return engine.Report{}, 0, errors.New("no such experiment")
		},
	}
	if err := test.Plan(); err != nil {
		t.Fatal(err)
	}
	past := map[string][]claims.Past{"first": {{Program: "1.0"}}}
	watch := &claimsWatch{past: past}
	var told []pages.Tested
	if err := watch.carryOut(t.Context(), test, func(s pages.Tested) { told = append(told, s) }); err != nil {
		t.Fatal(err)
	}
	want := []struct {
		running string
		coming  []string
		failed  int
		over    bool
	}{
		{"", []string{"first", "second"}, 0, false},
		{"first", []string{"second"}, 0, false},
		{"", []string{"second"}, 1, false},
		{"second", nil, 1, false},
		{"", nil, 2, true},
		{"", nil, 2, true},
	}
	if len(told) != len(want) {
		t.Fatalf("%d states: %+v", len(told), told)
	}
	for i, w := range want {
		got := &told[i]
		counts := got.Account.Count()
		if got.Running != w.running || !slices.Equal(got.Coming, w.coming) || counts[claims.Failed] != w.failed || got.Over != w.over {
			t.Errorf("state %d: running %q, coming %q, %d failed, over %v", i, got.Running, got.Coming, counts[claims.Failed], got.Over)
		}
		if counts[claims.Impossible] != 1 || len(got.Past["first"]) != 1 {
			t.Errorf("state %d has the verdicts %v and the past %v", i, counts, got.Past)
		}
	}
	if last := watch.account(); last.Count()[claims.Failed] != 2 {
		t.Errorf("what is left has the verdicts %v", last.Count())
	}
}

func TestHistoryOfAClaimFromTheStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "runs.db")
	store, err := baselines.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	for day, verdict := range []claims.Verdict{claims.Refuted, claims.Confirmed} {
		at := time.Date(2026, 3, 1+day, 12, 0, 0, 0, time.UTC)
		account := claims.Account{Ledger: claims.BuiltInName, Machine: "one", Program: "1.2.3", Began: at, Entries: []claims.Entry{{
			Claim: claims.Claim{ID: "pooling", Metric: claims.Change}, Verdict: verdict, At: at, Run: "7",
			Measured: &stats.Estimate{Value: float64(4 + 3*day), N: 12},
		}}}
		if err := store.SaveAccount(&account); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"claims", "history", "pooling", "--store", path}, silent(&stdout, &stderr)); code != cli.ExitOK {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	text := stdout.String()
	for _, want := range []string{"confirmed in the last finding, before that refuted", "2026-03-01 12:00   refuted     +4.0 %", "2026-03-02 12:00   confirmed   +7.0 %", "2 findings"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing:\n%s", want, text)
		}
	}
	stdout.Reset()
	code := run(t.Context(), []string{"claims", "history", "poling", "--store", path}, silent(&stdout, &stderr))
	if code != cli.ExitUsage || !strings.Contains(stderr.String(), `unknown claim "poling": did you mean pooling?`) {
		t.Errorf("a mistyped claim: exit code %d, %s", code, stderr.String())
	}
}
