package order

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"ep-benchmark/engine"
)

func TestParseSizes(t *testing.T) {
	for text, want := range map[string][]int{
		"1,2,4": {1, 2, 4}, "4, 2,4": {2, 4}, "1..8": {1, 2, 3, 4, 6, 8}, "5..20": {5, 6, 8, 12, 16, 20}, "48..200": {48, 64, 96, 128, 192, 200}, "1,8..10": {1, 8, 10},
	} {
		if got, ok := parseSizes(text); !ok || !slices.Equal(got, want) {
			t.Errorf("%s: %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "8", "8,8", "0,1", "1,-2", "1..", "..8", "8..8", "8..4", "1,two", "1..5000", "1,,2", "1...8"} {
		if got, ok := parseSizes(text); ok {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}

// Work that waits has the usual numbers; work that computes has those up to twice
// the CPUs, the CPUs and twice that.
func TestUsualVariants(t *testing.T) {
	for cpus, want := range map[int][]int{
		1: {1, 2}, 2: {1, 2, 3, 4}, 10: {1, 2, 3, 4, 6, 8, 10, 12, 16, 20}, 64: {1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 128},
	} {
		plan := engine.Plan{Variants: usualVariants(cpus)}
		if got := workersOf(plan.VariantsFor(engine.CPUBound)); !slices.Equal(got, want) {
			t.Errorf("%d CPUs: %v", cpus, got)
		}
		if got := workersOf(plan.VariantsFor(engine.IOBound)); !slices.Equal(got, usualSizes) {
			t.Errorf("%d CPUs, waiting: %v", cpus, got)
		}
		if err := plan.CheckVariants(); err != nil {
			t.Error(err)
		}
	}
}

func TestParseSweptSizes(t *testing.T) {
	for text, want := range map[string][]int{
		"500": {500}, "10k": {10_000}, "1M": {1_000_000}, "2m,1K": {1_000, 2_000_000}, "5,5, 7": {5, 7},
		"1k..10k": {1_000, 2_000, 5_000, 10_000}, "3..30": {3, 5, 10, 20, 30}, "700..2k,9k": {700, 1_000, 2_000, 9_000},
		"1k..1M": {1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000},
	} {
		if got, ok := parseSweptSizes(text, 100_000_000); !ok || !slices.Equal(got, want) {
			t.Errorf("%s: %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{
		"", "0", "-1", "k", "1kk", "1.5k", "1G", "1k..", "..1k", "2k..1k", "1k..1k", "1k,,2k", "101M", "1k..200M", "9999999999999M",
		"1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33",
	} {
		if got, ok := parseSweptSizes(text, 100_000_000); ok {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}

func workersOf(variants []engine.Variant) []int {
	var all []int
	for _, v := range variants {
		all = append(all, v.Workers)
	}
	return all
}

// ownFlags returns the flags of a workload of the user's own after a command line.
func ownFlags(t *testing.T, args ...string) *Flags {
	t.Helper()
	var flags Flags
	set := pflag.NewFlagSet("", pflag.ContinueOnError)
	flags.RegisterRounds(set, "requests in flight")
	flags.RegisterMany(512)
	if err := set.Parse(args); err != nil {
		t.Fatal(err)
	}
	return &flags
}

// Several numbers of workers make a sweep; one makes an ordinary run.
func TestSweepOfOnesOwn(t *testing.T) {
	o, err := ownFlags(t, "-n", "1,4,16").SettleOwn()
	if p := o.Plan; err != nil || len(p.Variants) != 3 || p.Refinements != 0 || p.Rounds != 12 || p.Adaptive() || !p.Sustained || p.MaxTime != sweepTime || p.Warmups != 1 {
		t.Errorf("%+v, %v", p, err)
	}
	o, err = ownFlags(t, "-n", "1..512", "--rounds", "6", "--max-time", "1m").SettleOwn()
	if p := o.Plan; err != nil || len(p.Variants) != 18 || p.Refinements != 2 || p.Rounds != 6 || p.MaxTime != time.Minute {
		t.Errorf("%+v, %v", p, err)
	}
	o, err = ownFlags(t, "-n", "16").SettleOwn()
	if p := o.Plan; err != nil || len(p.Variants) != 0 || p.Workers != 16 || !p.Adaptive() {
		t.Errorf("%+v, %v", p, err)
	}
	for _, args := range [][]string{{"-n", "1..2"}, {"-n", "1..512", "--rounds", "5"}, {"-n", "1..512", "--quick"}} {
		if o, err = ownFlags(t, args...).SettleOwn(); err != nil || o.Plan.Refinements != 0 {
			t.Errorf("%v: %+v, %v: there is nothing to go on from", args, o.Plan, err)
		}
	}
	for want, args := range map[string][]string{
		"auto, 1 to 512, or several":                     {"-n", "1,,4"},
		"--target is a bound of one":                     {"-n", "1,4", "--target", "2x"},
		"--quick is one round":                           {"-n", "1,4", "--quick", "--rounds", "3"},
		"1,000 rounds of 18 legs each, and those around": {"-n", "1..512", "--rounds", "1000"},
		"such as 90s":                                    {"-n", "1,4", "--max-time", "1ms"},
	} {
		if _, err := ownFlags(t, args...).SettleOwn(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, want %q", args, err, want)
		}
	}
}
