package easypost

import (
	"context"
	"fmt"

	"golang.org/x/sync/semaphore"

	"ep-benchmark/workloads/wire"
)

// How much memory an answer may take. Ordinary answers fit into the window that
// every session has for itself. A longer answer is decoded while it arrives and
// never held as a whole. The memory for that comes from one budget, which all
// sessions of the process share.
const (
	// LongestAnswer is the most bytes that an answer may have. A list of a
	// hundred shipments has about 640 KB.
	LongestAnswer = 8 << 20

	// window is how many bytes of an answer a session holds. A shipment with 30
	// rates has less.
	window = wire.WindowSize

	// piece is how much of a longer answer is read at once, and longestValue how
	// long a single name, text or number in it may be.
	piece        = 16 << 10
	longestValue = 16 << 10

	// mostText is how many bytes of texts may be kept of one answer.
	mostText = 64 << 10

	// longAnswer is the most memory that decoding a longer answer takes.
	// allLongAnswers is the most for all of them together: 512 at once.
	longAnswer     = 128 << 10
	allLongAnswers = 64 << 20

	// drained is how many bytes are read of the rest of an answer that is not
	// needed, so that its connection can be used again.
	drained = 256 << 10
)

// longAnswers is the budget of the process.
//
// Note: a session that waits for its part of the budget holds no other part. So
// its wait ends at the latest when an answer under way ends, with its last byte
// or with the timeout of its operation.
var longAnswers = semaphore.NewWeighted(allLongAnswers)

// reserve takes the part of one long answer, and returns how to give it back.
func reserve(ctx context.Context) (release func(), err error) {
	if err := longAnswers.Acquire(ctx, longAnswer); err != nil {
		return nil, fmt.Errorf("waiting for memory: answers of more than %d bytes share %d MiB: %w", window, allLongAnswers>>20, err)
	}
	return func() { longAnswers.Release(longAnswer) }, nil
}
