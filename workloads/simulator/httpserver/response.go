package httpserver

import (
	"net/http"
	"time"
)

// StopReading ends at once the time that a request has to arrive, because the library would otherwise read on before it
// closes the connection.
func StopReading(w http.ResponseWriter) {
	_ = http.NewResponseController(w).SetReadDeadline(time.Unix(1, 0)) // a test's writer has none
}

// ExtendWriteDeadline gives the client the time to take an answer, or a piece of a slow one.
func ExtendWriteDeadline(w http.ResponseWriter, now time.Time) {
	// This uses no http.ResponseController, which would make an error for every writer of a benchmark, since those have no
	// deadlines.
	if timed, ok := w.(interface{ SetWriteDeadline(time.Time) error }); ok {
		_ = timed.SetWriteDeadline(now.Add(readTimeout)) // the write fails if the connection is gone
	}
}

// Flush sends what was written so far. All of the server's writers support that. For writers of tests that do not, the
// error is ignored.
func Flush(w http.ResponseWriter) { _ = http.NewResponseController(w).Flush() }

// Abort ends the connection (with HTTP/2, the stream) without an entry in the log.
func Abort() { panic(http.ErrAbortHandler) }

// HangUp ends the connection of a request, either in order or by a reset that also drops unsent bytes. With HTTP/2,
// where other requests share the connection, it resets the request's stream in both cases.
func HangUp(w http.ResponseWriter, reset bool) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		Abort()
	}
	if reset {
		breakOff(conn)
		return
	}
	_ = conn.Close()
}
