package easypost

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"io"
	"net"
	"net/http/httptest"
	"strings"
	"testing"
)

// Frames of HTTP/2 (RFC 9113, sections 4.1 and 6).
const (
	frameHeader    = 9 // bytes
	dataFrame      = 0
	resetFrame     = 3
	settingsFrame  = 4
	goAwayFrame    = 7
	refusedStream  = 7 // an error code
	prefaceOfHTTP2 = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
)

func frame(kind byte, stream uint32, content ...byte) []byte {
	header := []byte{0, 0, byte(len(content)), kind, 0, 0, 0, 0, 0}
	binary.BigEndian.PutUint32(header[5:], stream)
	return append(header, content...)
}

// givingUp answers the first request of each HTTP/2 connection with the frames
// that answer returns for the request's stream.
func givingUp(t *testing.T, answer func(stream uint32) []byte) (address string, roots *x509.CertPool) {
	server := httptest.NewUnstartedServer(nil)
	server.EnableHTTP2 = true
	server.StartTLS()
	t.Cleanup(server.Close)
	listener, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: server.TLS.Certificates, NextProtos: []string{"h2"}})
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
			go giveUp(conn, answer)
		}
	}()
	roots = x509.NewCertPool()
	roots.AddCert(server.Certificate())
	return "https://" + listener.Addr().String(), roots
}

func giveUp(conn net.Conn, answer func(stream uint32) []byte) {
	defer func() { _ = conn.Close() }()
	_, _ = conn.Write(frame(settingsFrame, 0))
	if _, err := io.CopyN(io.Discard, conn, int64(len(prefaceOfHTTP2))); err != nil {
		return
	}
	for {
		header := make([]byte, frameHeader)
		if _, err := io.ReadFull(conn, header); err != nil {
			return
		}
		length := int64(header[0])<<16 | int64(header[1])<<8 | int64(header[2])
		if _, err := io.CopyN(io.Discard, conn, length); err != nil {
			return
		}
		if length > 0 && header[3] == dataFrame { // the request's body has come
			_, _ = conn.Write(answer(binary.BigEndian.Uint32(header[5:])))
		}
	}
}

// The client reports a request that a server gives up over HTTP/2 in words for
// users, and does not send it again.
func TestGivenUpRequests(t *testing.T) {
	for name, c := range map[string]struct {
		answer func(stream uint32) []byte
		words  string
	}{
		"refused stream": {func(stream uint32) []byte {
			return frame(resetFrame, stream, 0, 0, 0, refusedStream)
		}, "before its answer was whole: stream error: stream ID 1; REFUSED_STREAM; received from peer"},
		"shutdown": {func(uint32) []byte {
			return frame(goAwayFrame, 0, 0, 0, 0, 0, 0, 0, 0, 0)
		}, "before its answer was whole: http2: Transport received Server's graceful shutdown GOAWAY"},
	} {
		t.Run(name, func(t *testing.T) {
			address, roots := givingUp(t, c.answer)
			client, err := New(Options{BaseURL: address, Key: testKey, Roots: roots})
			if err != nil {
				t.Fatal(err)
			}
			defer client.Close()
			err = creating(t)(client.Traffic(1).Session(0), 0)
			checkError(t, err, "connection closed", c.words)
			if strings.Contains(err.Error(), "GetBody") {
				t.Errorf("%v tells how to program", err)
			}
		})
	}
}
