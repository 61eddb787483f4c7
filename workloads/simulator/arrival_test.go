package simulator

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/workloads/simulator/httpserver"
	"ep-benchmark/workloads/simulator/internal/simulatortest"
	"ep-benchmark/workloads/simulator/latency"
	"ep-benchmark/workloads/simulator/wire"
)

// trackerBody is a body that creates a tracker.
const trackerBody = `{"tracker":{"tracking_code":"EZ7000000007"}}`

// headOf is the head of a request, with more of it after the line break of the last header that all have.
func headOf(line, more string) string {
	return line + " HTTP/1.1\r\nHost: x\r\n" + more + "\r\n"
}

const withKey = "Authorization: Bearer EZTKx\r\n"

// say writes to the server, from a goroutine of its own where the server may not read it.
func say(t *testing.T, conn net.Conn, text string) {
	t.Helper()
	if _, err := io.WriteString(conn, text); err != nil {
		t.Fatal(err)
	}
}

// answerOn reads a whole answer, and fails unless its body is JSON.
func answerOn(t *testing.T, from *bufio.Reader) (answer *http.Response, body string) {
	t.Helper()
	answer, err := http.ReadResponse(from, nil)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(answer.Body)
	if err != nil || !json.Valid(text) {
		t.Fatalf("%d: %q, %v", answer.StatusCode, text, err)
	}
	return answer, string(text)
}

// fixedLatency is a profile of one delay.
func fixedLatency(t *testing.T, delay string) latency.Profile {
	t.Helper()
	p, err := latency.ReadProfile(simulatortest.File(t, "fixed.toml", "[default]\nfixed = \""+delay+"\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A request that takes nearly all of its time to arrive is still answered.
func TestSlowRequestsWithinTheirTimeAreAnswered(t *testing.T) {
	const slowly = "[[fault]]\nendpoint = \"*\"\nevery = 1\nkind = \"slow\"\nbytes_per_second = 100\n"
	for name, c := range map[string]struct {
		o    Options
		body time.Duration // after the headers
		due  time.Duration // after the headers as well, at the earliest
	}{
		"at once":                    {Options{Latency: latency.None, Bounds: httpserver.Bounds{Request: 2 * time.Minute}}, 33 * time.Second, 33 * time.Second},
		"in the last second":         {Options{Latency: latency.None}, 29 * time.Second, 29 * time.Second},
		"hours":                      {Options{Latency: latency.None, Bounds: httpserver.Bounds{Request: 24 * time.Hour}}, 23 * time.Hour, 23 * time.Hour},
		"with the usual delay":       {Options{Bounds: httpserver.Bounds{Request: 2 * time.Minute}}, 33 * time.Second, 33 * time.Second},
		"with a long delay":          {Options{Latency: fixedLatency(t, "10m"), Bounds: httpserver.Bounds{Request: 2 * time.Minute}}, 100 * time.Second, 10 * time.Minute},
		"with a slow body":           {Options{Latency: latency.None, Faults: faulty(t, slowly, 1)}, 29 * time.Second, 34 * time.Second},
		"with a delay and slow body": {Options{Latency: fixedLatency(t, "1m"), Faults: faulty(t, slowly, 1)}, 29 * time.Second, 65 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			bounded(t, c.o, func(t *testing.T, dial func() net.Conn) {
				conn, began := dial(), time.Now()
				say(t, conn, headOf("POST /v2/trackers", withKey+"Content-Length: 44\r\n"))
				time.Sleep(c.body)
				say(t, conn, trackerBody)
				answer, _ := answerOn(t, bufio.NewReader(conn))
				if took := time.Since(began); answer.StatusCode != http.StatusCreated || answer.Close || took < c.due {
					t.Errorf("%s after %v, closing %v", answer.Status, took, answer.Close)
				}
				if status := askOn(t, conn, "/v2/trackers"); status != http.StatusOK {
					t.Errorf("the connection's next answer is %d", status)
				}
			})
		})
	}
}

// A request that does not arrive is answered without the delay.
func TestUnfinishedRequestsAreNotDelayed(t *testing.T) {
	for name, status := range map[string]int{withKey: 408, "": 401} {
		bounded(t, Options{Latency: fixedLatency(t, "10m")}, func(t *testing.T, dial func() net.Conn) {
			conn, began := dial(), time.Now()
			say(t, conn, headOf("POST /v2/trackers", name+"Content-Length: 100\r\n"))
			answer, _ := answerOn(t, bufio.NewReader(conn))
			if took := time.Since(began); answer.StatusCode != status || took != httpserver.DefaultRequestTime {
				t.Errorf("%s after %v", answer.Status, took)
			}
		})
	}
}

// A client that closes its side in the middle of its request, and reads on, gets an error. A client that closes it
// during the delay has left, as the library sees it, and gets no answer. In particular it gets no 200 without a body.
func TestClientsThatCloseTheirSide(t *testing.T) {
	for text, want := range map[string]string{
		headOf("POST /v2/trackers", withKey+"Content-Length: 100\r\n"): "HTTP/1.1 400 ",
		headOf("POST /v2/trackers", "Content-Length: 100\r\n"):         "HTTP/1.1 401 ",
		headOf("GET /v2/trackers", withKey):                            "",
	} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			l, served := NewMemoryListener(), make(chan error, 1)
			go func() { served <- New(Options{}).Serve(ctx, l) }()
			client, server := simulatortest.HalfPipes()
			l.conns <- server
			say(t, client.Out, text)
			synctest.Wait() // the answer waits for its time
			_ = client.CloseWrite()
			said, _ := io.ReadAll(client)
			if !strings.HasPrefix(string(said), want) || want == "" && len(said) > 0 {
				t.Errorf("%q: %q", text, said)
			}
			_ = client.Close()
			cancel()
			if err := <-served; err != nil {
				t.Error(err)
			}
		})
	}
}

