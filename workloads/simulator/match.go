package simulator

import (
	"fmt"
	"strings"

	"ep-benchmark/engine/text"
)

// expectedEndpoint is what a rule's endpoint should be.
const expectedEndpoint = `an endpoint such as "POST /shipments/:id/buy", all of some such as "GET /*", or "*" for all`

// longestQuote is how many bytes of a value an error shows.
const longestQuote = 80

// matching finds the endpoints that a pattern names, in which * stands for any characters. The rules for making a
// shipment also apply to making and buying one in one call. No pattern matches health and metrics, so that a simulator
// with delays or faults can still be asked whether it runs.
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
	return matched, unknownEndpoint(pattern)
}

// unknownEndpoint is the error of a pattern that matches nothing. It suggests what was probably meant, and lists the
// endpoints.
func unknownEndpoint(pattern string) error {
	var names []string
	for e := range endpoints {
		if e != noEndpoint && !e.internal() {
			names = append(names, e.String())
		}
	}
	guess := "expected"
	if shorter := strings.Replace(pattern, " "+apiRoot+"/", " /", 1); shorter != pattern {
		guess = fmt.Sprintf("did you mean %s, without %s? Expected", text.Quoted(shorter, longestQuote), apiRoot)
	} else if meant, found := text.Nearest(pattern, names); found {
		guess = fmt.Sprintf("did you mean %s? Expected", text.Quoted(meant, longestQuote))
	}
	return fmt.Errorf("endpoint %s names nothing that is served: %s %s. There are %s",
		text.Quoted(pattern, longestQuote), guess, expectedEndpoint, strings.Join(names, ", "))
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
