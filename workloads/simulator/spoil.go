package simulator

import (
	"net/http"
	"time"
)

// spoil breaks the JSON of an answer, where that is its fault.
func (c *call) spoil() {
	if c.fault == nil {
		return
	}
	switch c.fault.kind {
	case faultTruncated:
		c.out = c.out[:len(c.out)/2]
	case faultMalformed:
		c.out[len(c.out)-1] = ']' // every answer is an object
	}
}

// sendFaulty sends an answer that something is wrong with.
func (s *Simulator) sendFaulty(a alarm, w http.ResponseWriter, c *call) {
	if c.fault.retryAfter != nil {
		w.Header()["Retry-After"] = c.fault.retryAfter // an addition of ours: none was ever recorded
	}
	body := c.head(w, s.requestIDs)
	switch c.fault.kind {
	case faultCut:
		_, _ = w.Write(body[:len(body)/2])
		flush(w)
		abort()
	case faultSlow:
		c.trickle(a, w, body)
	default:
		_, _ = w.Write(body)
	}
}

// piecesPerSecond is in how many parts a slow body comes, where its rate has as many bytes.
const piecesPerSecond = 10

// trickle sends a body at the fault's rate. Each piece comes when its last byte is due.
func (c *call) trickle(a alarm, w http.ResponseWriter, body []byte) {
	rate := c.fault.rate
	piece := int(max(1, rate/piecesPerSecond))
	began := time.Now()
	flush(w) // the headers come at once
	for sent := 0; sent < len(body); {
		next := min(sent+piece, len(body))
		due := began.Add(time.Duration(int64(next) * int64(time.Second) / rate))
		if !a.wait(c.request.Context(), due) {
			abort()
		}
		giveTimeToTake(w, time.Now())
		_, _ = w.Write(body[sent:next])
		flush(w)
		sent = next
	}
}

// flush sends what was written so far. All of the server's writers can do that, and those of tests need not.
func flush(w http.ResponseWriter) { _ = http.NewResponseController(w).Flush() }

// abort ends the connection (with HTTP/2, the stream) without a word in the log.
func abort() { panic(http.ErrAbortHandler) }

// hangUp ends the connection of a request: in order, or by a reset that also drops what is unsent. With HTTP/2, where
// others share the connection, it is the request's stream that is reset, either way.
func hangUp(w http.ResponseWriter, reset bool) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		abort()
	}
	if reset {
		breakOff(conn)
		return
	}
	_ = conn.Close()
}
