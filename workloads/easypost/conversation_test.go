package easypost

import (
	"io"
	"net"
	"strings"
	"testing"
)

// talking starts a server without HTTP of its own: on every connection it
// writes the given words as soon as a request begins, and closes.
func talking(t *testing.T, words string) *Session {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = conn.Read(make([]byte, 1<<16))
			_, _ = io.WriteString(conn, words)
			_ = conn.Close()
		}
	}()
	client, err := New(Options{BaseURL: "http://" + listener.Addr().String(), Key: testKey})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client.Traffic(1).Session(0)
}

func TestConversationsThatBreakOff(t *testing.T) {
	for name, c := range map[string]struct{ said, kind, words string }{
		"nothing":         {"", "connection closed", "POST /v2/trackers: the server closed the connection"},
		"mid-header":      {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n", "connection closed", "closed the connection"},
		"mid-line":        {"HTTP/1.1 200 OK\r\nContent-", "error", "malformed MIME header"},
		"mid-body":        {"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":", "connection closed", "closed the connection"},
		"mid-chunk":       {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{", "connection closed", "closed the connection"},
		"no HTTP":         {"SSH-2.0-OpenSSH_9.6\r\n", "error", "malformed HTTP"},
		"negative length": {"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "error", "Content-Length"},
		"only notices":    {strings.Repeat("HTTP/1.1 103 Early Hints\r\nX-Pad: "+strings.Repeat("x", 10_000)+"\r\n\r\n", 10), "error", "POST /v2/trackers"},
		"other protocol":  {"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n", "http 101", "HTTP 101 Switching Protocols"},
		"no body at all":  {"HTTP/1.1 204 No Content\r\n\r\n", "wrong answer", "no tracker"},
		"notice, and 404": {"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "http 404", "HTTP 404 Not Found"},
	} {
		t.Run(name, func(t *testing.T) {
			session := talking(t, c.said)
			checkError(t, tracking(t)(session, 0), c.kind, c.words)
		})
	}
}

// The client does not wait for a server that has closed its sending side and
// goes on reading.
func TestHalfClosedConnection(t *testing.T) {
	for name, said := range map[string]string{"at once": "", "in the body": "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"} {
		t.Run(name, func(t *testing.T) {
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			served := make(chan struct{})
			go func() {
				defer close(served)
				conn, err := listener.Accept()
				if err != nil {
					return
				}
				_, _ = conn.Read(make([]byte, 1<<16))
				_, _ = io.WriteString(conn, said)
				_ = conn.(*net.TCPConn).CloseWrite()
				_, _ = io.Copy(io.Discard, conn) // until the client closes its side, too
				_ = conn.Close()
			}()
			client, err := New(Options{BaseURL: "http://" + listener.Addr().String(), Key: testKey})
			if err != nil {
				t.Fatal(err)
			}
			checkError(t, tracking(t)(client.Traffic(1).Session(0), 0), "connection closed", "closed the connection before its answer was whole")
			client.Close()
			<-served
			_ = listener.Close()
		})
	}
}

func TestConnectionRefused(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	_ = listener.Close()
	client, err := New(Options{BaseURL: "http://" + address, Key: testKey})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	traffic := client.Traffic(1)
	checkError(t, tracking(t)(traffic.Session(0), 0), "error", "connection refused")
	if e := traffic.Evidence(); e.Connections != 0 || e.InFlightMax != 0 || e.Requests != 1 {
		t.Errorf("evidence %+v", e)
	}
}
