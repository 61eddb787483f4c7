package simulator

import (
	"net/http"
	"time"
)

// spoil breaks the JSON of an answer if its fault asks for that.
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

// flush sends what was written so far. All of the server's writers support that. For writers of tests that do not, the
// error is ignored.
func flush(w http.ResponseWriter) { _ = http.NewResponseController(w).Flush() }

// abort ends the connection (with HTTP/2, the stream) without an entry in the log.
func abort() { panic(http.ErrAbortHandler) }

// hangUp ends the connection of a request, either in order or by a reset that also drops unsent bytes. With HTTP/2,
// where other requests share the connection, it resets the request's stream in both cases.
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
