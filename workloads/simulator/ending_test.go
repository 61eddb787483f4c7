package simulator

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/workloads/simulator/latency"
)

// A client that sends its whole request before it reads gets its answer. This holds for sockets too, although the
// kernel answers bytes for a closed socket with a reset.
func TestRefusalsArriveWhileTheClientSends(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- New(Options{Latency: latency.None}).Serve(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
	const large = 12 << 20
	rest := strings.Repeat("x", large)
	for name, c := range map[string]struct {
		head   string
		status int
	}{
		"too large":      {headOf("POST /v2/trackers", withKey+"Content-Length: 12582912\r\n"), 413},
		"no key":         {headOf("POST /v2/trackers", "Content-Length: 12582912\r\n"), 401},
		"no such path":   {headOf("POST /v2/nothing", withKey+"Content-Length: 12582912\r\n"), 404},
		"no such method": {headOf("PUT /v2/trackers", withKey+"Content-Length: 12582912\r\n"), 405},
		"broken chunks":  {headOf("POST /v2/trackers", withKey+"Transfer-Encoding: chunked\r\n"), 400},
		"headers":        {"GET / HTTP/1.1\r\nX: ", 431},
		"no HTTP":        {"HELO\r\n", 400},
		"no such coding": {headOf("POST /v2/trackers", "Transfer-Encoding: rot13\r\n"), 501},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			conn, err := net.Dial("tcp", l.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = conn.Close() }()
			say(t, conn, c.head)
			say(t, conn, rest)
			answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
			if err != nil {
				t.Fatal(err)
			}
			if text, err := io.ReadAll(answer.Body); err != nil || len(text) == 0 || answer.StatusCode != c.status || !answer.Close {
				t.Errorf("%s, closing %v: %q, %v", answer.Status, answer.Close, text, err)
			}
		})
	}
}

// The server stops within its time, whatever its clients do.
func TestStopWhileClientsHang(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		l, served := NewMemoryListener(), make(chan error, 1)
		go func() { served <- New(Options{Latency: latency.None}).Serve(ctx, l) }()
		for _, text := range []string{
			"", "GET /v2/trac", "GET /v2/trackers HTTP/1.1\r\nHost: x\r\n",
			headOf("POST /v2/trackers", withKey+"Content-Length: 100\r\n"), // hears nothing until it has sent all
			headOf("POST /v2/trackers", "Content-Length: 100\r\n"),
			headOf("POST /v2/trackers", withKey+"Content-Length: 10000000\r\n"), // is answered, and does not read
			headOf("GET /v2/trackers", withKey),
		} {
			conn, err := l.DialContext(ctx, "", "")
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = conn.Close() }()
			if _, err := io.WriteString(conn, text); err != nil {
				t.Fatal(err)
			}
		}
		synctest.Wait()
		began := time.Now()
		cancel()
		if err := <-served; err != nil {
			t.Error(err)
		}
		if took := time.Since(began); took > time.Second {
			t.Errorf("it took %v", took)
		}
		time.Sleep(time.Second) // of the bubble: the library rests half a second before it closes after a large body
	})
}
