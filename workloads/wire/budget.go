package wire

import (
	"fmt"
	"sync/atomic"
)

// budget is how many requests a transport may send. Requests are counted where
// they are sent, so that the limit holds for every caller.
type budget struct {
	most  int64 // 0 for no limit
	spent atomic.Int64
}

// take counts a request that is about to be sent.
func (b *budget) take() error {
	if b.spent.Add(1) > b.most && b.most > 0 {
		b.spent.Add(-1)
		return &SpentError{b.most}
	}
	return nil
}

// A SpentError is a request that was not sent, since as
// many are sent as may be.
type SpentError struct{ Most int64 }

func (e *SpentError) Error() string {
	return fmt.Sprintf("request budget used up: all of the %d requests that may be made are made", e.Most)
}

// Kind is the error's name in counts by kind.
func (e *SpentError) Kind() string { return "request budget used up" }
