package claims_test

import (
	"testing"
	"time"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine/stats"
)

func TestThePastOfAClaim(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 1, n, 12, 0, 0, 0, time.UTC) }
	account := func(n int, entries ...claims.Entry) claims.Account {
		return claims.Account{Machine: "one", Program: "1.0", Began: day(n), Entries: entries}
	}
	measured := func(v claims.Verdict, n int) claims.Entry {
		return claims.Entry{Claim: claims.Claim{ID: "pool"}, Verdict: v, At: day(n), Measured: &stats.Estimate{Value: float64(n)}}
	}
	unmeasured := func(v claims.Verdict) claims.Entry {
		return claims.Entry{Claim: claims.Claim{ID: "pool"}, Verdict: v}
	}
	other := claims.Entry{Claim: claims.Claim{ID: "cache"}, Verdict: claims.Confirmed, At: day(3)}
	got := claims.PastOf([]claims.Account{ // as the store has them, the newest first
		account(8, measured(claims.Stale, 5)),
		account(7, unmeasured(claims.NotMeasured)),
		account(6, measured(claims.Confirmed, 5), other), // taken over
		account(5, measured(claims.Confirmed, 5)),
		account(4, measured(claims.Refuted, 4)),
		account(3, unmeasured(claims.NotMeasurable)),
		account(2, unmeasured(claims.Impossible)),
		account(1, unmeasured(claims.Impossible)),
	}, "pool")
	want := []struct {
		verdict claims.Verdict
		at      time.Time
	}{{claims.Impossible, day(1)}, {claims.Refuted, day(4)}, {claims.Confirmed, day(5)}}
	if len(got) != len(want) {
		t.Fatalf("%d findings: %+v", len(got), got)
	}
	for i, w := range want {
		if p := &got[i]; p.Entry.Verdict != w.verdict || !p.At.Equal(w.at) || p.Entry.Claim.ID != "pool" {
			t.Errorf("finding %d is %s of %s, want %s of %s", i, p.Entry.Verdict, p.At, w.verdict, w.at)
		}
	}
}
