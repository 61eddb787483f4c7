package simulator

import (
	"net/http"
	"time"

	"ep-benchmark/engine/alarm"
	"ep-benchmark/workloads/simulator/faults"
	"ep-benchmark/workloads/simulator/httpserver"
)

// breakBody breaks the JSON of an answer if its fault asks for that.
func (x *exchange) breakBody() {
	if x.fault == nil {
		return
	}
	switch x.fault.Kind {
	case faults.Truncated:
		x.Out = x.Out[:len(x.Out)/2]
	case faults.Malformed:
		x.Out[len(x.Out)-1] = '>' // the end of an object, a list or a file
	}
}

// sendFaulty sends an answer that something is wrong with.
func (s *Simulator) sendFaulty(a alarm.Alarm, w http.ResponseWriter, x *exchange) {
	if x.fault.RetryAfter != nil {
		w.Header()["Retry-After"] = x.fault.RetryAfter // an addition of ours: none was ever recorded
	}
	body := x.head(w, s.requestIDs)
	switch x.fault.Kind {
	case faults.Cut:
		_, _ = w.Write(body[:len(body)/2])
		httpserver.Flush(w)
		httpserver.Abort()
	case faults.Slow:
		x.trickle(a, w, body)
	default:
		_, _ = w.Write(body)
	}
}

// piecesPerSecond is in how many parts a slow body comes, where its rate has as many bytes.
const piecesPerSecond = 10

// trickle sends a body at the fault's rate. Each piece comes when its last byte is due.
func (x *exchange) trickle(a alarm.Alarm, w http.ResponseWriter, body []byte) {
	rate := x.fault.Rate
	piece := int(max(1, rate/piecesPerSecond))
	began := time.Now()
	httpserver.Flush(w) // the headers come at once
	for sent := 0; sent < len(body); {
		next := min(sent+piece, len(body))
		due := began.Add(time.Duration(int64(next) * int64(time.Second) / rate))
		if !a.Wait(x.Request.Context(), due) {
			httpserver.Abort()
		}
		httpserver.ExtendWriteDeadline(w, time.Now())
		_, _ = w.Write(body[sent:next])
		httpserver.Flush(w)
		sent = next
	}
}
