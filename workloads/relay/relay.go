// Package relay puts a longer way between a client and a server: a relay that
// holds back what it passes on, in both directions.
//
// Its opinion: only the time is added. Bytes keep their order, no bandwidth is
// taken away, and what the server does with connections stays what it is: for
// each of the client's there is one to the server.
package relay

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"time"

	"ep-benchmark/engine/alarm"
)

// A Relay passes connections on to an address.
type Relay struct {
	Address   string        // host and port of the server
	RoundTrip time.Duration // added: half of it each way, all of it to connecting
	Loopback  bool          // the server has to be on this machine
	Alarm     alarm.Alarm   // nil for the sharpest
	// Dial replaces the network's own dialling, for a server in memory.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// Serve passes the connections of a listener on until the context ends, and
// closes it.
func (r *Relay) Serve(ctx context.Context, l net.Listener) error {
	defer context.AfterFunc(ctx, func() { _ = l.Close() })()
	var open sync.WaitGroup
	defer open.Wait()
	for {
		client, err := l.Accept()
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		open.Go(func() { r.pass(ctx, client, time.Now()) })
	}
}

// A connection begins with one line by which the relay says how it went: empty
// for a connection to the server that is made, else why there is none. The line
// comes one round trip after the client has connected to the relay, as the
// server's own consent would.
const longestReason = 512

// Dial connects to a server through a relay's address, which takes as long as on
// the longer way. An error is the one that the relay had.
func Dial(ctx context.Context, relayed string) (net.Conn, error) {
	conn, err := (&net.Dialer{Timeout: dialTimeout, KeepAlive: 30 * time.Second}).DialContext(ctx, "tcp", relayed)
	if err != nil {
		return nil, fmt.Errorf("the relay: %w", err)
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })
	reason, err := readReason(conn)
	if !stop() {
		err = context.Cause(ctx)
	}
	if err == nil && reason != "" {
		err = errors.New(reason)
	}
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	return conn, nil
}

// readReason reads the relay's line byte by byte, since what follows is the
// server's.
func readReason(conn net.Conn) (string, error) {
	var line strings.Builder
	var next [1]byte
	for line.Len() < longestReason {
		if _, err := io.ReadFull(conn, next[:]); err != nil {
			return "", fmt.Errorf("the relay: %w", err)
		}
		if next[0] == '\n' {
			return line.String(), nil
		}
		line.WriteByte(next[0])
	}
	return "", errors.New("the relay: it does not say how connecting went")
}

const dialTimeout = 10 * time.Second

// pass connects to the server and passes everything on, until both sides are
// done.
func (r *Relay) pass(ctx context.Context, client net.Conn, at time.Time) {
	defer client.Close()
	server, err := r.connect(ctx)
	line := "\n"
	if err != nil {
		line = reasonOf(err)
	} else {
		defer server.Close()
	}
	if !r.alarm().Wait(ctx, at.Add(r.RoundTrip)) {
		return
	}
	if _, failed := io.WriteString(client, line); err != nil || failed != nil {
		return
	}
	defer context.AfterFunc(ctx, func() {
		_ = client.Close()
		_ = server.Close()
	})()
	var both sync.WaitGroup
	both.Go(func() { r.oneWay(ctx, client, server) })
	both.Go(func() { r.oneWay(ctx, server, client) })
	both.Wait()
}

// reasonOf is an error as one line.
func reasonOf(err error) string {
	text := strings.Join(strings.Fields(err.Error()), " ")
	return text[:min(len(text), longestReason-1)] + "\n"
}

// connect connects to the server.
func (r *Relay) connect(ctx context.Context) (net.Conn, error) {
	dial := r.Dial
	if dial == nil {
		dial = (&net.Dialer{Timeout: dialTimeout}).DialContext
	}
	server, err := dial(ctx, "tcp", r.Address)
	if err != nil {
		return nil, err
	}
	if tcp, ok := server.RemoteAddr().(*net.TCPAddr); r.Loopback && ok && !tcp.IP.IsLoopback() {
		_ = server.Close()
		return nil, fmt.Errorf("%s is not on this machine but at %s: expected 127.0.0.1", r.Address, tcp.IP)
	}
	return server, nil
}

func (r *Relay) alarm() alarm.Alarm {
	if r.Alarm == nil {
		return alarm.Sharp()
	}
	return r.Alarm
}

// piece is what was read at once, and when it is to be passed on.
type piece struct {
	bytes *[pieceSize]byte
	count int
	due   time.Time
}

const (
	pieceSize = 32 << 10
	// mostAloft bounds the pieces of one direction that are on the way: 32 MiB at
	// the most, 1.6 GB/s at 20 ms.
	mostAloft = 1024
)

// oneWay passes on what comes from one side, each piece after half a round trip.
// The end of the stream is passed on as late.
func (r *Relay) oneWay(ctx context.Context, from, to net.Conn) {
	aloft := make(chan piece, mostAloft)
	go func() {
		defer close(aloft)
		for {
			p := piece{bytes: buffers.Get().(*[pieceSize]byte)}
			n, err := from.Read(p.bytes[:])
			p.count, p.due = n, time.Now().Add(r.RoundTrip/2)
			select {
			case aloft <- p:
			case <-ctx.Done():
				return
			}
			if err != nil {
				return
			}
		}
	}()
	waiting, failed := r.alarm(), false
	for p := range aloft {
		if !failed && waiting.Wait(ctx, p.due) {
			if _, err := to.Write(p.bytes[:p.count]); err != nil {
				failed = true // the rest is read, so that the reader ends
				_ = from.Close()
			}
		}
		buffers.Put(p.bytes)
	}
	if half, ok := to.(interface{ CloseWrite() error }); ok && !failed {
		_ = half.CloseWrite()
		return
	}
	_ = to.Close()
}

// buffers are idle buffers of pieces.
var buffers = sync.Pool{New: func() any { return new([pieceSize]byte) }}

// Announce writes the address that a relay answers at, for [child.Start].
func Announce(w io.Writer, l net.Listener) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "{\"address\":%q}\n", l.Addr())
	return out.Flush()
}
