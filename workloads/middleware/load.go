package middleware

import (
	"context"
	"fmt"
	"io"
	"net/http"

	"ep-benchmark/engine"
)

// requests are those of a pass.
const requests = 500

// A Load asks a server, one request after another.
type Load struct {
	server *Server
	client *http.Client
}

// NewLoad makes the workload of a server.
func NewLoad(s *Server) *Load {
	return &Load{server: s, client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 4}}}
}

// Spec describes it.
func (l *Load) Spec() engine.Spec {
	return engine.Spec{
		Name: "middleware", Title: "Middleware", Key: "middleware", Item: "request", Items: "requests",
		SizeKey: "requests", SizeNoun: "requests", Size: requests, PassItems: requests,
		Bound: engine.IOBound, Operations: requests, Uniform: true, Targets: []engine.Target{},
	}
}

// Prepare makes the requests of a leg.
func (l *Load) Prepare(context.Context, engine.Leg) (engine.Job, error) {
	return engine.Job{Operations: requests, Do: l.ask}, nil
}

// ask sends a request and reads its answer.
func (l *Load) ask(ctx context.Context, _ engine.Op) (engine.Work, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, l.server.url, nil)
	if err != nil {
		return engine.Work{}, err
	}
	request.Header.Set("Origin", origin)
	response, err := l.client.Do(request)
	if err != nil {
		return engine.Work{}, err
	}
	n, err := io.Copy(io.Discard, response.Body)
	_ = response.Body.Close() // it was read
	switch {
	case err != nil:
		return engine.Work{}, err
	case response.StatusCode != http.StatusOK || n != int64(len(body)):
		return engine.Work{}, fmt.Errorf("status %d with %d bytes: expected 200 with %d", response.StatusCode, n, len(body))
	}
	return engine.Work{Items: 1, Bytes: n}, nil
}

// Close ends the client's connections.
func (l *Load) Close() { l.client.CloseIdleConnections() }
