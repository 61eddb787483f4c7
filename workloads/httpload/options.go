package httpload

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/workloads/wire"
)

// Options describe the requests of a workload.
type Options struct {
	Name    string // of one among other workloads, which then runs alone; "" for [Name]
	Title   string // likewise
	Workers int    // likewise: requests in flight of a parallel leg
	Method  string
	URL     *url.URL
	Header  http.Header // shown, and compared
	Secret  http.Header // sent, and never shown: only the names are
	Bodies  [][]byte    // sent one after another, again from the first; none for requests without
	Status  Statuses
	Expect  []Expectation
	Size    int // requests of a pass
	Passes  int // the most of a leg; 0 for no bound
	Timeout time.Duration
	// Arrivals make the legs of the variant [Open] an open loop.
	Arrivals Arrivals

	// Hide removes what is secret from a text; nil where nothing is.
	Hide func(text string) string

	// The ways on which the requests go. Transport takes them from here.
	Protocol   wire.Protocol
	PerRequest bool          // a connection for each request
	RoundTrip  time.Duration // added to the network's; 0 for none
	Unverified bool          // the server's certificate is not checked
	Target     engine.Target // the zero Target is more than 1x
}

// check returns what is wrong with the options.
func (o *Options) check() error {
	switch {
	case o.Size < 1:
		return errors.New("expected one request or more in a pass")
	case o.URL == nil || o.URL.Host == "" || o.URL.Scheme != "http" && o.URL.Scheme != "https":
		return errors.New("expected a URL such as http://127.0.0.1:8000/rates")
	}
	return nil
}

// settings are what has to agree for two runs to be comparable.
func (o *Options) settings() map[string]string {
	all := map[string]string{
		"request": o.Method + " " + o.URL.String(),
		"status":  o.Status.String(),
	}
	set := func(name, value string) {
		if value != "" {
			all[name] = value
		}
	}
	set("headers", lines(o.Header, true))
	set("secret headers", lines(o.Secret, false))
	set("body", o.bodies())
	set("protocol", string(o.Protocol))
	var expected []string
	for _, e := range o.Expect {
		expected = append(expected, e.String())
	}
	set("expected", strings.Join(expected, ", "))
	if o.PerRequest {
		set("connections", "one for each request")
	}
	if o.Arrivals.Rate > 0 {
		set("arrivals", o.Arrivals.String())
	}
	if o.RoundTrip > 0 {
		set("added round trip", units.Duration(o.RoundTrip))
	}
	if o.Unverified {
		set("certificate", "not checked")
	}
	return all
}

// lines are the fields of a header in order, or only their names.
func lines(header http.Header, values bool) string {
	var all []string
	for name, of := range header {
		if values {
			name += ": " + strings.Join(of, ", ")
		}
		all = append(all, name)
	}
	slices.Sort(all)
	return strings.Join(all, "; ")
}

// bodies identifies the bodies by the beginning of their hash.
func (o *Options) bodies() string {
	if len(o.Bodies) == 0 {
		return ""
	}
	hash, bytes := sha256.New(), 0
	for _, body := range o.Bodies {
		fmt.Fprintf(hash, "%d:", len(body)) // so that where one ends counts, too
		hash.Write(body)
		bytes += len(body)
	}
	text := units.Bytes(uint64(bytes))
	if len(o.Bodies) > 1 {
		text = units.CountedAs(len(o.Bodies), "body", "bodies") + " of " + text
	}
	return text + ", SHA-256 " + hex.EncodeToString(hash.Sum(nil)[:6])
}
