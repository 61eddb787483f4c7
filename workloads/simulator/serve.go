package simulator

import (
	"context"
	"net"
	"net/http"

	"ep-benchmark/engine/alarm"
	"ep-benchmark/workloads/simulator/httpserver"
)

// Handler returns the API as a handler, whose delays are the runtime's timers.
func (s *Simulator) Handler() http.Handler { return s.handler(alarm.Runtime{}) }

func (s *Simulator) handler(a alarm.Alarm) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.serve(a, w, r) })
}

// Serve answers connections of a listener until the context ends, and then at most one second longer, so that answers
// under way arrive; delays are cut short with a 503. It closes the listener. The error is nil after a context's end.
func (s *Simulator) Serve(ctx context.Context, l net.Listener) error { return s.ServeTLS(ctx, l, nil) }

// ServeTLS does the same over TLS, with HTTP/2 for clients that speak it. Without a certificate it is Serve.
func (s *Simulator) ServeTLS(ctx context.Context, l net.Listener, c *httpserver.Certificate) error {
	defer s.courier.Close()
	return s.server.Serve(ctx, l, s.handler(alarm.For(l)), c)
}
