package main

import (
	"fmt"
	"strings"

	"ep-benchmark/engine/units"
)

// refuse keeps from what may cost real money, unless that is accepted in so
// many words. Nothing has been asked of the server yet.
func (f *runFlags) refuse(o *order) error {
	t := o.target
	if f.api.accept {
		return nil
	}
	var reasons []string
	if reason := t.account.cost(t.here); reason != "" {
		reasons = append(reasons, reason)
	}
	if f.api.buy && !t.here {
		reasons = append(reasons, fmt.Sprintf("--buy would buy up to %s there, each at the price of its cheapest rate, which a production account is charged for", units.Counted(o.labels(f.visit(o)), "label")))
	}
	if len(reasons) == 0 {
		return nil
	}
	return usagef("--api-url %s is refused, and nothing was asked of it: %s. Expected a test key (EZTK…) and no --buy, which cost nothing; or, if that is what you mean, --i-accept-real-charges",
		t.url, strings.Join(reasons, "; and "))
}

// cost says what work with a key of the account does and may cost; "" where it
// costs nothing. A production key is one on this machine, too: what listens
// there may be a way to elsewhere.
func (a account) cost(here bool) string {
	switch {
	case a == productionAccount:
		return "the API key is a production key (EZAK…): whatever is created is real and stays in that account, and trackers and labels are charged for one by one"
	case a == unknownAccount && !here:
		return "the API key is neither a test key (EZTK…) nor a production key (EZAK…), so whether it charges is unknown"
	}
	return ""
}

// labels is how many a command may buy at the most: one for each shipment of
// every leg.
func (o *order) labels(v visit) int {
	for _, entry := range o.entries {
		v.leg += entry.Labels(o.environment)
	}
	return v.all(o.plan.Rounds) - 1 // the request that sees whether the server is there buys none
}
