package simulator

import (
	"io"
	"net/http"
	"time"
)

// largestRest bounds what is read of a body that no endpoint asks for, in bytes.
const largestRest = 256 << 10

// hearOut reads what is left of a small body that the answer does not depend on, within the time that the request has to
// arrive. Then the connection can be kept, and a client that reads nothing before it has sent everything gets its answer.
//
// The library would do the same when the answer is written, at the cost of the time that the client has to take it.
func (c *call) hearOut() {
	if c.arrived() || !c.worthReading() {
		return
	}
	c.body = c.body[:cap(c.body)]
	for rest := largestRest; rest > 0; {
		n, err := c.request.Body.Read(c.body)
		if err != nil {
			c.read = err == io.EOF
			return
		}
		rest -= n
	}
}

// worthReading tells whether the connection can probably be kept when the rest of the body is read.
func (c *call) worthReading() bool {
	switch r := c.request; {
	case r.ProtoMajor > 1: // the others on the connection need no such thing
		return false
	case len(c.body) == 0 && r.Header["Expect"] != nil: // the client waits for a word before it sends
		return false
	case c.lost, len(c.body) > c.longest:
		return false
	default:
		return r.ContentLength-int64(len(c.body)) <= largestRest
	}
}

// interrupts tells whether the answer comes before the end of its request, so that the connection can't be kept. With
// HTTP/2 it can: only the request's stream ends.
func (c *call) interrupts() bool { return !c.arrived() && c.request.ProtoMajor == 1 }

// overdue tells whether the request did not arrive and will not: its time is over, or its client has closed its side. The
// library has ended its context for that, so that nothing can be waited for.
func (c *call) overdue() bool { return c.interrupts() && c.request.Context().Err() != nil }

// stopReading ends the time that a request has to arrive at once. The library would read on before it closes the
// connection.
func stopReading(w http.ResponseWriter) {
	_ = http.NewResponseController(w).SetReadDeadline(time.Unix(1, 0)) // a test's writer has none
}

// giveTimeToTake gives the client the time to take an answer, or a piece of a slow one.
func giveTimeToTake(w http.ResponseWriter, now time.Time) {
	// No http.ResponseController: one makes an error for each of a benchmark's writers, which have no deadlines.
	if timed, ok := w.(interface{ SetWriteDeadline(time.Time) error }); ok {
		_ = timed.SetWriteDeadline(now.Add(readTimeout)) // the write fails if the connection is gone
	}
}
