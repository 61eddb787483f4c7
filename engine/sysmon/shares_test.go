package sysmon

import (
	"math"
	"testing"

	"ep-benchmark/engine"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestShares(t *testing.T) {
	idle := engine.CoreTime{Busy: 10, Total: 100}
	for _, test := range []struct {
		name          string
		before, after []engine.CoreTime
		want          []float64
	}{
		{"nothing read", nil, nil, nil},
		{"counts differ", []engine.CoreTime{idle}, []engine.CoreTime{idle, idle}, nil},
		{
			"idle, half and fully busy",
			[]engine.CoreTime{idle, idle, idle},
			[]engine.CoreTime{{Busy: 10, Total: 102}, {Busy: 11, Total: 102}, {Busy: 12, Total: 102}},
			[]float64{0, 0.5, 1},
		},
		{
			"more busy than there was time",
			[]engine.CoreTime{idle},
			[]engine.CoreTime{{Busy: 13, Total: 102}},
			[]float64{1},
		},
		{"no core has moved on", []engine.CoreTime{idle, idle}, []engine.CoreTime{idle, idle}, nil},
		{
			"one core has not moved on",
			[]engine.CoreTime{idle, idle},
			[]engine.CoreTime{idle, {Busy: 11, Total: 101}},
			[]float64{0, 1},
		},
		{
			"one core went backwards",
			[]engine.CoreTime{idle, idle},
			[]engine.CoreTime{{Busy: 9, Total: 101}, {Busy: 11, Total: 101}},
			[]float64{0, 1},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, Shares(test.before, test.after)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// coreTimesOf draws readings of any kind: honest, backwards, NaN, infinite.
func coreTimesOf(n int) *rapid.Generator[[]engine.CoreTime] {
	second := rapid.OneOf(
		rapid.Float64Range(0, 1e7),
		rapid.Float64(),
		rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, -1, math.MaxFloat64, math.SmallestNonzeroFloat64}),
	)
	core := rapid.Custom(func(t *rapid.T) engine.CoreTime {
		return engine.CoreTime{Busy: second.Draw(t, "busy"), Total: second.Draw(t, "total")}
	})
	return rapid.SliceOfN(core, n, n)
}

func checkShares(t *rapid.T, shares []float64, cores int) {
	if shares != nil && len(shares) != cores {
		t.Fatalf("%d shares of %d cores", len(shares), cores)
	}
	for i, s := range shares {
		if !(s >= 0 && s <= 1) {
			t.Fatalf("core %d has a share of %v", i, s)
		}
	}
}

func TestSharesStayWithinBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cores := rapid.IntRange(0, 8).Draw(t, "cores")
		before := coreTimesOf(cores).Draw(t, "before")
		after := coreTimesOf(cores).Draw(t, "after")
		shares := Shares(before, after)
		checkShares(t, shares, cores)
		for i := range shares {
			backwards := after[i].Busy < before[i].Busy || after[i].Total < before[i].Total
			if backwards && shares[i] != 0 {
				t.Fatalf("core %d went backwards and has a share of %v", i, shares[i])
			}
		}
	})
}

func TestSharesOfHonestCounters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ticks := rapid.IntRange(1, 1000).Draw(t, "ticks")
		busy := rapid.IntRange(0, ticks).Draw(t, "busy")
		begun := engine.CoreTime{Busy: float64(rapid.IntRange(0, 1e6).Draw(t, "before")), Total: 1e6}
		ended := engine.CoreTime{Busy: begun.Busy + float64(busy)/100, Total: begun.Total + float64(ticks)/100}
		got := Shares([]engine.CoreTime{begun}, []engine.CoreTime{ended})
		want := float64(busy) / float64(ticks)
		if len(got) != 1 || math.Abs(got[0]-want) > 1e-6 {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}
