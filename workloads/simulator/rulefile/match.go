package rulefile

import (
	"fmt"
	"strings"

	"ep-benchmark/engine/text"
	"ep-benchmark/workloads/simulator/endpoint"
)

// expectedEndpoint is what a rule's endpoint should be.
const expectedEndpoint = `an endpoint such as "POST /shipments/:id/buy", all of some such as "GET /*", or "*" for all`

// LongestQuote is how many bytes of a value an error shows.
const LongestQuote = 80

// Match finds the endpoints that a pattern names, in which * stands for any characters. The rules for making a
// shipment also apply to making and buying one in one call. No pattern matches health and metrics, so that a simulator
// with delays or faults can still be asked whether it runs.
func Match(pattern string) (matched [endpoint.Count]bool, err error) {
	found := false
	for e := range endpoint.Count {
		if e.Internal() {
			continue
		}
		matched[e] = glob(pattern, e.String()) || e == endpoint.BuyInOneCall && glob(pattern, endpoint.CreateShipment.String())
		found = found || matched[e]
	}
	if found {
		return matched, nil
	}
	return matched, unknownEndpoint(pattern)
}

// unknownEndpoint is the error of a pattern that matches nothing. It suggests what was probably meant, and lists the
// endpoints.
func unknownEndpoint(pattern string) error {
	var names []string
	for e := range endpoint.Count {
		if e != endpoint.None && !e.Internal() {
			names = append(names, e.String())
		}
	}
	guess := "expected"
	if shorter := strings.Replace(pattern, " "+endpoint.Root+"/", " /", 1); shorter != pattern {
		guess = fmt.Sprintf("did you mean %s, without %s? Expected", text.Quoted(shorter, LongestQuote), endpoint.Root)
	} else if meant, found := text.Nearest(pattern, names); found {
		guess = fmt.Sprintf("did you mean %s? Expected", text.Quoted(meant, LongestQuote))
	}
	return fmt.Errorf("endpoint %s names nothing that is served: %s %s. There are %s",
		text.Quoted(pattern, LongestQuote), guess, expectedEndpoint, strings.Join(names, ", "))
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
