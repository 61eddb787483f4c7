package recorded

import (
	"time"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine/stats"
)

// Account is what is known of a ledger with a claim of each verdict. Its figures are
// made up.
func Account() *claims.Account {
	at := time.Date(2026, 1, 31, 9, 45, 0, 0, time.UTC)
	a := &claims.Account{
		Ledger: "m3-max", Machine: "Apple M3 Max, 16 CPUs, 128 GB RAM", Began: at, Program: "1.2.3",
		Entries: []claims.Entry{
			confirmedClaim(), refutedClaim(), impossibleClaim(), dependingClaim(), unclearClaim(),
			staleClaim(), failedClaim(), unmeasurableClaim(), unmeasuredClaim(),
		},
		Score: claims.Score{Earned: 10, Possible: 98, Missing: []string{"uvloop", "frontend-tests"}},
	}
	for i := range a.Entries {
		e := &a.Entries[i]
		if e.Measured != nil {
			e.At, e.Run = at.Add(time.Duration(i)*time.Minute), string(rune('1'+i))
			e.Repeat = "ep-benchmark claims " + e.Claim.ID
		}
	}
	return a
}

func within(low, high float64, text string) claims.Range {
	return claims.Range{Low: &low, High: &high, Text: text}
}

func estimate(value, low, high float64) *stats.Estimate {
	return &stats.Estimate{Value: value, N: 15, Interval: &stats.Interval{Low: low, High: high, Confidence: 0.951, Method: "signed rank"}}
}

func confirmedClaim() claims.Entry {
	low := 5.0
	return claims.Entry{
		Claim: claims.Claim{
			ID: "creation", Says: "Bulk creation is more than 5x faster with 10 workers.", Source: "optimisation report, section 1",
			Metric: claims.Speedup, Expect: claims.Range{Low: &low, OpenLow: true, Text: "> 5"}, Points: 10,
		},
		Verdict: claims.Confirmed, Measured: estimate(9.66, 9.21, 10.1),
		Conditions: []claims.Condition{{Name: "server", Value: "simulator"}, {Name: "latency", Value: "150 to 200 ms"}},
		Evidence:   []string{"sequential 5.31 shipments/s", "parallel 51.3 shipments/s"},
	}
}

func refutedClaim() claims.Entry {
	return claims.Entry{
		Claim: claims.Claim{
			ID: "test-suite", Says: "32 tests in 5.87 s with 16 workers: 15-16x", Source: "optimisation report, section 4",
			Metric: claims.Speedup, Expect: within(15, 16, "15..16"), Needs: []string{"pytest"}, Points: 12,
		},
		Verdict: claims.Refuted, Measured: estimate(7.42, 7.1, 7.8),
		Evidence: []string{"start-up takes 1.12 s a worker"},
	}
}

func impossibleClaim() claims.Entry {
	return claims.Entry{
		Claim: claims.Claim{
			ID: "chunks", Says: "100 shipments, 32 workers, chunks of 8: 15-20x", Source: "optimisation report, section 2",
			Metric: claims.Speedup, Expect: within(15, 20, "15..20"), Points: 15,
		},
		Verdict: claims.Impossible,
		Sum: []string{
			"a gather over chunks of 8 keeps 8 operations in flight",
			"100 operations in chunks of 8 are 13 waves",
			"100 / 13 = 7.7: at most 7.7x for equal operations",
		},
		Reason: "13 waves allow 7.7x at most, and 15 to 20x is claimed",
	}
}

