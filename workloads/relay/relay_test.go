package relay

import (
	"bytes"
	"context"
	"io"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/engine/alarm"
	"ep-benchmark/workloads/simulator"
)

// relayed is a connection through a relay in a bubble, to a server that is a
// function of its connection.
func relayed(t *testing.T, roundTrip time.Duration, serve func(net.Conn), test func(t *testing.T, dial func() (net.Conn, error))) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		behind, before := simulator.NewMemoryListener(), simulator.NewMemoryListener()
		go func() {
			for {
				conn, err := behind.Accept()
				if err != nil {
					return
				}
				go serve(conn)
			}
		}()
		r := &Relay{RoundTrip: roundTrip, Alarm: alarm.Runtime{}, Dial: behind.DialContext}
		served := make(chan error, 1)
		go func() { served <- r.Serve(ctx, before) }()
		test(t, func() (net.Conn, error) {
			conn, err := before.DialContext(ctx, "tcp", "x")
			if err == nil {
				_, err = readReason(conn)
			}
			return conn, err
		})
		cancel()
		if err := <-served; err != nil {
			t.Error(err)
		}
		_ = behind.Close()
	})
}

// On the fake clock the added time is exact: one round trip to connect, and one
// for each question and its answer.
func TestAddedTimeIsExact(t *testing.T) {
	const roundTrip = 20 * time.Millisecond
	echo := func(conn net.Conn) { _, _ = io.Copy(conn, conn); _ = conn.Close() }
	relayed(t, roundTrip, echo, func(t *testing.T, dial func() (net.Conn, error)) {
		began := time.Now()
		conn, err := dial()
		if took := time.Since(began); err != nil || took != roundTrip {
			t.Fatalf("connected after %v: %v", took, err)
		}
		defer func() { _ = conn.Close() }()
		for range 3 {
			began = time.Now()
			answer := make([]byte, 5)
			_, _ = conn.Write([]byte("hello"))
			if _, err := io.ReadFull(conn, answer); err != nil || string(answer) != "hello" {
				t.Fatalf("%q, %v", answer, err)
			}
			if took := time.Since(began); took != roundTrip {
				t.Errorf("a question and its answer took %v", took)
			}
		}
	})
}

// Pieces are on the way together: a long answer takes half a round trip and not
// half of one for each piece, and arrives as it was sent.
func TestBandwidthIsNotLimited(t *testing.T) {
	long := bytes.Repeat([]byte("0123456789abcdef"), 64<<10)
	serve := func(conn net.Conn) { _, _ = conn.Write(long); _ = conn.Close() }
	relayed(t, 100*time.Millisecond, serve, func(t *testing.T, dial func() (net.Conn, error)) {
		conn, err := dial()
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = conn.Close() }()
		began := time.Now()
		got, err := io.ReadAll(conn)
		if err != nil || !bytes.Equal(got, long) {
			t.Errorf("%d bytes of %d, %v", len(got), len(long), err)
		}
		if took := time.Since(began); took > 50*time.Millisecond { // some of it came while the connection was made
			t.Errorf("it took %v", took)
		}
	})
}

// A server that can't be reached is the error of the dial, with its reason.
func TestRefusedConnection(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := closed.Addr().String()
	_ = closed.Close()
	ctx, cancel := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- (&Relay{Address: address}).Serve(ctx, listener) }()
	if _, err := Dial(t.Context(), listener.Addr().String()); err == nil || !strings.Contains(err.Error(), "connection refused") {
		t.Errorf("error %v", err)
	}
	cancel()
	if err := <-served; err != nil {
		t.Error(err)
	}
}

// Through sockets, connecting and asking take the added time at the least.
func TestAddedTimeOnSockets(t *testing.T) {
	server, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = server.Close() }()
	go func() {
		for {
			conn, err := server.Accept()
			if err != nil {
				return
			}
			go func() { _, _ = io.Copy(conn, conn); _ = conn.Close() }()
		}
	}()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	served := make(chan error, 1)
	const roundTrip = 10 * time.Millisecond
	go func() {
		served <- (&Relay{Address: server.Addr().String(), RoundTrip: roundTrip, Loopback: true}).Serve(ctx, listener)
	}()
	began := time.Now()
	conn, err := Dial(t.Context(), listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	connected := time.Since(began)
	began = time.Now()
	_, _ = conn.Write([]byte("x"))
	if _, err := io.ReadFull(conn, make([]byte, 1)); err != nil {
		t.Error(err)
	}
	if asked := time.Since(began); connected < roundTrip || asked < roundTrip {
		t.Errorf("connected in %v, asked in %v: expected %v or more", connected, asked, roundTrip)
	}
	_ = conn.Close()
	cancel()
	if err := <-served; err != nil {
		t.Error(err)
	}
}
