package simulator

import (
	"net/http"
	"time"
)

// spoil breaks the JSON of an answer if its fault asks for that.
func (x *exchange) spoil() {
	if x.fault == nil {
		return
	}
	switch x.fault.kind {
	case faultTruncated:
		x.out = x.out[:len(x.out)/2]
	case faultMalformed:
		x.out[len(x.out)-1] = ']' // every answer is an object
	}
}

// sendFaulty sends an answer that something is wrong with.
func (s *Simulator) sendFaulty(a alarm, w http.ResponseWriter, x *exchange) {
	if x.fault.retryAfter != nil {
		w.Header()["Retry-After"] = x.fault.retryAfter // an addition of ours: none was ever recorded
	}
	body := x.head(w, s.requestIDs)
	switch x.fault.kind {
	case faultCut:
		_, _ = w.Write(body[:len(body)/2])
		flush(w)
		abort()
	case faultSlow:
		x.trickle(a, w, body)
	default:
		_, _ = w.Write(body)
	}
}

// piecesPerSecond is in how many parts a slow body comes, where its rate has as many bytes.
const piecesPerSecond = 10

// trickle sends a body at the fault's rate. Each piece comes when its last byte is due.
func (x *exchange) trickle(a alarm, w http.ResponseWriter, body []byte) {
	rate := x.fault.rate
	piece := int(max(1, rate/piecesPerSecond))
	began := time.Now()
	flush(w) // the headers come at once
	for sent := 0; sent < len(body); {
		next := min(sent+piece, len(body))
		due := began.Add(time.Duration(int64(next) * int64(time.Second) / rate))
		if !a.wait(x.request.Context(), due) {
			abort()
		}
		giveTimeToTake(w, time.Now())
		_, _ = w.Write(body[sent:next])
		flush(w)
		sent = next
	}
}
