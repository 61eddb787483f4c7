package export

import (
	"fmt"
	"reflect"
	"strings"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/ui/words"
)

// EncodeClaims renders what is known of a ledger's claims as JSON. It fails where a
// figure is NaN or infinite.
func EncodeClaims(a *claims.Account) ([]byte, error) {
	if err := checkFinite(reflect.ValueOf(a), "account"); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	return indented(a)
}

// ClaimsSummary is what is known of a ledger's claims in plain lines, for the
// clipboard: the score, where it was found, and a line for each claim that was looked
// at.
func ClaimsSummary(a *claims.Account) string {
	lines := []string{oneLine(a.Ledger + ": " + words.ClaimsHeadline(a)), accountMade(a)}
	for i := range a.Entries {
		if e := &a.Entries[i]; words.ToneOf(e.Verdict) != words.ClaimUnput {
			lines = append(lines, oneLine(e.Claim.ID+" "+words.ClaimTruth(e)))
		}
	}
	return strings.Join(lines, "\n") + "\n"
}
