package easypost

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/workloads/simulator"
	"ep-benchmark/workloads/simulator/latency"
)

// An error on the way to the server says what to do about it.
func TestAdviceOnTheWay(t *testing.T) {
	for name, c := range map[string]struct {
		err         error
		kind, words string
	}{
		"no such host":  {&net.DNSError{Err: "no such host", Name: "api.example", IsNotFound: true}, "unknown host", "check the host's name"},
		"no lookup":     {&net.DNSError{Err: "server misbehaving", Name: "api.example", IsTemporary: true}, "unknown host", "check the network"},
		"refused":       {&net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}, "error", "nothing listens there"},
		"no route":      {&net.OpError{Op: "dial", Err: syscall.EHOSTUNREACH}, "error", "there is no way to that host"},
		"no network":    {&net.OpError{Op: "dial", Err: syscall.ENETUNREACH}, "error", "proxies are not used"},
		"reset":         {&net.OpError{Op: "read", Err: syscall.ECONNRESET}, "error", "connection reset"},
		"dial in time":  {context.DeadlineExceeded, "error", "no answer in time"},
		"expired":       {x509.CertificateInvalidError{Reason: x509.Expired}, "certificate", "this machine's clock"},
		"bad handshake": {tls.AlertError(40), "TLS", "could not agree"},
	} {
		t.Run(name, func(t *testing.T) {
			client, err := New(Options{BaseURL: "http://api.example", Key: testKey, Dial: func(context.Context, string, string) (net.Conn, error) {
				return nil, c.err
			}})
			if err != nil {
				t.Fatal(err)
			}
			checkError(t, client.Ping(t.Context()), c.kind, c.words)
			if err := client.Ping(t.Context()); !errors.Is(err, c.err) && !strings.Contains(err.Error(), c.err.Error()) {
				t.Errorf("%v does not say %v", err, c.err)
			}
		})
	}
}

// secure serves over TLS with a certificate that no trusted authority has
// signed.
func secure(t *testing.T) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(simulator.New(simulator.Options{Latency: latency.None}).Handler())
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.EnableHTTP2 = true
	server.StartTLS()
	t.Cleanup(server.Close)
	return server
}

// A certificate is trusted only if it is among the named ones and is for the
// host that is called.
func TestTrust(t *testing.T) {
	server := secure(t)
	plain := httptest.NewServer(answering(200, "{}"))
	defer plain.Close()
	trusted := x509.NewCertPool()
	trusted.AddCert(server.Certificate())
	to := func(address string) func(context.Context, string, string) (net.Conn, error) {
		return func(ctx context.Context, network, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, network, address)
		}
	}
	for name, c := range map[string]struct {
		url         string
		roots       *x509.CertPool
		server      string
		kind, words string
	}{
		"trusted":      {"https://example.com", trusted, server.Listener.Addr().String(), "", ""},
		"not trusted":  {"https://example.com", x509.NewCertPool(), server.Listener.Addr().String(), "certificate", "does not trust who signed"},
		"another host": {"https://other.example", trusted, server.Listener.Addr().String(), "certificate", "another host's"},
		"no TLS there": {"https://example.com", trusted, plain.Listener.Addr().String(), "TLS", "does not speak TLS there"},
		"TLS there":    {"http://example.com", trusted, server.Listener.Addr().String(), "http 400", "HTTPS"},
	} {
		t.Run(name, func(t *testing.T) {
			client, err := New(Options{BaseURL: c.url, Key: testKey, Roots: c.roots, Dial: to(c.server)})
			if err != nil {
				t.Fatal(err)
			}
			defer client.Close()
			err = client.Ping(t.Context())
			if c.words != "" {
				checkError(t, err, c.kind, c.words)
				return
			}
			traffic := client.Traffic(1)
			if err != nil || tracking(t)(traffic.Session(0), 0) != nil || traffic.Evidence().Reused != 1 {
				t.Errorf("%v, %+v", err, traffic.Evidence())
			}
		})
	}
}

