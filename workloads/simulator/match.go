package simulator

import (
	"fmt"
	"strings"
)

// expectedEndpoint is what a rule's endpoint should be.
const expectedEndpoint = `an endpoint such as "POST /shipments/:id/buy", all of some such as "GET /*", or "*" for all`

// matching finds the endpoints that a pattern names, in which * stands for any characters. The rules for making a
// shipment hold for making and buying one at once, too. Health and metrics are nobody's: a simulator that is slow or
// broken by design can still be asked whether it lives.
func matching(pattern string) (matched [endpoints]bool, err error) {
	found := false
	for e := range endpoints {
		if e.internal() {
			continue
		}
		matched[e] = glob(pattern, e.String()) || e == buyInOneCall && glob(pattern, createShipment.String())
		found = found || matched[e]
	}
	if found {
		return matched, nil
	}
	if shorter := strings.Replace(pattern, " "+apiRoot+"/", " /", 1); shorter != pattern {
		return matched, fmt.Errorf("endpoint %s names nothing that is served: did you mean %s, without %s?",
			quote(pattern), quote(shorter), apiRoot)
	}
	return matched, fmt.Errorf("endpoint %s names nothing that is served: expected %s", quote(pattern), expectedEndpoint)
}

// glob matches a text against a pattern in which each * stands for any characters, none included.
func glob(pattern, text string) bool {
	first, rest, starred := strings.Cut(pattern, "*")
	if !starred {
		return pattern == text
	}
	text, ok := strings.CutPrefix(text, first)
	if !ok {
		return false
	}
	for {
		part, after, more := strings.Cut(rest, "*")
		if !more {
			return strings.HasSuffix(text, part)
		}
		at := strings.Index(text, part)
		if at < 0 {
			return false
		}
		text, rest = text[at+len(part):], after
	}
}
