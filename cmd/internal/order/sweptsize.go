package order

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/workloads"
)

// mostSweptSizes is the most sizes of a sweep, with two variants for each.
const mostSweptSizes = mostSizes / 2

// registerSweptSizes gives every size of the registry its flag. Those of work that
// computes take several values, too.
func (f *Flags) registerSweptSizes() {
	f.registerSizesBut(func(s *workloads.Size) bool { return s.Swept })
	for _, entry := range workloads.Entries() {
		for _, size := range entry.Sizes {
			if size.Swept {
				f.ranges[size.Name] = f.set.String(size.Name, strconv.Itoa(size.Default), size.Usage+". Several, such as 1k,10k,1M or 1k..10M: from how many on the workers pay; a range has 1, 2 and 5 of each power of ten in it, and its ends")
				cli.Describe(f.set, size.Name, groupSize, "n|list|a..b", fmt.Sprintf("1 to %d, k and M allowed, or 2 to %d of them such as 1k,10k,1M or 1k..10M", size.Most, mostSweptSizes))
			}
		}
	}
}

// sweptSize finds the size of which several are to be measured; "" for none.
func (f *Flags) sweptSize(entries []workloads.Entry) (name string, sizes []int, err error) {
	for _, entry := range entries {
		for _, size := range entry.Sizes {
			if f.ranges[size.Name] == nil {
				continue
			}
			several, _ := parseSweptSizes(*f.ranges[size.Name], size.Most)
			switch {
			case len(several) < fewestSizes:
			case len(entries) > 1:
				return "", nil, cli.Usagef("--%s has several values: that is for a sweep of %s alone. Expected 'ep-benchmark sweep %s --%s %s'", size.Name, entry.Name, entry.Name, size.Name, *f.ranges[size.Name])
			default:
				name, sizes = size.Name, several
			}
		}
	}
	return name, sizes, nil
}

// workersOfPairs is the number of workers of the parallel legs of a sweep over sizes:
// that of a run by default.
func (f *Flags) workersOfPairs() (int, error) {
	text := defaultWorkers
	if f.set.Changed("workers") {
		text = f.workers
	}
	if text == cli.Auto {
		return 0, nil
	}
	n, ok := parseSize(text)
	if !ok {
		return 0, cli.Usagef("--workers %q: expected one number, 1 to %d, or auto, since the sweep is over sizes", text, MostWorkers)
	}
	return n, nil
}

// sizeOf is the value of a size's flag: the largest where it has several. It is false
// for one that can't be read.
func (f *Flags) sizeOf(size *workloads.Size) (int, bool) {
	if f.ranges[size.Name] == nil {
		n := *f.sizes[size.Name]
		return n, n >= 1 && n <= size.Most
	}
	all, ok := parseSweptSizes(*f.ranges[size.Name], size.Most)
	if !ok {
		return 0, false
	}
	return all[len(all)-1], true
}

// parseSweptSizes reads "10000", "1k,10k,1M", "1k..10M", or these mixed, in ascending
// order and each once. It is false for anything else, and for a value above the most.
func parseSweptSizes(text string, most int) ([]int, bool) {
	var all []int
	for part := range strings.SplitSeq(text, ",") {
		from, to, ranged := strings.Cut(strings.TrimSpace(part), "..")
		first, ok := parseCount(from, most)
		if !ok {
			return nil, false
		}
		all = append(all, first)
		if !ranged {
			continue
		}
		last, ok := parseCount(to, most)
		if !ok || last <= first {
			return nil, false
		}
		all = append(append(all, decadesBetween(first, last)...), last)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	return all, len(all) <= mostSweptSizes
}

// decadesBetween are 1, 2 and 5 times the powers of ten between two numbers, without
// them.
func decadesBetween(first, last int) []int {
	var all []int
	for power := 1; power < last && power <= math.MaxInt/10; power *= 10 {
		for _, step := range []int{1, 2, 5} {
			if n := step * power; n > first && n < last {
				all = append(all, n)
			}
		}
	}
	return all
}

// parseCount reads a number such as 500, 10k or 2M, of 1 or more.
func parseCount(text string, most int) (int, bool) {
	unit := 1
	for suffix, worth := range map[string]int{"k": 1_000, "K": 1_000, "m": 1_000_000, "M": 1_000_000} {
		if number, has := strings.CutSuffix(text, suffix); has {
			text, unit = number, worth
			break
		}
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > most/unit {
		return 0, false
	}
	return n * unit, true
}