// Ping reports a server that is not the API, and an API that does not accept
// the key.
func TestPingOfOthers(t *testing.T) {
	const inactive = `{"error":{"code":"APIKEY.INACTIVE","message":"This api key is no longer active.","errors":[]}}`
	for name, c := range map[string]struct {
		status      int
		body        string
		kind, words string
	}{
		"the API":    {200, `{"trackers":[{"id":"trk_1"}],"has_more":false}`, "", ""},
		"wrong key":  {403, inactive, "http 403 APIKEY.INACTIVE", "does not accept the API key"},
		"no key":     {401, "", "http 401", "does not accept the API key"},
		"not found":  {404, "404 page not found", "http 404", "expected the API's scheme and host"},
		"page":       {200, " \n<!doctype html><title>Welcome</title>", "wrong answer", "a web page"},
		"no list":    {404, `{"error":{"code":"NOT_FOUND","message":"m"}}`, "http 404 NOT_FOUND", "expected the API's scheme and host"},
		"404 page":   {404, "<html>", "http 404", "expected the API's scheme and host"},
		"other JSON": {200, `{"status":"ok"}`, "wrong answer", "this is not the EasyPost API"},
		"array":      {200, `[]`, "wrong answer", "no list of trackers"},
		"list's not": {200, `{"trackers":"none"}`, "wrong answer", "expected an array"},
		"empty":      {200, ``, "wrong answer", "no list of trackers"},
		"5xx":        {503, ``, "http 503", "try again later"},
	} {
		t.Run(name, func(t *testing.T) {
			session := onLoopback(t, func(w http.ResponseWriter, r *http.Request) {
				if r.Method != "GET" || r.URL.String() != "/v2/trackers?page_size=1" {
					t.Errorf("%s %s", r.Method, r.URL)
				}
				answering(c.status, c.body)(w, r)
			})
			err := session.client.Ping(t.Context())
			if c.words == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			checkError(t, err, c.kind, c.words)
		})
	}
}

// A redirect is not followed, because the key would be sent to the other
// server.
func TestRedirect(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("%s %s came, with %q", r.Method, r.URL, r.Header.Get("Authorization"))
	}))
	defer elsewhere.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		session := onLoopback(t, func(w http.ResponseWriter, r *http.Request) {
			key, _, _ := r.BasicAuth()
			w.Header().Set("Location", elsewhere.URL+"/v2?"+key)
			w.WriteHeader(status)
		})
		err := tracking(t)(session, 0)
		checkError(t, err, kindOf(&Error{Status: status}), "is not followed, so that the key goes nowhere else")
		if !strings.Contains(err.Error(), elsewhere.URL) {
			t.Errorf("%v does not say where it points to", err)
		}
	}
}

// A request to a server that sends its answer slowly and never finishes it ends
// with its context, whichever part of the answer is under way.
func TestDribble(t *testing.T) {
	for name, c := range map[string]struct{ start, drop string }{
		"status": {"", "H"},
		"header": {"HTTP/1.1 200 OK\r\nX-Long: ", "x"},
		"notice": {"", "HTTP/1.1 103 Early Hints\r\n\r\n"},
		"body":   {"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", " "},
		"chunks": {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"},
		"reads":  {"", ""},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				listener := simulator.NewMemoryListener()
				served := make(chan struct{})
				go func() { defer close(served); dribble(listener, c.start, c.drop) }()
				client, err := New(Options{BaseURL: "http://slow", Key: testKey, Dial: listener.DialContext})
				if err != nil {
					t.Fatal(err)
				}
				ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
				defer cancel()
				began := time.Now()
				_, _, err = client.Traffic(1).Session(0).Track(ctx, TestCodes[0])
				if took := time.Since(began); err == nil || took > 30*time.Second {
					t.Errorf("%v after %v", err, took)
				}
				if name != "status" && name != "notice" { // those are refused before
					checkError(t, err, "error", "no answer in time")
				}
				client.Close()
				_ = listener.Close()
				<-served
			})
		})
	}
}

// dribble answers a connection with a start, and then with a drop each second
// until it is closed.
func dribble(listener net.Listener, start, drop string) {
	conn, err := listener.Accept()
	if err != nil {
		return
	}
	defer func() { _ = conn.Close() }()
	if start+drop == "" {
		time.Sleep(time.Minute)
		return
	}
	// The transport would drop an answer that arrives before the request.
	if _, err := conn.Read(make([]byte, 1)); err != nil {
		return
	}
	go func() { _, _ = io.Copy(io.Discard, conn) }()
	if _, err := io.WriteString(conn, start); err != nil {
		return
	}
	for {
		if _, err := io.WriteString(conn, drop); err != nil {
			return
		}
		time.Sleep(time.Second)
	}
}

// The real API keeps measures to one decimal. A measure that differs more is
// that of another parcel.
func TestOneDecimal(t *testing.T) {
	line := sampleShipments(t)[0]
	line.Weight = 15.46
	for weight, want := range map[float64][2]bool{15.46: {true, true}, 15.4: {false, true}, 15.5: {false, true}, 15.3: {false, false}, 15.6: {false, false}} {
		body := with(good(&line), "parcel", with(good(&line)["parcel"].(map[string]any), "weight", weight))
		for i, oneDecimal := range []bool{false, true} {
			session := onLoopback(t, answering(201, rendered(t, body)))
			session.client.oneDecimal = oneDecimal
			_, _, err := session.CreateShipment(t.Context(), &line)
			if (err == nil) != want[i] {
				t.Errorf("%v for 15.46, to one decimal %v: %v", weight, oneDecimal, err)
			}
		}
	}
}
