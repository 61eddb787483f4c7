package simulator

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/workloads/simulator/httpserver"
	"ep-benchmark/workloads/simulator/internal/simulatortest"
	"ep-benchmark/workloads/simulator/latency"
)

// bounded serves a simulator on the fake clock, and hands what connects to it to the test.
func bounded(t *testing.T, o Options, test func(t *testing.T, dial func() net.Conn)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		l := NewMemoryListener()
		served := make(chan error, 1)
		go func() { served <- New(o).Serve(ctx, l) }()
		var conns []net.Conn
		test(t, func() net.Conn {
			conn, err := l.DialContext(ctx, "", "")
			if err != nil {
				t.Fatal(err)
			}
			conns = append(conns, conn)
			return conn
		})
		for _, conn := range conns {
			_ = conn.Close()
		}
		cancel()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
}

// timeToRead is how long a client may take to read an answer.
const timeToRead = 30 * time.Second

// closedAfter reads until the server closes, and returns when that was and what came before.
func closedAfter(conn net.Conn) (took time.Duration, said string) {
	began := time.Now()
	text, _ := io.ReadAll(conn)
	return time.Since(began), string(text)
}

// dripping writes a text at a byte a second, until a write fails.
func dripping(conn net.Conn, text string) {
	for i := range len(text) {
		time.Sleep(time.Second)
		if _, err := conn.Write([]byte{text[i]}); err != nil {
			return
		}
	}
}

func TestSlowRequestsAreCut(t *testing.T) {
	const head = "POST /v2/trackers HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer EZTKx\r\nContent-Length: 100\r\n\r\n"
	for name, c := range map[string]struct {
		send func(conn net.Conn)
		at   time.Duration
		says string
	}{
		"nothing at all":       {func(net.Conn) {}, 10 * time.Second, ""},
		"headers byte by byte": {func(conn net.Conn) { dripping(conn, head) }, 10 * time.Second, "HTTP/1.1 400 "},
		"headers without end":  {func(conn net.Conn) { _, _ = io.WriteString(conn, "GET /v2/trackers HTTP/1.1\r\nHost: x\r\n") }, 10 * time.Second, ""},
		"no body":              {func(conn net.Conn) { _, _ = io.WriteString(conn, head) }, 30 * time.Second, "HTTP/1.1 408 "},
		"body byte by byte": {func(conn net.Conn) {
			_, _ = io.WriteString(conn, head)
			dripping(conn, strings.Repeat(" ", 100))
		}, 30 * time.Second, "HTTP/1.1 408 "},
	} {
		t.Run(name, func(t *testing.T) {
			bounded(t, Options{}, func(t *testing.T, dial func() net.Conn) {
				conn := dial()
				sent := make(chan struct{})
				go func() { defer close(sent); c.send(conn) }()
				took, said := closedAfter(conn)
				_ = conn.Close()
				<-sent
				if took != c.at || !strings.HasPrefix(said, c.says) || c.says == "" && said != "" {
					t.Errorf("closed after %v, expected %v: %q", took, c.at, said)
				}
				if strings.Contains(c.says, "408") && (!strings.Contains(said, `"code":"REQUEST.TIMEOUT"`) || !strings.Contains(said, "Connection: close\r\n")) {
					t.Errorf("it said %q", said)
				}
			})
		})
	}
}

