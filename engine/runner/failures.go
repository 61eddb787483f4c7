package runner

import (
	"cmp"
	"context"
	"errors"
	"net"
	"slices"
	"strings"
	"syscall"

	"ep-benchmark/engine"
	"ep-benchmark/engine/text"
)

// failures counts errors by kind and keeps the first of each.
type failures map[string]*engine.ErrorCount

// kinded is an error that knows its own kind, as the errors of a workload's
// client do.
type kinded interface{ Kind() string }

func (f *failures) add(err error) {
	f.merge(engine.ErrorCount{Kind: kindOf(err), Message: message(err.Error()), Count: 1})
}

func (f *failures) merge(count engine.ErrorCount) {
	if *f == nil {
		*f = failures{}
	}
	if known := (*f)[count.Kind]; known != nil {
		known.Count += count.Count
		return
	}
	(*f)[count.Kind] = &count
}

// list is in order of frequency, then of name.
func (f failures) list() []engine.ErrorCount {
	var counts []engine.ErrorCount
	for _, count := range f {
		counts = append(counts, *count)
	}
	slices.SortFunc(counts, func(a, b engine.ErrorCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Kind, b.Kind))
	})
	return counts
}

// kindOf is an error's own kind, or the kind by its cause.
func kindOf(err error) string {
	var known kinded
	var network net.Error
	switch {
	case errors.As(err, &known):
		return known.Kind()
	case errors.Is(err, syscall.ECONNREFUSED):
		return "connection refused"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return "connection reset"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return "timeout"
	}
	return "error"
}

// longestMessage is how many characters a sample keeps of a message, which may
// come from a server.
const longestMessage = 300

// message is an error's text on one printable line.
func message(words string) string { return text.Cut(words, longestMessage) }
