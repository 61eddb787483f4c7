package claims

import (
	"slices"
	"time"
)

// A Past is what an earlier account says of a claim.
type Past struct {
	At      time.Time // when it was measured; when the account was begun, where nothing was
	Machine string
	Program string // version of ep-benchmark
	Entry   Entry
}

// PastOf is the history of a claim over accounts in any order, the oldest first. An
// entry that later accounts took over stands in it once, and a verdict without a
// measurement only where it is another one than before.
func PastOf(accounts []Account, id string) []Past {
	var all []Past
	for i := range accounts {
		a := &accounts[i]
		for j := range a.Entries {
			e := &a.Entries[j]
			if e.Claim.ID != id || e.Verdict == NotMeasured || e.Verdict == NotMeasurable || e.Verdict == Stale {
				continue
			}
			at := e.At
			if at.IsZero() {
				at = a.Began
			}
			all = append(all, Past{At: at, Machine: a.Machine, Program: a.Program, Entry: *e})
		}
	}
	slices.SortStableFunc(all, func(a, b Past) int { return a.At.Compare(b.At) })
	return slices.CompactFunc(all, sameFinding)
}

// sameFinding tells whether two entries say the same of one measurement, or of none.
func sameFinding(before, after Past) bool {
	if before.Machine != after.Machine || before.Entry.Verdict != after.Entry.Verdict {
		return false
	}
	return before.Entry.At.Equal(after.Entry.At) && before.Entry.Run == after.Entry.Run
}
