package api

import (
	"fmt"
	"strings"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/engine/units"
)

// refuse rejects orders that could be charged, without --i-accept-real-charges.
// No request has been sent to the server yet.
func (t *Target) refuse(o *order.Order) error {
	if t.accepted {
		return nil
	}
	var reasons []string
	if reason := t.account.cost(t.here); reason != "" {
		reasons = append(reasons, reason)
	}
	if o.Environment.Buy && !t.here {
		reasons = append(reasons, fmt.Sprintf("--buy would buy up to %s there, each at the price of its cheapest rate, which a production account is charged for", units.Counted(labels(o, t.visit()), "label")))
	}
	if len(reasons) == 0 {
		return nil
	}
	return cli.Usagef("--api-url %s is refused, and nothing was asked of it: %s. Expected a test key (EZTK…) and no --buy, which cost nothing; or, if that is what you mean, --i-accept-real-charges",
		t.url, strings.Join(reasons, "; and "))
}

// cost returns what work with a key of the account creates and may cost, or ""
// if it costs nothing. A production key counts on this machine too, because a
// program that listens there may forward the requests.
func (a account) cost(here bool) string {
	switch {
	case a == productionAccount:
		return "the API key is a production key (EZAK…): whatever is created is real and stays in that account, and trackers and labels are charged for one by one"
	case a == unknownAccount && !here:
		return "the API key is neither a test key (EZTK…) nor a production key (EZAK…), so whether it charges is unknown"
	}
	return ""
}

// labels returns the most labels that a command may buy: one for each shipment
// of every leg.
func labels(o *order.Order, v visit) int {
	for _, entry := range o.Entries {
		v.leg += entry.Labels(o.Environment)
	}
	return v.all(o.Plan.Rounds) - 1 // the request that checks the server buys none
}
