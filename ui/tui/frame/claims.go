package frame

import (
	"fmt"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/ui/cells"
	said "ep-benchmark/ui/words"
)

// claimsTally is the score, and how many claims have each verdict that was found.
func claimsTally(a *claims.Account) []count {
	all := []count{{text: said.ClaimsScore(a), role: cells.Accent}}
	counts := a.Count()
	for _, v := range claims.Verdicts() {
		role := cells.Warn
		switch said.ToneOf(v) {
		case said.ClaimHolds:
			role = cells.Good
		case said.ClaimFalls:
			role = cells.Bad
		case said.ClaimUnput:
			continue
		}
		if n := counts[v]; n > 0 {
			all = append(all, count{text: fmt.Sprintf("%d %s", n, said.VerdictInShort(v)), role: role})
		}
	}
	return all
}
