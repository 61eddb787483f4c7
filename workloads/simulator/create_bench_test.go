package simulator

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"ep-benchmark/workloads/simulator/latency"
)

const recordedShipment = `{"shipment":{"from_address":{"city":"San Francisco","country":"US","email":"jack@example.com",` +
	`"name":"Jack Sparrow","phone":"5555555555","state":"CA","street1":"388 Townsend St","street2":"Apt 20","zip":"94107"},` +
	`"parcel":{"height":4,"length":10,"weight":15.4,"width":8},` +
	`"to_address":{"city":"Redondo Beach","country":"US","email":"elizabeth@example.com","name":"Elizabeth Swan",` +
	`"phone":"5555555555","state":"CA","street1":"179 N Harbor Dr","zip":"90277"}}}`

// discard is a ResponseWriter that keeps nothing but its headers.
type discard struct{ header http.Header }

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) Write(p []byte) (int, error) { return len(p), nil }
func (d *discard) WriteHeader(int)             {}

func BenchmarkCreateShipmentHandler(b *testing.B) { benchmarkCreate(b, recordedShipment) }

// With a single account, the answers have the three recorded rates and the size of the recorded answers.
func BenchmarkCreateShipmentByOneAccount(b *testing.B) {
	benchmarkCreate(b, uspsOnly(recordedShipment))
}

func BenchmarkBuyInOneCall(b *testing.B) {
	benchmarkCreate(b, strings.Replace(recordedShipment, `"parcel"`, `"service":"GroundAdvantage","parcel"`, 1))
}

func benchmarkCreate(b *testing.B, sent string) {
	handler := New(Options{Latency: latency.None}).Handler()
	r := httptest.NewRequest(http.MethodPost, "/v2/shipments", nil)
	r.SetBasicAuth("EZTKbenchmark", "")
	w := &discard{header: http.Header{}}
	body := strings.NewReader(sent)
	r.Body = io.NopCloser(body)
	b.ReportAllocs()
	for b.Loop() {
		body.Reset(sent)
		clear(w.header)
		handler.ServeHTTP(w, r)
	}
}

func BenchmarkCreateShipmentLoopback(b *testing.B) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(b.Context())
	defer cancel()
	go func() { _ = New(Options{Latency: latency.None}).Serve(ctx, l) }()
	transport := &http.Transport{DisableCompression: true}
	defer transport.CloseIdleConnections()
	b.ReportAllocs()
	for b.Loop() {
		r, _ := http.NewRequest(http.MethodPost, "http://"+l.Addr().String()+"/v2/shipments", strings.NewReader(recordedShipment))
		r.SetBasicAuth("EZTKbenchmark", "")
		answer, err := transport.RoundTrip(r)
		if err != nil {
			b.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, answer.Body)
		_ = answer.Body.Close()
	}
}
