package easypost

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"ep-benchmark/engine/stats"
	"ep-benchmark/workloads/child"
	"ep-benchmark/workloads/shipping"
	"ep-benchmark/workloads/simulator"
	"ep-benchmark/workloads/simulator/latency"
)

const (
	testKey        = "EZTKyardstick"
	serverVariable = "EP_BENCHMARK_TEST_SERVER" // makes the test binary the simulator
)

// TestMain lets the test binary be the simulator of its own benchmark, in a
// process of its own.
func TestMain(m *testing.M) {
	if os.Getenv(serverVariable) == "" {
		os.Exit(m.Run())
	}
	service := simulator.Service{Options: simulator.Options{Latency: latency.None}}
	_, err := service.Run(context.Background(), os.Stdout, os.Stdin)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// BenchmarkAgainstHey compares the CPU that a request costs this client with
// what it costs hey (github.com/rakyll/hey, which encodes and decodes
// nothing), at no latency, over 16 connections, to the same simulator, one
// after the other in each of five rounds. Reported are medians and the ratios'
// medians. It needs hey on the PATH.
func BenchmarkAgainstHey(b *testing.B) {
	hey, err := exec.LookPath("hey")
	if err != nil {
		b.Skip("hey is not on the PATH: go install github.com/rakyll/hey@v0.1.5")
	}
	const rounds, requests, workers = 5, 16_000, 16
	b.Setenv(serverVariable, "1")
	server, err := child.Start(b.Context(), "simulator", []string{os.Args[0]}, os.Environ(), os.Stderr)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = server.Stop() }()
	client, err := New(Options{BaseURL: server.URL(), Key: testKey, Connections: workers})
	if err != nil {
		b.Fatal(err)
	}
	lines := sampleShipments(b)
	body := filepath.Join(b.TempDir(), "body.json")
	if err := os.WriteFile(body, new(encoder).shipment(&lines[0]), 0o600); err != nil {
		b.Fatal(err)
	}
	statusOnly := func(s *Session, _ int) error {
		_, err := s.do(context.Background(), http.MethodPost, client.shipments, s.encoder.shipment(&lines[0]), statusAlone{})
		return err
	}
	bare := bareRequests(client, new(encoder).shipment(&lines[0]))
	whole := func(s *Session, i int) error {
		_, _, err := s.CreateShipment(context.Background(), &lines[i%len(lines)])
		return err
	}
	costs := map[string][]float64{}
	for b.Loop() {
		for range rounds {
			costs["hey"] = append(costs["hey"], heyCost(b, hey, client, body, requests, workers))
			costs["status"] = append(costs["status"], cost(b, client, requests, workers, bare))
			costs["traced"] = append(costs["traced"], cost(b, client, requests, workers, statusOnly))
			costs["whole"] = append(costs["whole"], cost(b, client, requests, workers, whole))
		}
	}
	for name, of := range costs {
		b.ReportMetric(stats.Median(of)*1e6, name+"-µs/request")
		ratios := make([]float64, len(of))
		for i := range of {
			ratios[i] = of[i] / costs["hey"][i]
		}
		if name != "hey" {
			b.ReportMetric(stats.Median(ratios), name+"/hey")
		}
	}
	b.ReportMetric(0, "ns/op")
}

// statusAlone is an answer that is accepted whatever it holds.
type statusAlone struct{}

func (statusAlone) thing() string         { return "answer" }
func (statusAlone) decode(*decoder) error { return nil }

// bareRequests sends a ready body and looks at the status only, as hey does;
// nothing is traced, encoded or decoded.
func bareRequests(client *Client, body []byte) func(*Session, int) error {
	return func(s *Session, _ int) error {
		request := &http.Request{
			Method: http.MethodPost, URL: client.shipments, Host: client.shipments.Host, Header: s.header,
			Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)),
		}
		response, err := client.transport.RoundTrip(request)
		if err != nil {
			return err
		}
		defer response.Body.Close()
		if _, err := io.Copy(io.Discard, response.Body); err != nil {
			return err
		}
		if response.StatusCode != http.StatusCreated {
			return fmt.Errorf("status %d", response.StatusCode)
		}
		return nil
	}
}

// cost is the CPU seconds that a request takes this process.
func cost(b *testing.B, client *Client, requests, workers int, do func(*Session, int) error) float64 {
	b.Helper()
	traffic := client.Traffic(workers)
	defer traffic.Close()
	before := ownCPU(b)
	var next atomic.Int64
	var working sync.WaitGroup
	for worker := range workers {
		working.Go(func() {
			for i := next.Add(1); i <= int64(requests); i = next.Add(1) {
				if err := do(traffic.Session(worker), int(i)); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	working.Wait()
	return (ownCPU(b) - before).Seconds() / float64(requests)
}

func ownCPU(b *testing.B) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// heyCost is the same of hey's process, its start included.
func heyCost(b *testing.B, hey string, client *Client, body string, requests, workers int) float64 {
	b.Helper()
	command := exec.Command(hey, "-n", strconv.Itoa(requests), "-c", strconv.Itoa(workers), "-m", "POST",
		"-T", "application/json", "-H", "Authorization: "+client.authorization, "-D", body, "-disable-compression", client.shipments.String())
	if out, err := command.CombinedOutput(); err != nil {
		b.Fatalf("hey: %v: %s", err, out)
	}
	return (command.ProcessState.UserTime() + command.ProcessState.SystemTime()).Seconds() / float64(requests)
}

func sampleShipments(tb testing.TB) []shipping.Shipment {
	tb.Helper()
	var shipments []shipping.Shipment
	for _, line := range shipping.Sample() {
		var s shipping.Shipment
		if err := shipping.ParseLine(line, &s); err != nil {
			tb.Fatal(err)
		}
		shipments = append(shipments, s)
	}
	return shipments
}
