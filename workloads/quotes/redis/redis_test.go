package redis_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"ep-benchmark/workloads/quotes"
	"ep-benchmark/workloads/quotes/redis"
	"ep-benchmark/workloads/quotes/redisserver"
	"ep-benchmark/workloads/quotes/standin"
)

// server is a Redis server, or what stands in for one.
type server struct {
	address redis.Address
	stop    func() // ends it, and returns when it has ended
}

// started runs a server for a test.
func started(t *testing.T, serve func(in io.Reader, announce func(string) error) error) server {
	t.Helper()
	in, hold := io.Pipe()
	addresses, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- serve(in, func(address string) error { addresses <- address; return nil })
		close(ended)
	}()
	stop := func() { _ = hold.Close(); <-ended } //nolint:errcheck // the server was told to end
	t.Cleanup(stop)
	select {
	case address := <-addresses:
		return server{redis.Address{Network: "tcp", Host: address}, stop}
	case err := <-ended:
		t.Fatal(err)
		return server{}
	}
}

// real is a redis-server of this machine.
func real(t *testing.T) server {
	t.Helper()
	program, err := exec.LookPath(redisserver.Program)
	if err != nil {
		t.Skip("there is no redis-server on this machine: apt-get install redis-server has this test run")
	}
	return started(t, func(in io.Reader, announce func(string) error) error {
		return redisserver.Serve(program, in, os.Environ(), announce)
	})
}