// unfinished are requests whose bodies don't come, and what is wrong with them.
var unfinished = map[string]struct {
	head   string
	status int
}{
	"no body":              {headOf("POST /v2/trackers", withKey+"Content-Length: 100\r\n"), 408},
	"no chunk":             {headOf("POST /v2/trackers", withKey+"Transfer-Encoding: chunked\r\n"), 408},
	"no large body":        {headOf("POST /v2/trackers", withKey+"Content-Length: 1000000\r\n"), 408},
	"no key":               {headOf("POST /v2/trackers", "Content-Length: 100\r\n"), 401},
	"no key and no chunk":  {headOf("POST /v2/trackers", "Transfer-Encoding: chunked\r\n"), 401},
	"no such path":         {headOf("POST /v2/nothing", withKey+"Content-Length: 100\r\n"), 404},
	"no such method":       {headOf("PUT /v2/trackers", withKey+"Content-Length: 100\r\n"), 405},
	"a list with a body":   {headOf("GET /v2/trackers", withKey+"Content-Length: 100\r\n"), 408},
	"health with a body":   {headOf("GET /healthz", "Content-Length: 100\r\n"), 200},
	"HTTP/1.0 and no body": {"POST /v2/trackers HTTP/1.0\r\n" + withKey + "Content-Length: 100\r\n\r\n", 408},
}

// A request that does not arrive in its time is answered with what is wrong with it before the connection is closed.
func TestUnfinishedRequestsAreAnswered(t *testing.T) {
	for name, c := range unfinished {
		for feed, send := range map[string]func(net.Conn){
			"silence":   func(net.Conn) {},
			"drops":     func(conn net.Conn) { dripping(conn, strings.Repeat("0", 100)) },
			"the start": func(conn net.Conn) { _, _ = io.WriteString(conn, "0") },
		} {
			if feed == "drops" && strings.Contains(name, "chunk") {
				continue // a hundred digits are no valid size of a chunk
			}
			t.Run(name+", "+feed, func(t *testing.T) {
				bounded(t, Options{Latency: latency.None}, func(t *testing.T, dial func() net.Conn) {
					conn, began := dial(), time.Now()
					say(t, conn, c.head)
					sent := make(chan struct{})
					go func() { defer close(sent); send(conn) }()
					from := bufio.NewReader(conn)
					answer, text := answerOn(t, from)
					if answer.StatusCode != c.status || !answer.Close {
						t.Errorf("%s, closing %v: %s", answer.Status, answer.Close, text)
					}
					if c.status == 408 && !strings.Contains(text, `"code":"REQUEST.TIMEOUT"`) {
						t.Errorf("it says %s", text)
					}
					if more, err := from.ReadByte(); !errors.Is(err, io.EOF) {
						t.Errorf("after the answer comes %q, %v", more, err)
					}
					// The library waits half a second before it closes the connection after a large body.
					if took := time.Since(began) - httpserver.DefaultRequestTime; took < 0 || took > time.Second/2 {
						t.Errorf("closed %v after the time", took)
					}
					_ = conn.Close()
					<-sent
				})
			})
		}
	}
}

// A request that is known to be invalid is refused at once, without waiting for the rest of its body.
func TestHopelessRequestsAreRefusedAtOnce(t *testing.T) {
	for name, c := range map[string]struct {
		head   string
		status int
	}{
		"too large":           {headOf("POST /v2/trackers", withKey+"Content-Length: 1048577\r\n"), 413},
		"large, and no key":   {headOf("POST /v2/trackers", "Content-Length: 1000000\r\n"), 401},
		"no such path, large": {headOf("POST /v2/nothing", "Content-Length: 1000000\r\n"), 404},
		"waits for a word":    {headOf("POST /v2/trackers", "Expect: 100-continue\r\nContent-Length: 100\r\n"), 401},
		"broken chunks":       {headOf("POST /v2/trackers", withKey+"Transfer-Encoding: chunked\r\n") + "?\r\n", 400},
		"chunks, too large": {
			headOf("POST /v2/trackers", withKey+"Transfer-Encoding: chunked\r\n") + "200000\r\n" + strings.Repeat(" ", wire.LargestBody+1), 413,
		},
	} {
		t.Run(name, func(t *testing.T) {
			bounded(t, Options{Latency: latency.None}, func(t *testing.T, dial func() net.Conn) {
				conn, began := dial(), time.Now()
				go func() { _, _ = io.WriteString(conn, c.head) }() // the server may not read all of it
				from := bufio.NewReader(conn)
				answer, _ := answerOn(t, from)
				if took := time.Since(began); answer.StatusCode != c.status || !answer.Close || took != 0 {
					t.Errorf("%s after %v, closing %v", answer.Status, took, answer.Close)
				}
				_, err := from.ReadByte()
				if took := time.Since(began); !errors.Is(err, io.EOF) || took > time.Second/2 { // the library's pause before it closes
					t.Errorf("closed after %v: %v", took, err)
				}
			})
		})
	}
}

