package easypost

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// endless writes a beginning, and then a part again and again until a write
// fails.
func endless(status int, beginning, part string) http.HandlerFunc {
	piece := []byte(strings.Repeat(part, 64<<10/len(part)))
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, beginning)
		for {
			if _, err := w.Write(piece); err != nil {
				return
			}
		}
	}
}

// A request whose answer has no end fails with an error that names the exceeded
// limit, and takes only a small part of the answer's size in memory.
func TestEndlessAnswers(t *testing.T) {
	for name, c := range map[string]struct {
		status                       int
		beginning, part, kind, words string
	}{
		"white space":     {200, "", " ", "wrong answer", "more than the 8388608 bytes that are accepted"},
		"passed over":     {200, `{"x":"`, "x", "wrong answer", "more than the 8388608 bytes that are accepted"},
		"numbers":         {200, `{"x":[1`, ",1", "wrong answer", "more than the 8388608 bytes that are accepted"},
		"a value":         {200, `{"id":"`, "x", "wrong answer", "a value in the answer has more than the 16384 bytes that are accepted"},
		"a name":          {200, `{"`, "x", "wrong answer", "a value in the answer has more than the 16384 bytes that are accepted"},
		"a number":        {200, `{"parcel":{"weight":1`, "1", "wrong answer", "a value in the answer has more than the 16384 bytes that are accepted"},
		"texts":           {200, `{"id":"shp_1"`, `,"reference":"abcdefghijklmnopqrstuvwxyz"`, "wrong answer", "more than the 65536 bytes of text that are accepted"},
		"rates":           {200, `{"rates":[{}`, `,{"rate":"1.00"}`, "wrong answer", "more than 1000 rates"},
		"an error":        {500, "<html>", "x", "http 500", "HTTP 500: <html>xxx"},
		"one too many":    {429, "<html>", "x", "rate limited", "HTTP 429"},
		"a refused error": {403, `{"error":{"code":"A.B","message":"m","x":"`, "x", "http 403 A.B", "HTTP 403 A.B: m"},
	} {
		t.Run(name, func(t *testing.T) {
			session := onLoopback(t, endless(c.status, c.beginning, c.part))
			create := creating(t)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			checkError(t, create(session, 0), c.kind, c.words)
			runtime.ReadMemStats(&after)
			if taken := after.TotalAlloc - before.TotalAlloc; taken > 1<<20 {
				t.Errorf("%d bytes were taken", taken)
			}
			if size := cap(session.answer); size > window+bytes.MinRead {
				t.Errorf("the session holds %d bytes", size)
			}
		})
	}
}

// An answer that is longer than a session's window is decoded like a shorter
// one.
func TestLongAnswer(t *testing.T) {
	line := sampleShipments(t)[0]
	var rates []any
	for i := range 900 {
		rates = append(rates, with(goodRate(), "id", fmt.Sprintf("rate_%032d", i)))
	}
	body := rendered(t, with(with(good(&line), "rates", rates), "forms", strings.Repeat("é\n", 100_000)))
	traffic := trafficOf(t, answering(201, body))
	session := traffic.Session(0)
	for range 2 {
		created, size, err := session.CreateShipment(t.Context(), &line)
		if err != nil || size != len(body) || len(created.Rates) != 900 || created.Rates[899].ID != "rate_00000000000000000000000000000899" {
			t.Errorf("%d bytes of %d, %d rates, %v", size, len(body), len(created.Rates), err)
		}
	}
	if reused := traffic.Evidence().Reused; reused != 1 {
		t.Errorf("%d requests went out on a connection that was there: expected the second", reused)
	}
	session = onLoopback(t, answering(201, body[:len(body)-1]+" x"))
	checkError(t, creating(t)(session, 0), "wrong answer", "no shipment")
}

// The key is found wherever the pieces of a long answer end.
func TestKeyAcrossPieces(t *testing.T) {
	for _, form := range []string{testKey, written["base64 as sent"](testKey)} {
		for ahead := range len(form) + 2 {
			text := `{"id":"trk_1","x":"` + strings.Repeat("x", piece*4-ahead-20) + form + strings.Repeat("y", piece) + `"}`
			if err := decodedInPieces([]byte(text), piece, new(Tracker)); !errors.Is(err, errKeyShown) {
				t.Fatalf("%s, %d bytes ahead: %v", form, ahead, err)
			}
			if err := decodedInPieces([]byte(text), 3, new(Tracker)); !errors.Is(err, errKeyShown) {
				t.Fatalf("%s, 3 bytes at a time: %v", form, err)
			}
		}
	}
}

// A compressed answer is not unpacked, however small it is.
func TestCompressedAnswer(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = z.Write(bytes.Repeat([]byte(" "), 2*LongestAnswer))
	_ = z.Close()
	session := onLoopback(t, func(w http.ResponseWriter, r *http.Request) {
		if coding := r.Header.Get("Accept-Encoding"); coding != "" {
			t.Errorf("the client accepts %q", coding)
		}
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(packed.Bytes())
	})
	checkError(t, tracking(t)(session, 0), "wrong answer", "no tracker: expected an object")
}

// When long answers use up the budget, the next one waits, as long as its
// request may take. An ordinary answer does not wait.
func TestLongAnswersShareTheirMemory(t *testing.T) {
	tail := `{"id":"trk_1","tracking_code":"EZ7000000007","status":"unknown"}`
	long := strings.Repeat(" ", 2*window) + tail
	handled(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		body := tail
		if r.Header.Get("User-Agent") == "long" {
			body = long
		}
		_, _ = io.WriteString(w, body)
	}, func(t *testing.T, client *Client) {
		if err := longAnswers.Acquire(t.Context(), allLongAnswers); err != nil {
			t.Fatal(err)
		}
		session := client.Traffic(1).Session(0)
		if _, _, err := session.Track(t.Context(), TestCodes[6]); err != nil {
			t.Errorf("an ordinary answer: %v", err)
		}
		session.header.Set("User-Agent", "long")
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, _, err := session.Track(ctx, TestCodes[6]); !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "share 64 MiB") {
			t.Errorf("a long one: %v", err)
		}
		done := make(chan error, 1)
		go func() {
			_, _, err := session.Track(t.Context(), TestCodes[6])
			done <- err
		}()
		synctest.Wait()
		select {
		case err := <-done:
			t.Errorf("it did not wait: %v", err)
		default:
		}
		longAnswers.Release(allLongAnswers)
		if err := <-done; err != nil {
			t.Errorf("after its wait: %v", err)
		}
	})
}