func opened(t *testing.T, a redis.Address) *redis.Store {
	t.Helper()
	s, err := redis.Open(t.Context(), a, 4)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// told sends commands as a user does, and returns the first line of the last answer.
func told(t *testing.T, s server, commands ...string) string {
	t.Helper()
	conn, err := net.DialTimeout("tcp", s.address.Host, 5*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(5 * time.Second))
	answer := make([]byte, 4096)
	n := 0
	for _, command := range commands {
		words := strings.Fields(command)
		request := fmt.Sprintf("*%d\r\n", len(words))
		for _, word := range words {
			request += fmt.Sprintf("$%d\r\n%s\r\n", len(word), word)
		}
		_, _ = io.WriteString(conn, request)
		if n, err = conn.Read(answer); err != nil {
			t.Fatal(err)
		}
	}
	return strings.TrimSpace(string(answer[:n]))
}

var entry = quotes.Entry{
	Quote:   &quotes.Quote{Key: "k", Rates: []quotes.Rate{{Carrier: "USPS", Service: "Priority", Currency: "USD", Cents: 690, Days: 2}}},
	Expires: 5400,
}

// What is kept comes back, in Redis and in what stands in for it.
func TestStore(t *testing.T) {
	for name, start := range map[string]func(*testing.T) server{
		"redis-server": real,
		"miniredis":    func(t *testing.T) server { t.Helper(); return started(t, standin.Serve) },
	} {
		t.Run(name, func(t *testing.T) {
			at := start(t)
			s := opened(t, at.address)
			if _, found, err := s.Get(t.Context(), "k"); found || err != nil {
				t.Errorf("an empty cache: %v, %v", found, err)
			}
			if err := s.Set(t.Context(), "k", entry, time.Hour); err != nil {
				t.Fatal(err)
			}
			got, found, err := s.Get(t.Context(), "k")
			if !found || err != nil || got.Expires != entry.Expires || got.Quote.Key != "k" || got.Quote.Rates[0] != entry.Quote.Rates[0] {
				t.Errorf("%+v, %v, %v", got, found, err)
			}
			other := opened(t, at.address)
			if _, found, err := other.Get(t.Context(), "k"); found || err != nil {
				t.Errorf("another store sees the key: %v", err)
			}
			if n := told(t, at, "DBSIZE"); n != ":1" {
				t.Errorf("there are %s keys", n)
			}
			if err := errors.Join(s.Close(t.Context()), other.Close(t.Context())); err != nil {
				t.Error(err)
			}
			if n := told(t, at, "DBSIZE"); n != ":0" {
				t.Errorf("%s keys are left", n)
			}
		})
	}
}

// Keys go by the servers' own clocks once their time is over, so that nothing is left
// where a run is killed.
func TestKeysExpireByTheClock(t *testing.T) {
	for name, start := range map[string]func(*testing.T) server{
		"redis-server": real,
		"miniredis":    func(t *testing.T) server { t.Helper(); return started(t, standin.Serve) },
	} {
		t.Run(name, func(t *testing.T) {
			s := opened(t, start(t).address)
			if err := s.Set(t.Context(), "k", entry, 5*time.Millisecond); err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			for found := true; found; {
				var err error
				if _, found, err = s.Get(ctx, "k"); err != nil || ctx.Err() != nil {
					t.Fatalf("after 10 s it is still there: %v", err)
				}
			}
			_ = s.Close(t.Context())
		})
	}
}

// A server that wants a password says so, and so does one that wants another.
func TestPasswords(t *testing.T) {
	at := real(t)
	told(t, at, "CONFIG SET requirepass correct-horse")
	var access *redis.AccessError
	if _, err := redis.Open(t.Context(), at.address, 1); !errors.As(err, &access) {
		t.Errorf("without a password: %v", err)
	}
	wrong := at.address
	wrong.Password = "wrong-horse"
	if _, err := redis.Open(t.Context(), wrong, 1); !errors.As(err, &access) || strings.Contains(err.Error(), "horse") {
		t.Errorf("with another password: %v", err)
	}
	right := at.address
	right.Password, right.Database = "correct-horse", 3
	s := opened(t, right)
	if err := s.Set(t.Context(), "k", entry, time.Hour); err != nil {
		t.Error(err)
	}
	if n := told(t, at, "AUTH correct-horse", "SELECT 3", "DBSIZE"); n != ":1" {
		t.Errorf("database 3 has %s keys", n)
	}
	_ = s.Close(t.Context())
}

// A server that is full refuses, or throws keys away and counts them.
func TestFullServers(t *testing.T) {
	at := real(t)
	told(t, at, "CONFIG SET maxmemory 1", "CONFIG SET maxmemory-policy noeviction")
	s := opened(t, at.address)
	if err := s.Set(t.Context(), "k", entry, time.Hour); err == nil || !strings.Contains(err.Error(), "its memory is full") {
		t.Errorf("%v", err)
	}
	about, err := s.About(t.Context())
	if err != nil || about.MaxMemory != 1 || about.Policy != "noeviction" || about.PID == 0 || !strings.Contains(about.Version, ".") {
		t.Errorf("%+v, %v", about, err)
	}
	told(t, at, "CONFIG SET maxmemory 2mb", "CONFIG SET maxmemory-policy allkeys-lru")
	large := entry
	large.Quote = &quotes.Quote{Key: strings.Repeat("k", 100_000)}
	for i := range 40 {
		if err := s.Set(t.Context(), fmt.Sprint(i), large, time.Hour); err != nil {
			t.Fatal(err)
		}
	}
	if after, err := s.About(t.Context()); err != nil || after.Evicted <= about.Evicted {
		t.Errorf("%+v, %v", after, err)
	}
	_ = s.Close(t.Context())
}

// A server that goes away is an error of every request, and never a miss.
func TestServersThatGoAway(t *testing.T) {
	at := real(t)
	s := opened(t, at.address)
	if err := s.Set(t.Context(), "k", entry, time.Hour); err != nil {
		t.Fatal(err)
	}
	at.stop()
	for range 3 {
		if _, found, err := s.Get(t.Context(), "k"); err == nil || found {
			t.Errorf("%v, %v", found, err)
		}
	}
	if err := s.Close(t.Context()); err == nil {
		t.Error("the keys of a server that is gone are deleted")
	}
}

// What can't be used is said before the run.
func TestServersThatCantBeUsed(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	web, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = web.Close() }()
	go func() {
		for {
			conn, err := web.Accept()
			if err != nil {
				return
			}
			_, _ = io.WriteString(conn, "HTTP/1.1 400 Bad Request\r\n\r\n")
			_ = conn.Close()
		}
	}()
	address := func(l net.Listener) redis.Address { return redis.Address{Network: "tcp", Host: l.Addr().String()} }
	gone := address(silent)
	_ = silent.Close()
	for want, a := range map[string]redis.Address{"refused": gone, "no Redis server": address(web), "no such file": {Network: "unix", Host: t.TempDir() + "/none"}} {
		if _, err := redis.Open(t.Context(), a, 1); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	secure := address(web)
	secure.TLS = true
	if _, err := redis.Open(t.Context(), secure, 1); err == nil || !strings.Contains(err.Error(), "tls") {
		t.Errorf("a server without TLS that is asked by it: %v", err)
	}
}
