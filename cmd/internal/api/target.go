package api

import (
	"crypto/x509"
	"net/netip"
	"net/url"
	"strings"

	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/workloads/easypost"
)

// Target is the API that the workloads call. Its key is hidden when it is
// printed.
type Target struct {
	url      string // as it is shown: scheme, host and path
	here     bool   // on this machine
	counted  bool   // its requests are counted, and the plan is limited to a guest's
	key      easypost.Key
	account  account
	roots    *x509.CertPool // nil for the system's
	allowed  int64          // requests in all; 0 for no limit
	demand   order.Demand
	accepted bool   // real charges
	caller   Caller // of a server that is not the API; else nil
	// The fields below are for a run whose requests are counted.
	adaptive bool  // the number of rounds is as large as the limit allows
	perRun   int64 // most requests of one run
	rounds   int
	setting  string // that allows more requests, such as "--max-requests %d"
	sharing  int    // how many workloads share what the setting allows; 0 for one
	// interval is the number of requests that an interval needs, if more than
	// are allowed; else 0.
	interval int
}

// isHere reports whether an address names this machine. It reads the text only
// and looks up no name.
func isHere(base *url.URL) bool {
	address, err := netip.ParseAddr(base.Hostname())
	return err == nil && address.Unmap().IsLoopback() || strings.EqualFold(base.Hostname(), "localhost")
}

// isPrivate reports whether an address belongs to a local network. A simulator
// on another machine there may have no certificate.
func isPrivate(base *url.URL) bool {
	address, err := netip.ParseAddr(base.Hostname())
	return err == nil && (address.Unmap().IsPrivate() || address.IsLinkLocalUnicast())
}

// visit returns what a command runs. The requests of its legs are not set yet.
func (t *Target) visit() visit { return visit{runs: t.demand.Runs, debug: t.demand.Debug} }
