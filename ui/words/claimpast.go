package words

import (
	"fmt"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine/units"
)

// ClaimTrend says how the verdict on a claim went over its findings, the oldest first:
// "confirmed in 3 of 4 findings, the last refuted".
func ClaimTrend(past []claims.Past) string {
	if len(past) == 0 {
		return "never put to the test"
	}
	last := past[len(past)-1].Entry.Verdict
	same := 0
	for i := len(past) - 1; i >= 0 && past[i].Entry.Verdict == last; i-- {
		same++
	}
	switch {
	case len(past) == 1:
		return fmt.Sprintf("%s, the only finding", last)
	case same == len(past):
		return fmt.Sprintf("%s in all %d findings", last, same)
	}
	before := past[len(past)-same-1].Entry.Verdict
	lasts := "the last finding"
	if same > 1 {
		lasts = "the last " + units.Counted(same, "finding")
	}
	return fmt.Sprintf("%s in %s, before that %s", last, lasts, before)
}

// OnSeveralMachines tells whether findings were made on more than one machine.
func OnSeveralMachines(past []claims.Past) bool {
	for i := range past {
		if past[i].Machine != past[0].Machine {
			return true
		}
	}
	return false
}

// ClaimFinding is a finding in a line: "2026-01-31 09:45 refuted 7.42x [7.10, 7.80]".
func ClaimFinding(p *claims.Past) string {
	line := p.At.Format("2006-01-02 15:04") + " " + string(p.Entry.Verdict)
	if measured := ClaimMeasuredInShort(&p.Entry); measured != "" {
		line += " " + measured
	}
	if p.Entry.Run != "" {
		line += ", run " + p.Entry.Run
	}
	return line
}
