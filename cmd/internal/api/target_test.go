package api

import (
	"context"
	"errors"
	"net"
	"net/url"
	"strings"
	"testing"

	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/workloads/easypost"
)

// A run is not begun if too few requests are left for it.
func TestAffords(t *testing.T) {
	client, err := easypost.New(easypost.Options{
		BaseURL: "http://elsewhere", Key: "EZTKtest", Budget: 10,
		Dial: func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("no way") },
	})
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{client: client}
	guest := &Target{counted: true, allowed: 10, perRun: 9}
	if err := s.Affords(guest); err != nil {
		t.Error(err)
	}
	_ = client.Ping(t.Context())
	_ = client.Ping(t.Context())
	if err := s.Affords(guest); err == nil || !strings.Contains(err.Error(), "8 of the 10 requests that are allowed are left, and a run makes up to 9") {
		t.Errorf("error %v", err)
	}
	for _, other := range []*Target{nil, {perRun: 9}} {
		if err := s.Affords(other); err != nil {
			t.Error(err)
		}
	}
}

// A name that should be this machine's is rejected if its address is elsewhere.
func TestTargetHereStaysHere(t *testing.T) {
	for address, want := range map[string]bool{"127.0.0.1:80": true, "127.9.9.9:80": true, "[::1]:80": true, "10.0.0.1:80": false, "[2001:db8::1]:80": false} {
		tcp, err := net.ResolveTCPAddr("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		closed := false
		env := process.Environment{Dial: func(context.Context, string, string) (net.Conn, error) { return placed{at: tcp, closed: &closed}, nil }}
		_, err = (&Target{here: true}).Dialler(env)(t.Context(), "tcp", "localhost:80")
		if (err == nil) != want || closed == want {
			t.Errorf("%s: %v, closed %v", address, err, closed)
		}
	}
}

// placed is a connection to some address.
type placed struct {
	net.Conn
	at     net.Addr
	closed *bool
}

func (p placed) RemoteAddr() net.Addr { return p.at }
func (p placed) Close() error         { *p.closed = true; return nil }

func TestIsHere(t *testing.T) {
	for text, want := range map[string][2]bool{ // here, private
		"http://127.0.0.1": {true, false}, "http://127.1.2.3:80": {true, false}, "http://localhost:8080": {true, false}, "https://LOCALHOST": {true, false},
		"http://[::1]:1": {true, false}, "http://[::ffff:127.0.0.1]": {true, false},
		"http://10.0.0.1": {false, true}, "http://192.168.1.9:80": {false, true}, "http://[fe80::1]": {false, true}, "http://[fd00::1]": {false, true},
		"https://api.easypost.com": {false, false}, "http://127.0.0.1.example": {false, false}, "http://localhost.example": {false, false},
		"http://0.0.0.0": {false, false}, "http://8.8.8.8": {false, false}, "http://2130706433": {false, false},
	} {
		base, err := easypost.BaseURL(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]bool{isHere(base), isPrivate(base)}; got != want {
			t.Errorf("%s: here and private %v, want %v", text, got, want)
		}
	}
}

// TestPortHere checks which servers' processes are looked for.
func TestPortHere(t *testing.T) {
	for address, want := range map[string]uint16{
		"http://127.0.0.1:8080": 8080, "http://localhost": 80, "https://[::1]": 443, "https://127.0.0.1:8443/base": 8443,
		"https://api.example.com": 0, "http://192.168.0.7:8080": 0,
	} {
		base, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := (&Target{url: address, here: isHere(base)}).Port(); got != want {
			t.Errorf("%s: port %d, want %d", address, got, want)
		}
	}
}