func dependingClaim() claims.Entry {
	curve := &claims.Curve{Condition: "round trip", Unit: "ms", From: "from 20 ms of round trip on"}
	for _, p := range []struct{ at, value, low, high float64 }{{0, 0.8, 0.2, 1.3}, {5, 3.9, 3.1, 4.6}, {20, 7.4, 6.6, 8.1}, {80, 9.4, 8.8, 9.9}} {
		curve.Points = append(curve.Points, claims.Point{At: p.at, Measured: *estimate(p.value, p.low, p.high)})
	}
	return claims.Entry{
		Claim: claims.Claim{
			ID: "pooling", Says: "Connection pooling makes calls 5-10 % faster.", Source: "optimisation report, section 6",
			Metric: claims.Change, Expect: within(5, 10, "+5..10 %"), Points: 10,
		},
		Verdict: claims.Depends, Curve: curve, Measured: estimate(3.9, 3.1, 4.6),
		Reason:     "it does not state the round trip to the server: true from 20 ms of round trip on",
		Conditions: []claims.Condition{{Name: "round trip", Value: "5 ms"}, {Name: "protocol", Value: "HTTP/1.1 without TLS"}},
	}
}

func unclearClaim() claims.Entry {
	high := 0.001
	return claims.Entry{
		Claim: claims.Claim{
			ID: "middleware", Says: "Rate limit, CORS and request id cost less than 1 ms.",
			Metric: claims.Latency, Expect: claims.Range{High: &high, OpenHigh: true, Text: "< 1ms"}, Points: 8,
		},
		Verdict: claims.Unclear, Measured: estimate(0.00097, 0.00091, 0.00104),
		Reason: "the interval lies across 1 ms; about 20 more rounds would decide",
	}
}

func staleClaim() claims.Entry {
	high := 10.0 * (1 << 30)
	return claims.Entry{
		Claim: claims.Claim{
			ID: "memory", Says: "300 shipments need less than 10 GB of memory.",
			Metric: claims.Memory, Expect: claims.Range{High: &high, OpenHigh: true, Text: "< 10GB"}, Points: 8,
		},
		Verdict: claims.Stale, Measured: estimate(61e6, 60e6, 63e6),
		Reason: "measured with ep-benchmark 1.1.0, and this is 1.2.3",
	}
}

func failedClaim() claims.Entry {
	return claims.Entry{
		Claim: claims.Claim{
			ID: "cache", Says: "A cache of rate quotes saves 30-50 % of calls.",
			Metric: claims.Share, Expect: within(0.3, 0.5, "30..50 %"), Points: 10,
		},
		Verdict: claims.Failed, Reason: "redis-server ended: exit status 1",
	}
}

func unmeasurableClaim() claims.Entry {
	return claims.Entry{
		Claim: claims.Claim{
			ID: "uvloop", Says: "uvloop is 2-4x faster than asyncio.",
			Metric: claims.Speedup, Expect: within(2, 4, "2..4"), Needs: []string{"python3-uvloop"}, Points: 10,
		},
		Verdict: claims.NotMeasurable, Reason: "python3-uvloop was not found: get it by apt-get install python3-uvloop",
	}
}

func unmeasuredClaim() claims.Entry {
	low := 3.0
	return claims.Entry{
		Claim: claims.Claim{
			ID: "frontend-tests", Says: "Frontend tests run 3x faster.",
			Metric: claims.Speedup, Expect: claims.Range{Low: &low, Text: ">= 3"}, Points: 15,
		},
		Verdict: claims.NotMeasured, Reason: "no time was left for an experiment",
	}
}

// Past are earlier findings on the claim "test-suite".
func Past() []claims.Past {
	entry := func(v claims.Verdict, value, low, high float64, run string) claims.Entry {
		e := refutedClaim()
		e.Verdict, e.Measured, e.Run = v, estimate(value, low, high), run
		return e
	}
	at := func(day int) time.Time { return time.Date(2026, 1, day, 8, 30, 0, 0, time.UTC) }
	const machine = "Apple M3 Max, 16 CPUs, 128 GB RAM"
	return []claims.Past{
		{At: at(3), Machine: machine, Program: "1.0.0", Entry: entry(claims.Unclear, 15.1, 13.9, 16.2, "12")},
		{At: at(17), Machine: machine, Program: "1.1.0", Entry: entry(claims.Refuted, 7.6, 7.2, 8.1, "31")},
		{At: at(30), Machine: machine, Program: "1.2.3", Entry: entry(claims.Refuted, 7.42, 7.1, 7.8, "44")},
	}
}
