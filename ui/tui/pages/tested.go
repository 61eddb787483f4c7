package pages

import (
	"ep-benchmark/baselines/claims"
)

// Tested is how far the claims of a ledger are put to the test.
type Tested struct {
	// Account has an entry for each claim. One that is still to come has the verdict
	// "not measured".
	Account claims.Account
	Running string   // the id of the claim whose experiment is on; "" for none
	Coming  []string // the ids of those whose experiments are still to come
	// Past are earlier findings by the id of their claim, the oldest first.
	Past map[string][]claims.Past
	Over bool // nothing is to come any more
}