// A refusal does not close the connection if the request arrives within its time.
func TestRefusalsKeepTheConnection(t *testing.T) {
	unavailable := faulty(t, "[[fault]]\nendpoint = \"POST /parcels\"\nevery = 1\nkind = \"status\"\nstatus = 503\n", 1)
	for name, c := range map[string]struct {
		head   string
		body   string
		status int
	}{
		"no key":          {headOf("POST /v2/trackers", "Content-Length: 44\r\n"), trackerBody, 401},
		"no such path":    {headOf("POST /v2/nothing", "Content-Length: 44\r\n"), trackerBody, 404},
		"no such method":  {headOf("PUT /v2/trackers", withKey+"Content-Length: 44\r\n"), trackerBody, 405},
		"no JSON":         {headOf("POST /v2/trackers", withKey+"Content-Length: 1\r\n"), "?", 400},
		"chunks, no key":  {headOf("POST /v2/trackers", "Transfer-Encoding: chunked\r\n"), "1\r\n?\r\n0\r\n\r\n", 401},
		"a fault's turn":  {headOf("POST /v2/parcels", withKey+"Content-Length: 44\r\n"), trackerBody, 503},
		"the largest":     {headOf("POST /v2/trackers", "Content-Length: 262144\r\n"), strings.Repeat(" ", 256<<10), 401},
		"a word was said": {headOf("POST /v2/trackers", withKey+"Content-Length: 44\r\n"), trackerBody, 201},
	} {
		t.Run(name, func(t *testing.T) {
			bounded(t, Options{Latency: latency.None, Faults: unavailable}, func(t *testing.T, dial func() net.Conn) {
				conn := dial()
				say(t, conn, c.head)
				time.Sleep(20 * time.Second) // longer than an answer may be taken, counted from a request's other end
				say(t, conn, c.body)
				if answer, _ := answerOn(t, bufio.NewReader(conn)); answer.StatusCode != c.status || answer.Close {
					t.Errorf("%s, closing %v", answer.Status, answer.Close)
				}
				if status := askOn(t, conn, "/v2/trackers"); status != http.StatusOK {
					t.Errorf("the connection's next answer is %d", status)
				}
			})
		})
	}
}

// The time that a client has to read an answer begins when the answer is due, not when its request began.
func TestSlowClientThatDoesNotRead(t *testing.T) {
	bounded(t, Options{Latency: latency.None, Bounds: httpserver.Bounds{Request: 2 * time.Minute}}, func(t *testing.T, dial func() net.Conn) {
		conn := dial()
		say(t, conn, headOf("POST /v2/trackers", withKey+"Content-Length: 44\r\n"))
		time.Sleep(100 * time.Second)
		say(t, conn, trackerBody)
		time.Sleep(timeToRead + time.Second)
		if _, err := conn.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
			t.Errorf("the connection is open: %v", err)
		}
	})
}

// Over HTTP/2 a request that is too slow ends alone.
func TestSlowRequestsOverHTTP2(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		l, served := NewMemoryListener(), make(chan error, 1)
		certificate, err := httpserver.NewCertificate("127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		go func() { served <- New(Options{Latency: latency.None}).ServeTLS(ctx, l, certificate) }()
		dials := 0
		transport := &http.Transport{
			ForceAttemptHTTP2: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
			DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) { dials++; return l.DialContext(ctx, "", "") },
		}
		client := &http.Client{Transport: transport}
		for _, c := range []struct {
			key    string
			after  time.Duration
			body   string
			status int
		}{
			{"Bearer EZTKx", time.Minute, "", 408},
			{"Bearer EZTKx", 29 * time.Second, trackerBody, 201},
			{"", time.Minute, "", 401},
		} {
			reader, writer := io.Pipe()
			late := time.AfterFunc(c.after, func() { _, _ = io.WriteString(writer, c.body); _ = writer.Close() })
			r, _ := http.NewRequestWithContext(ctx, "POST", "https://simulator/v2/trackers", reader)
			r.Header.Set("Authorization", c.key)
			answer, err := client.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			if text, err := io.ReadAll(answer.Body); err != nil || !json.Valid(text) || answer.StatusCode != c.status || answer.ProtoMajor != 2 {
				t.Errorf("%s by %s: %q, %v", answer.Status, answer.Proto, text, err)
			}
			_ = answer.Body.Close()
			late.Stop()
			_ = writer.Close()
		}
		if dials != 1 {
			t.Errorf("the requests took %d connections", dials)
		}
		transport.CloseIdleConnections()
		cancel()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
}
