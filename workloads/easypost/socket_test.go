package easypost

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"ep-benchmark/workloads/simulator"
	"ep-benchmark/workloads/simulator/latency"
)

// Over real sockets and without delays, times can't be predicted, so only the
// counts are checked. Over TLS the client speaks HTTP/2, where all requests
// share a connection.
func TestOverSockets(t *testing.T) {
	for name, start := range map[string]func(*httptest.Server){
		"plain":  (*httptest.Server).Start,
		"TLS":    (*httptest.Server).StartTLS,
		"HTTP/2": func(s *httptest.Server) { s.EnableHTTP2 = true; s.StartTLS() },
	} {
		t.Run(name, func(t *testing.T) {
			const workers, requests = 16, 160
			server := httptest.NewUnstartedServer(simulator.New(simulator.Options{Latency: latency.None}).Handler())
			start(server)
			defer server.Close()
			client, err := New(Options{BaseURL: server.URL, Key: testKey, Connections: workers})
			if err != nil {
				t.Fatal(err)
			}
			defer client.Close()
			if server.TLS != nil {
				client.transport.TLSClientConfig = server.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
			}
			traffic := client.Traffic(workers)
			carryOut(t, traffic, workers, requests, creating(t))
			e := traffic.Evidence()
			if e.Requests != requests || e.Statuses["201"] != requests || e.ServerTimeCount != requests || e.Retries != 0 {
				t.Errorf("evidence %+v", e)
			}
			if e.InFlightMax < 1 || e.InFlightMax > workers || traffic.InFlight() != 0 {
				t.Errorf("%d in flight at most, %d at the end", e.InFlightMax, traffic.InFlight())
			}
			// Dials that lost the race make connections too, so there may be
			// more of them than workers.
			if e.Connections < 1 || e.Reused > requests-1 || e.Reused < requests-e.Connections || e.ConnectTime <= 0 {
				t.Errorf("%d connections in %v, %d reused", e.Connections, e.ConnectTime, e.Reused)
			}
			if e.FirstByteP50 <= 0 || (e.TLSTime > 0) != (server.TLS != nil) {
				t.Errorf("first byte %v, TLS %v", e.FirstByteP50, e.TLSTime)
			}
			traffic.Close()
		})
	}
}