// askOn sends a request without a body, and reads the answer's status.
func askOn(t *testing.T, conn net.Conn, path string) int {
	t.Helper()
	if _, err := io.WriteString(conn, "GET "+path+" HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer EZTKx\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode
}

func TestIdleConnectionsAreClosed(t *testing.T) {
	for idle, want := range map[time.Duration]time.Duration{0: 10 * time.Minute, time.Minute: time.Minute} {
		bounded(t, Options{Latency: latency.None, Bounds: httpserver.Bounds{Idle: idle}}, func(t *testing.T, dial func() net.Conn) {
			conn := dial()
			for range 2 {
				if status := askOn(t, conn, "/v2/trackers"); status != 200 {
					t.Errorf("status %d", status)
				}
				time.Sleep(want - time.Second) // within the idle time
			}
			askOn(t, conn, "/v2/trackers")
			if took, said := closedAfter(conn); took != want || said != "" {
				t.Errorf("closed after %v, expected %v: %q", took, want, said)
			}
		})
	}
}

// The time that a request has to arrive does not cut off answers that take longer: a late answer, a slow body, a stall.
func TestLateAnswersAreNotCut(t *testing.T) {
	late := func(text string) latency.Profile {
		p, err := latency.ReadProfile(simulatortest.File(t, "late.toml", text))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	tenMinutes := late("[default]\nfixed = \"10m\"\n")
	for name, c := range map[string]struct {
		o    Options
		took time.Duration
	}{
		"late":                     {Options{Latency: tenMinutes}, 10 * time.Minute},
		"later than a short bound": {Options{Bounds: httpserver.Bounds{Request: time.Second}, Latency: late("[default]\nfixed = \"2s\"\n")}, 2 * time.Second},
		"slow":                     {Options{Latency: latency.None, Faults: faulty(t, "[[fault]]\nendpoint = \"*\"\nevery = 1\nkind = \"slow\"\nbytes_per_second = 1\n", 1)}, 32 * time.Second},
		"late and slow": {
			Options{Latency: tenMinutes, Faults: faulty(t, "[[fault]]\nendpoint = \"*\"\nevery = 1\nkind = \"slow\"\nbytes_per_second = 1\n", 1)},
			10*time.Minute + 32*time.Second,
		},
	} {
		t.Run(name, func(t *testing.T) {
			for method, body := range map[string]string{"GET": "", "POST": `{"tracker":{"tracking_code":"EZ7000000007"}}`} {
				bounded(t, c.o, func(t *testing.T, dial func() net.Conn) {
					conn, began := dial(), time.Now()
					request, err := http.NewRequest(method, "http://x/v2/trackers", strings.NewReader(body))
					if err != nil {
						t.Fatal(err)
					}
					request.Header.Set("Authorization", "Bearer EZTKx")
					if err := request.Write(conn); err != nil {
						t.Fatal(err)
					}
					answer, err := http.ReadResponse(bufio.NewReader(conn), request)
					if err != nil {
						t.Fatal(err)
					}
					text, err := io.ReadAll(answer.Body)
					if took := time.Since(began); err != nil || answer.StatusCode > 201 || took < c.took {
						t.Errorf("%s: status %d after %v, expected %v: %q, %v", method, answer.StatusCode, took, c.took, text, err)
					}
				})
			}
		})
	}
}

// The server does not wait for a client that does not read its answer.
func TestClientThatDoesNotRead(t *testing.T) {
	bounded(t, Options{Latency: latency.None}, func(t *testing.T, dial func() net.Conn) {
		conn := dial()
		if _, err := io.WriteString(conn, "GET /v2/trackers HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(timeToRead + time.Second)
		if _, err := conn.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
			t.Errorf("the connection is open: %v", err)
		}
	})
}

// A connection above the limit is closed at once, and there is room again when another one ends.
func TestConnectionsAreCapped(t *testing.T) {
	var told strings.Builder
	bounded(t, Options{Latency: latency.None, Bounds: httpserver.Bounds{Connections: 3}, Log: log.New(&told, "", 0)}, func(t *testing.T, dial func() net.Conn) {
		var open []net.Conn
		for range 3 {
			open = append(open, dial())
		}
		synctest.Wait()
		for range 2 {
			if took, said := closedAfter(dial()); took != 0 || said != "" {
				t.Errorf("closed after %v: %q", took, said)
			}
		}
		for _, conn := range open {
			if status := askOn(t, conn, "/v2/trackers"); status != 200 {
				t.Errorf("status %d", status)
			}
		}
		_ = open[0].Close()
		synctest.Wait()
		conn := dial()
		if _, err := io.WriteString(conn, "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
			t.Fatal(err)
		}
		answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(answer.Body)
		if err != nil || !strings.Contains(string(text), "ep_simulator_connections 3\n") || !strings.Contains(string(text), "ep_simulator_refused_connections_total 2\n") {
			t.Errorf("%v: %s", err, text)
		}
	})
	if told.String() != "the simulator has 3 connections, the most that it takes: it closes further ones\n" {
		t.Errorf("it said %q", told.String())
	}
}

// A connection that is cut off by a fault makes room, too.
func TestHijackedConnectionsMakeRoom(t *testing.T) {
	faults := faulty(t, "[[fault]]\nendpoint = \"GET /trackers\"\nevery = 1\nkind = \"empty\"\n", 1)
	bounded(t, Options{Latency: latency.None, Faults: faults, Bounds: httpserver.Bounds{Connections: 1}}, func(t *testing.T, dial func() net.Conn) {
		for range 3 {
			conn := dial()
			if _, err := io.WriteString(conn, "GET /v2/trackers HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
				t.Fatal(err)
			}
			closedAfter(conn)
			synctest.Wait()
		}
		if status := askOn(t, dial(), "/v2/parcels/prcl_1"); status != 404 {
			t.Errorf("status %d", status)
		}
	})
}

func TestLongHeadersAreRefused(t *testing.T) {
	bounded(t, Options{Latency: latency.None}, func(t *testing.T, dial func() net.Conn) {
		conn := dial()
		go func() {
			_, _ = io.WriteString(conn, "GET /v2/trackers HTTP/1.1\r\nHost: x\r\nX-Long: "+strings.Repeat("x", 32<<10)+"\r\n\r\n")
		}()
		answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil || answer.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
			t.Errorf("%v, %v", answer, err)
		}
	})
}
