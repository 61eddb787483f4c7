package baselines_test

import (
	"path/filepath"
	"testing"
	"time"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine/stats"
)

func account(ledger, file, machine, run string, v claims.Verdict) *claims.Account {
	e := claims.Entry{Claim: claims.Claim{ID: "a"}, Verdict: v, Run: run}
	if v == claims.Confirmed {
		e.Measured, e.At = &stats.Estimate{Value: 2, N: 8}, time.Date(2026, 11, 30, 1, 2, 3, 0, time.UTC)
	}
	return &claims.Account{Ledger: ledger, File: file, Machine: machine, Began: time.Now(), Entries: []claims.Entry{e}}
}

// Accounts are found by their ledger, and an entry is the newest that was measured on
// the machine, after the store was closed as well.
func TestAccounts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "runs.db")
	s := must[*baselines.Store](t)(baselines.Open(path))
	for _, a := range []*claims.Account{
		account("claims", "/x/claims.toml", "A", "1", claims.Confirmed),
		account("claims", "/x/claims.toml", "A", "2", claims.Confirmed),
		account("claims", "/x/claims.toml", "A", "", claims.NotMeasured),
		account("claims", "/x/claims.toml", "B", "3", claims.Confirmed),
		account("claims", "/y/claims.toml", "A", "4", claims.Confirmed),
	} {
		if err := s.SaveAccount(a); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openedAt(t, path)
	if all := must[[]claims.Account](t)(s.Accounts("/x/claims.toml", 0)); len(all) != 4 || all[0].Machine != "B" || all[0].Entries[0].Run != "3" {
		t.Errorf("%+v", all)
	}
	if some := must[[]claims.Account](t)(s.Accounts("/x/claims.toml", 2)); len(some) != 2 {
		t.Errorf("%d accounts, want 2", len(some))
	}
	e, found, err := s.LastEntry("/x/claims.toml", "A", "a")
	if err != nil || !found || e.Run != "2" || e.Measured.Value != 2 {
		t.Errorf("%+v, %v, %v", e, found, err)
	}
	for _, key := range []string{"claims", "/z/claims.toml"} {
		if _, found, err := s.LastEntry(key, "A", "a"); found || err != nil {
			t.Errorf("%s: %v, %v", key, found, err)
		}
	}
}
