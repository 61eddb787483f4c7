package httpserver

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/workloads/simulator/internal/simulatortest"
)

// closing closes a connection on which an answer was sent, on the fake clock. The test gets the client's end and stop,
// which ends the server; closed receives how long closing took.
func closing(t *testing.T, test func(t *testing.T, client simulatortest.HalfPipe, d *connections, closed <-chan time.Duration, stop func())) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		stopping, stop := context.WithCancel(t.Context())
		defer stop()
		client, server := simulatortest.HalfPipes()
		d := &connections{most: 1}
		if !d.enter() {
			t.Fatal("there is no room for one")
		}
		conn := &guardedConn{Conn: server, connections: d, stopping: stopping}
		go func() { _, _ = io.WriteString(conn, "answer") }()
		if text, err := io.ReadAll(io.LimitReader(client, 6)); err != nil || string(text) != "answer" {
			t.Fatalf("%q, %v", text, err)
		}
		synctest.Wait()
		closed := make(chan time.Duration, 1)
		go func() {
			began := time.Now()
			_ = conn.Close()
			closed <- time.Since(began)
		}()
		test(t, client, d, closed, stop)
		_ = client.Close()
		if open := d.open.Load(); open != 0 {
			t.Errorf("%d connections are counted", open)
		}
	})
}

// A client sees the end of the answers at once, and may finish sending.
func TestClosingWaitsForTheClient(t *testing.T) {
	closing(t, func(t *testing.T, client simulatortest.HalfPipe, d *connections, closed <-chan time.Duration, _ func()) {
		if _, err := client.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
			t.Errorf("the client reads %v", err)
		}
		time.Sleep(time.Second)
		if _, err := client.Write(make([]byte, 1<<20)); err != nil {
			t.Errorf("the client's rest: %v", err)
		}
		if open := d.open.Load(); open != 1 {
			t.Errorf("%d connections are counted meanwhile", open)
		}
		_ = client.CloseWrite()
		if took := <-closed; took != time.Second {
			t.Errorf("closed after %v", took)
		}
	})
}

func TestClosingWaitsNoLongerThanItsTime(t *testing.T) {
	closing(t, func(t *testing.T, client simulatortest.HalfPipe, _ *connections, closed <-chan time.Duration, _ func()) {
		for _, err := client.Write([]byte("x")); err == nil; _, err = client.Write([]byte("x")) {
			time.Sleep(time.Second)
		}
		if took := <-closed; took != lingerTime {
			t.Errorf("closed after %v", took)
		}
	})
}

func TestClosingReadsNoMoreThanItsBytes(t *testing.T) {
	closing(t, func(t *testing.T, client simulatortest.HalfPipe, _ *connections, closed <-chan time.Duration, _ func()) {
		sent, err := client.Write(make([]byte, 2*lingerBytes))
		if sent != lingerBytes || err == nil {
			t.Errorf("%d bytes were read, %v", sent, err)
		}
		if took := <-closed; took != 0 {
			t.Errorf("closed after %v", took)
		}
	})
}

func TestClosingEndsWithTheServer(t *testing.T) {
	closing(t, func(t *testing.T, _ simulatortest.HalfPipe, _ *connections, closed <-chan time.Duration, stop func()) {
		time.Sleep(time.Second)
		stop()
		if took := <-closed; took != time.Second {
			t.Errorf("closed after %v", took)
		}
	})
}

// The connection is closed at once when the client can't lose an answer: it got none, has closed its side, or does not
// read.
func TestClosingAtOnce(t *testing.T) {
	for name, before := range map[string]func(t *testing.T, client simulatortest.HalfPipe, server *guardedConn){
		"no answer": func(*testing.T, simulatortest.HalfPipe, *guardedConn) {},
		"gone": func(t *testing.T, client simulatortest.HalfPipe, server *guardedConn) {
			go func() { _, _ = io.WriteString(server, "answer"); _ = client.CloseWrite() }()
			_, _ = io.ReadFull(client, make([]byte, 6))
			if _, err := server.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
				t.Errorf("%v", err)
			}
		},
		"does not read": func(t *testing.T, _ simulatortest.HalfPipe, server *guardedConn) {
			_ = server.SetWriteDeadline(time.Now().Add(time.Second))
			if _, err := server.Write([]byte("answer")); !errors.Is(err, os.ErrDeadlineExceeded) {
				t.Errorf("%v", err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				client, server := simulatortest.HalfPipes()
				d := &connections{most: 1}
				d.enter()
				conn := &guardedConn{Conn: server, connections: d, stopping: t.Context()}
				before(t, client, conn)
				began := time.Now()
				for range 2 { // the library may close twice
					_ = conn.Close()
				}
				if took, open := time.Since(began), d.open.Load(); took != 0 || open != 0 {
					t.Errorf("closed after %v, and %d connections are counted", took, open)
				}
				_ = client.Close()
			})
		})
	}
}

// An answer that a client does not read is dropped, since the kernel would otherwise try to deliver it for minutes.
func TestUnreadAnswersAreDropped(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	client, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = client.Close() }()
	server, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	conn := &guardedConn{Conn: server, connections: &connections{}, stopping: t.Context()}
	if err := conn.SetWriteDeadline(time.Now().Add(50 * time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Write(make([]byte, 64<<20)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatalf("all was taken: %v", err)
	}
	_ = conn.Close()
	if n, err := io.Copy(io.Discard, client); err == nil {
		t.Errorf("the client got %d bytes and an orderly end", n)
	}
}
