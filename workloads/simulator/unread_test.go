package simulator

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/engine/alarm"
	"ep-benchmark/workloads/simulator/latency"
)

// What the answers that wait for their clients may take, in bytes: of large answers, and of a long list among them.
// Small answers are not counted.
const (
	roomForAnswers = 256 << 20
	roomForList    = 4 << 20
	smallAnswer    = 64 << 10
)

// Answers that clients don't read take a bounded amount of memory, which is free again when those clients are cut off.
func TestUnreadAnswersAreBounded(t *testing.T) {
	inBubbleOf(t, Options{Latency: latency.None}, func(t *testing.T, s *Simulator, client *http.Client) {
		const list = "/v2/shipments?page_size=100&purchased=false"
		tally(t, client, "POST", "/v2/shipments", recordedShipment, 100)
		const others = roomForAnswers - roomForList // that others don't read
		s.outbox.Take(others)
		r := request(t, t.Context(), "GET", list, "")
		r.Header.Set("Accept-Encoding", "identity")
		unread, err := client.Do(r) // its body is not read
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = unread.Body.Close() }()
		if got := tally(t, client, "GET", list, "", 1); got != "map[503:1]" {
			t.Errorf("over the bound: %s", got)
		}
		if got := tally(t, client, "POST", "/v2/shipments", recordedShipment, 1); got != "map[201:1]" {
			t.Errorf("a small answer: %s", got)
		}
		time.Sleep(timeToRead + time.Second)
		synctest.Wait()
		if got := tally(t, client, "GET", list, "", 1); got != "map[200:1]" {
			t.Errorf("when the client was cut: %s", got)
		}
		synctest.Wait() // the handler may still be giving back what the client has
		if !s.outbox.Take(roomForAnswers-others) || s.outbox.Take(smallAnswer+1) {
			t.Error("bytes are counted that no answer holds, or not counted that others hold")
		}
	})
}

// A large answer that finds no room when it is due is replaced by an error.
func TestLargeAnswerWithoutRoom(t *testing.T) {
	s := New(Options{Latency: latency.None})
	s.outbox.Take(roomForAnswers)
	c := newExchange(httptest.NewRequest("GET", "/v2/batches/batch_1", nil), time.Now())
	c.Out = make([]byte, smallAnswer+1)
	recorder := httptest.NewRecorder()
	s.send(alarm.Runtime{}, recorder, c)
	if recorder.Code != http.StatusServiceUnavailable || !strings.Contains(recorder.Body.String(), "do not read") {
		t.Errorf("%d: %s", recorder.Code, recorder.Body)
	}
	s.outbox.Give(roomForAnswers)
	if !s.outbox.Take(roomForAnswers) {
		t.Error("the answer that found no room is counted")
	}
}
