package easypost

import (
	"bufio"
	"errors"
	"io"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/workloads/shipping"
	"ep-benchmark/workloads/simulator"
)

// When a server answers before it has read the body, the transport is still
// sending the body. The session must then use neither the body's buffer nor the
// trace again, or the next request would overwrite this one.
func TestAnswerBeforeTheBody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		defer time.Sleep(time.Second) // the server's goroutines see their connections closed
		listener := simulator.NewMemoryListener()
		defer func() { _ = listener.Close() }()
		go answerEarly(listener)
		client, err := New(Options{BaseURL: "http://hasty", Key: testKey, Dial: listener.DialContext})
		if err != nil {
			t.Fatal(err)
		}
		defer client.Close()
		traffic := client.Traffic(1)
		session := traffic.Session(0)
		large := shipping.Shipment{Contents: "x"}
		large.Recipient.Street1 = string(make([]byte, 64<<10))
		for range 20 {
			var answered *Error
			if _, _, err := session.CreateShipment(t.Context(), &large); !errors.As(err, &answered) || answered.Status != 413 {
				t.Fatalf("error %v", err)
			}
			if traffic.InFlight() != 0 {
				t.Errorf("%d in flight", traffic.InFlight())
			}
		}
		if e := traffic.Evidence(); e.Statuses["413"] != 20 || e.InFlightMax > 1 {
			t.Errorf("evidence %+v", e)
		}
	})
}

// answerEarly answers the first request of every connection as soon as its
// headers have arrived, and reads the body slowly.
func answerEarly(listener *simulator.MemoryListener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go func() {
			defer func() { _ = conn.Close() }()
			reader := bufio.NewReader(conn)
			for line := "-"; line != "\r\n"; {
				if line, err = reader.ReadString('\n'); err != nil {
					return
				}
			}
			_, _ = io.WriteString(conn, "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n")
			for err == nil {
				time.Sleep(10 * time.Millisecond)
				_, err = io.CopyN(io.Discard, reader, 4096)
			}
		}()
	}
}
