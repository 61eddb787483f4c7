// Package httpserver serves a handler to clients that can't be trusted to read, to finish or to leave. Each takes a
// bounded amount of time and memory, and still receives the last answer whole.
package httpserver

import (
	"context"
	"crypto/tls"
	"errors"
	"log"
	"net"
	"net/http"
	"time"
)

// Server serves a handler on listeners, within bounds, and counts the connections.
type Server struct {
	bounds      Bounds
	longestWait time.Duration
	log         *log.Logger
	connections connections
}

// New makes a server. The longest wait is how long its handler may hold an answer back; without a logger it uses
// the standard one.
func New(bounds Bounds, longestWait time.Duration, logger *log.Logger) *Server {
	bounds = bounds.complete()
	s := &Server{bounds: bounds, longestWait: longestWait, log: logger}
	s.connections.most, s.connections.log = int64(bounds.Connections), logger
	return s
}

// Open is how many connections there are.
func (s *Server) Open() int64 { return s.connections.open.Load() }

// Refused is how many connections were closed at once, as there were too many.
func (s *Server) Refused() int64 { return s.connections.refused.Load() }

// shutdownTime is how long Serve waits for answers under way. A process has two seconds to end, and needs the second one
// to report what it has served.
const shutdownTime = time.Second

// ErrStopping is the cause with which the delays of a stopping server end early. The delay of a client that leaves ends
// with another cause.
var ErrStopping = errors.New("the server stops")

// Serve answers connections of a listener until the context ends, and then at most one second longer. It closes the
// listener. With a certificate it speaks TLS, and HTTP/2 with clients that speak it. The error is nil after a context's
// end.
func (s *Server) Serve(ctx context.Context, l net.Listener, handler http.Handler, c *Certificate) error {
	base, stop := context.WithCancelCause(context.WithoutCancel(ctx))
	defer stop(ErrStopping)
	server := s.http(handler)
	server.BaseContext = func(net.Listener) context.Context { return base }
	guarded := &guardedListener{Listener: l, connections: &s.connections, stopping: base}
	failed := make(chan error, 1)
	go func() {
		if c == nil {
			failed <- server.Serve(guarded)
			return
		}
		server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{c.pair}, MinVersion: tls.VersionTLS12}
		failed <- server.ServeTLS(guarded, "", "")
	}()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		stop(ErrStopping)
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	err := server.Shutdown(last)
	if errors.Is(err, context.DeadlineExceeded) {
		err = server.Close()
	}
	if problem := <-failed; !errors.Is(problem, http.ErrServerClosed) {
		err = errors.Join(err, problem)
	}
	return err
}

// http is the library's server within the bounds.
func (s *Server) http(handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: min(headerTimeout, s.bounds.Request),
		ReadTimeout:       s.bounds.Request,
		// The library counts this time from the end of a request's headers, so the body's time and the delay are in it. It
		// bounds what the library itself answers; every other answer gets its own time when it is sent.
		WriteTimeout:   s.bounds.Request + s.longestWait + readTimeout,
		IdleTimeout:    s.bounds.Idle,
		MaxHeaderBytes: largestHeader,
		ErrorLog:       s.log,
		HTTP2: &http.HTTP2Config{
			MaxConcurrentStreams: mostStreams,
			SendPingTimeout:      quietTime, PingTimeout: answerToQuiet, WriteByteTimeout: readTimeout,
		},
	}
}
