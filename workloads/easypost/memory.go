package easypost

import (
	"context"
	"fmt"

	"golang.org/x/sync/semaphore"
)

// What an answer may take of memory. Ordinary ones fit into the window that
// every session has for itself. A longer one is decoded as it comes and never
// held as a whole; what that takes comes out of one budget, which all sessions
// of the process share.
const (
	// LongestAnswer is the most bytes that an answer may have. A list of a
	// hundred shipments has about 640 KB.
	LongestAnswer = 8 << 20

	// window is how many bytes of an answer a session holds. A shipment with 30
	// rates has less.
	window = 32 << 10

	// piece is how much of a longer answer is read at once, and longestValue how
	// long a single name, text or number in it may be.
	piece        = 16 << 10
	longestValue = 16 << 10

	// mostText is how many bytes of texts may be kept of one answer.
	mostText = 64 << 10

	// longAnswer is what decoding a longer answer takes at the most, and
	// allLongAnswers what all of them together may: 512 at once.
	longAnswer     = 128 << 10
	allLongAnswers = 64 << 20

	// drained is how much of an answer that is not needed is read nevertheless,
	// so that its connection can be used again.
	drained = 256 << 10
)

// The headers of all answers that may be under way together have allHeaders
// bytes at the most; recorded ones have 1 KB each.
const (
	allHeaders      = 8 << 20
	longestHeaders  = 64 << 10
	shortestHeaders = 4 << 10
)

// Over HTTP/2 the transport takes answers in before they are read: so many bytes
// of each, and of all on a connection together.
const (
	unread         = 64 << 10
	unreadTogether = 2 << 20
)

// headersOf is how long the headers of one answer may be.
func headersOf(connections int) int64 {
	return min(longestHeaders, max(shortestHeaders, allHeaders/int64(max(connections, 1))))
}

// longAnswers is the budget of the process.
//
// Note: a session that waits for its part holds no other, so that waiting ends
// when an answer under way does: with its last byte, or with the timeout of its
// operation.
var longAnswers = semaphore.NewWeighted(allLongAnswers)

// reserve takes the part of one long answer, and returns how to give it back.
func reserve(ctx context.Context) (release func(), err error) {
	if err := longAnswers.Acquire(ctx, longAnswer); err != nil {
		return nil, fmt.Errorf("waiting for memory: answers of more than %d bytes share %d MiB: %w", window, allLongAnswers>>20, err)
	}
	return func() { longAnswers.Release(longAnswer) }, nil
}
