package simulator

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// Clients that don't read large answers take so much memory and no more, and what they took is free when they are cut.
func TestUnreadAnswersAreBounded(t *testing.T) {
	inBubbleOf(t, Options{Latency: None}, func(t *testing.T, s *Simulator, client *http.Client) {
		const list = "/v2/shipments?page_size=100"
		tally(t, client, "POST", "/v2/shipments", recordedShipment, 100)
		s.outbox.bytes.Store(mostUnread - 1<<20 - 1) // as if others read nothing
		r := request(t, t.Context(), "GET", list, "")
		r.Header.Set("Accept-Encoding", "identity")
		unread, err := client.Do(r) // whose body nobody reads
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = unread.Body.Close() }()
		if got := tally(t, client, "GET", list, "", 1); got != "map[503:1]" {
			t.Errorf("over the bound: %s", got)
		}
		if got := tally(t, client, "GET", "/v2/shipments?page_size=1", "", 1); got != "map[200:1]" {
			t.Errorf("a small answer: %s", got)
		}
		time.Sleep(readTimeout + time.Second)
		synctest.Wait()
		if got := tally(t, client, "GET", list, "", 1); got != "map[200:1]" {
			t.Errorf("when the client was cut: %s", got)
		}
		if held := s.outbox.bytes.Load(); held != mostUnread-1<<20-1 {
			t.Errorf("%d bytes are counted that nobody holds", held-(mostUnread-1<<20-1))
		}
	})
}

// Small answers are taken in any case.
func TestOutbox(t *testing.T) {
	s := New(Options{Latency: None})
	s.outbox.bytes.Store(mostUnread)
	if !s.outbox.take(smallReply) || s.outbox.take(smallReply+1) {
		t.Error("small answers are always taken, and large ones are not")
	}
	s.outbox.give(smallReply)
	if held := s.outbox.bytes.Load(); held != mostUnread {
		t.Errorf("%d bytes are counted", held)
	}
	if text := string(errUnread.append(nil)); !strings.Contains(text, "do not read") {
		t.Error(text)
	}
}
