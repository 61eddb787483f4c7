package simulator

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"time"
)

// farewell is how long Serve waits for answers under way. A process has two seconds to end, and needs the second one to
// report what it has served.
const farewell = time.Second

// Serve answers connections of a listener until the context ends, and then at most one second longer, so that answers
// under way arrive; delays are cut short with a 503. It closes the listener. The error is nil after a context's end.
func (s *Simulator) Serve(ctx context.Context, l net.Listener) error { return s.serveAll(ctx, l, nil) }

// ServeTLS does the same over TLS, with HTTP/2 for clients that speak it.
func (s *Simulator) ServeTLS(ctx context.Context, l net.Listener, c *Certificate) error {
	return s.serveAll(ctx, l, c)
}

// errStopping is the cause with which the delays of a stopping server end early. The delay of a client that leaves ends
// with another cause.
var errStopping = errors.New("the server stops")

func (s *Simulator) serveAll(ctx context.Context, l net.Listener, c *Certificate) error {
	base, stop := context.WithCancelCause(context.WithoutCancel(ctx))
	defer stop(errStopping)
	server := s.server(s.handler(alarmFor(l)))
	server.BaseContext = func(net.Listener) context.Context { return base }
	guarded := &guardedListener{Listener: l, doors: &s.doors, stopping: base}
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
		stop(errStopping)
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), farewell)
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
