package easypost

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
)

// A body without an end is read up to the limit and no further, whether its
// length is declared or not.
func TestAnswerBeyondTheLimit(t *testing.T) {
	chunk := []byte(strings.Repeat(" ", 1<<20))
	for name, length := range map[string]string{"told": strconv.Itoa(1 << 40), "just too long": strconv.Itoa(LongestAnswer + 1), "untold": ""} {
		t.Run(name, func(t *testing.T) {
			session := onLoopback(t, func(w http.ResponseWriter, _ *http.Request) {
				if length != "" {
					w.Header().Set("Content-Length", length)
				}
				for {
					if _, err := w.Write(chunk); err != nil {
						return
					}
				}
			})
			checkError(t, tracking(t)(session, 0), "wrong answer", "accepted")
			if size := cap(session.answer); size > window+bytes.MinRead {
				t.Errorf("%d bytes were taken for the beginning of an answer", size)
			}
		})
	}
}

// No memory is reserved for a length that is only declared.
func TestClaimedLength(t *testing.T) {
	session := onLoopback(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", strconv.Itoa(LongestAnswer))
		_, _ = io.WriteString(w, "{")
	})
	checkError(t, tracking(t)(session, 0), "connection closed", "before its answer was whole")
	if size := cap(session.answer); size > window+bytes.MinRead {
		t.Errorf("%d bytes were taken", size)
	}
}

// An answer of exactly the limit is accepted.
func TestAnswerAtTheLimit(t *testing.T) {
	tail := `{"id":"trk_1","tracking_code":"EZ7000000007","status":"unknown"}`
	session := onLoopback(t, answering(200, strings.Repeat(" ", LongestAnswer-len(tail))+tail))
	if tracker, size, err := session.Track(t.Context(), TestCodes[6]); err != nil || size != LongestAnswer || tracker.ID != "trk_1" {
		t.Errorf("%d bytes, %v, %v", size, tracker, err)
	}
}

func TestHeadersBeyondTheLimit(t *testing.T) {
	session := onLoopback(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Long", strings.Repeat("x", 1<<20))
	})
	checkError(t, tracking(t)(session, 0), "error", "POST /v2/trackers: ")
}
