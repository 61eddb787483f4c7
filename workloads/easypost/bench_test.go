package easypost

import (
	"bytes"
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"ep-benchmark/engine/stats"
	"ep-benchmark/workloads/simulator"
	"ep-benchmark/workloads/simulator/latency"
)

// rounds is how often the two sides of a comparison take turns in one
// iteration of the benchmark.
const rounds = 8

// beside times two functions in turns and reports the median ratio of the
// second one's time to the first one's.
func beside(b *testing.B, ours, theirs func()) {
	b.Helper()
	const calls = 200
	var own, other, ratios []float64
	for b.Loop() {
		for range rounds {
			a, c := clocked(calls, ours), clocked(calls, theirs)
			own, other, ratios = append(own, a), append(other, c), append(ratios, c/a)
		}
	}
	b.ReportMetric(stats.Median(own), "ns/ours")
	b.ReportMetric(stats.Median(other), "ns/encoding-json")
	b.ReportMetric(stats.Median(ratios), "times-faster")
	b.ReportMetric(testing.AllocsPerRun(calls, ours), "allocs/ours")
	b.ReportMetric(testing.AllocsPerRun(calls, theirs), "allocs/encoding-json")
	b.ReportMetric(0, "ns/op")
}

func clocked(calls int, do func()) float64 {
	began := time.Now()
	for range calls {
		do()
	}
	return float64(time.Since(began).Nanoseconds()) / float64(calls)
}

// decodedShipment is what Shipment holds, for encoding/json. Amounts stay text,
// so encoding/json is spared their parsing.
type decodedShipment struct {
	ID        string `json:"id"`
	Mode      string `json:"mode"`
	Status    string `json:"status"`
	Reference string `json:"reference"`
	To        struct {
		ID      string `json:"id"`
		Name    string `json:"name"`
		Street1 string `json:"street1"`
		City    string `json:"city"`
		Zip     string `json:"zip"`
		Country string `json:"country"`
	} `json:"to_address"`
	Parcel struct {
		ID     string  `json:"id"`
		Length float64 `json:"length"`
		Width  float64 `json:"width"`
		Height float64 `json:"height"`
		Weight float64 `json:"weight"`
	} `json:"parcel"`
	Rates []struct {
		ID           string `json:"id"`
		Carrier      string `json:"carrier"`
		Service      string `json:"service"`
		Currency     string `json:"currency"`
		Rate         string `json:"rate"`
		DeliveryDays *int   `json:"delivery_days"`
	} `json:"rates"`
	Messages []struct{} `json:"messages"`
}

// BenchmarkDecodeShipment decodes a whole answer of the simulator beside
// encoding/json, which decodes it into the same fields.
func BenchmarkDecodeShipment(b *testing.B) {
	body := shipmentAnswers(b)[0]
	d := &decoder{secret: NewSecret(longKey)}
	var s Shipment // as a session has one
	beside(b, func() {
		s = Shipment{}
		if err := d.whole(body, &s); err != nil {
			b.Fatal(err)
		}
	}, func() {
		if err := json.Unmarshal(body, new(decodedShipment)); err != nil {
			b.Fatal(err)
		}
	})
}

// BenchmarkEncodeShipment encodes a line beside encoding/json, which is given
// a struct that is filled already.
func BenchmarkEncodeShipment(b *testing.B) {
	line := sampleShipments(b)[0]
	filled := expectedBody(&line)
	var e encoder
	beside(b, func() { e.shipment(&line) }, func() {
		if _, err := json.Marshal(&filled); err != nil {
			b.Fatal(err)
		}
	})
}

// BenchmarkShowsKey measures the search for the key, which is done for every
// answer.
func BenchmarkShowsKey(b *testing.B) {
	client, err := New(Options{BaseURL: "http://nowhere", Key: "EZTK0123456789abcdef0123456789abcdef0123456789abcdef012345"})
	if err != nil {
		b.Fatal(err)
	}
	answer := bytes.Repeat([]byte(`{"id":"shp_0123456789abcdef0123456789abcdef","object":"Shipment","mode":"test"},`), 80)
	b.SetBytes(int64(len(answer)))
	for b.Loop() {
		if client.secret.sentIn(answer) {
			b.Fatal("it does not")
		}
	}
}

// BenchmarkRequest is a whole request in memory, including the server's share.
// A change of the client shows in its allocations.
func BenchmarkRequest(b *testing.B) {
	listener := simulator.NewMemoryListener()
	server := &http.Server{Handler: simulator.New(simulator.Options{Latency: latency.None}).Handler()}
	go func() { _ = server.Serve(listener) }()
	defer func() { _ = server.Close() }()
	client, err := New(Options{BaseURL: "http://simulator", Key: testKey, Dial: listener.DialContext, Connections: 1})
	if err != nil {
		b.Fatal(err)
	}
	session, lines := client.Traffic(1).Session(0), sampleShipments(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, _, err := session.CreateShipment(b.Context(), &lines[i%len(lines)]); err != nil {
			b.Fatal(err)
		}
	}
}
