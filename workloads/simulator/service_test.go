package simulator

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/workloads/simulator/endpoint"
	"ep-benchmark/workloads/simulator/httpserver"
	"ep-benchmark/workloads/simulator/latency"
	"ep-benchmark/workloads/simulator/metrics"
)

// running starts a service and returns what it has announced; end stops it and returns what it has served.
func running(t *testing.T, service Service) (announced map[string]string, end func() metrics.Summary) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	output, announce := io.Pipe()
	type ending struct {
		served metrics.Summary
		err    error
	}
	ended := make(chan ending, 1)
	go func() {
		served, err := service.Run(ctx, announce, nil)
		_ = announce.CloseWithError(err)
		ended <- ending{served, err}
	}()
	line, err := bufio.NewReader(output).ReadBytes('\n')
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	if err := json.Unmarshal(line, &announced); err != nil {
		t.Errorf("announced %q: %v", line, err)
	}
	return announced, func() metrics.Summary {
		t.Helper()
		cancel()
		e := <-ended
		if e.err != nil {
			t.Error(e.err)
		}
		return e.served
	}
}

// A client that trusts only the certificate gets answers over TLS, with HTTP/1.1 and with HTTP/2.
func TestTLS(t *testing.T) {
	certificate, err := httpserver.NewCertificate("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	faults := faulty(t, "[[fault]]\nendpoint = \"GET /shipments\"\nevery = 1\nkind = \"reset\"\n", 1)
	announced, end := running(t, Service{Certificate: certificate, Options: Options{Latency: latency.None, Faults: faults}})
	if announced["url"] != "https://"+announced["address"] {
		t.Errorf("announced %v", announced)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(certificate.PEM()) {
		t.Fatalf("no certificate: %s", certificate.PEM())
	}
	for _, version := range []int{1, 2} {
		transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, ForceAttemptHTTP2: version == 2}
		client := &http.Client{Transport: transport}
		answer, err := client.Get(announced["url"] + endpoint.HealthPath)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if answer.StatusCode != 200 || answer.ProtoMajor != version {
			t.Errorf("%s by %s", answer.Status, answer.Proto)
		}
		r, _ := http.NewRequest("GET", announced["url"]+"/v2/shipments", nil)
		if answer, err := client.Do(r); err == nil {
			t.Errorf("a reset over HTTP/%d answers %s", version, answer.Status)
		}
		transport.CloseIdleConnections()
	}
	if answer, err := http.Get(announced["url"] + endpoint.HealthPath); err == nil {
		t.Errorf("a client that does not know the certificate got %s", answer.Status)
	}
	if served := end(); len(served) != 1 || served[0].Faults["reset"] < 2 {
		t.Errorf("served %+v", served)
	}
}

func TestAddressesForEveryone(t *testing.T) {
	service := Service{Address: "0.0.0.0:0", Options: Options{Latency: latency.None}}
	var refused *AddressError
	if _, err := service.Run(t.Context(), io.Discard, nil); !errors.As(err, &refused) {
		t.Errorf("without being wanted: %v", err)
	}
	service.Everyone = true
	announced, end := running(t, service)
	_, port, err := net.SplitHostPort(announced["address"])
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.Get("http://127.0.0.1:" + port + endpoint.HealthPath)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if served := end(); len(served) != 0 {
		t.Errorf("a health check is in the summary: %+v", served)
	}
	if got := reachable("[::]:8080") + " " + reachable("0.0.0.0:1") + " " + reachable("192.0.2.1:2"); got != "localhost:8080 localhost:1 192.0.2.1:2" {
		t.Error(got)
	}
}

// The summary and the metrics match the requests that were sent, to the request and to the millisecond.
func TestWhatIsServedIsCounted(t *testing.T) {
	const text = "[[fault]]\nendpoint = \"POST /parcels\"\nevery = 3\nkind = \"status\"\nstatus = 500\n"
	faults := faulty(t, text, 1)
	limit, _ := ParseLimit("documented")
	inBubbleOf(t, Options{Faults: faults, Limit: limit}, func(t *testing.T, s *Simulator, client *http.Client) {
		tally(t, client, "POST", "/v2/parcels", `{"parcel":{"weight":1}}`, 7)
		tally(t, client, "GET", "/v2/shipments", ``, 6)
		tally(t, client, "POST", "/v2/shipments", recordedShipment, 2)
		tally(t, client, "GET", "/v2/nothing", ``, 1)
		tally(t, client, "GET", endpoint.HealthPath, ``, 3)
		var got strings.Builder
		for _, e := range s.Summary() {
			writeSummary(&got, &e)
		}
		const want = "no endpoint 1 map[404:1] map[] 0 42ms 42ms 0s 1\n" +
			"POST /parcels 7 map[201:5 500:2] map[status:2] 0 50ms 50ms 0s 5\n" +
			"POST /shipments 2 map[201:2] map[] 0 100ms 100ms 0s 2\n" +
			"GET /shipments 6 map[200:6] map[] 0 50ms 50ms 0s 6\n"
		if got.String() != want {
			t.Errorf("served\n%swant\n%s", got.String(), want)
		}
		answer, err := client.Get("http://simulator" + endpoint.MetricsPath)
		if err != nil {
			t.Fatal(err)
		}
		page, _ := io.ReadAll(answer.Body)
		_ = answer.Body.Close()
		for _, line := range []string{
			`ep_simulator_requests_total{endpoint="POST /parcels",status="500"} 2`,
			`ep_simulator_faults_total{endpoint="POST /parcels",kind="status"} 2`,
			`ep_simulator_limited_total{endpoint="GET /shipments"} 0`,
			`ep_simulator_injected_seconds_bucket{endpoint="POST /shipments",le="0.05"} 0`,
			`ep_simulator_injected_seconds_bucket{endpoint="POST /shipments",le="0.25"} 2`,
			`ep_simulator_injected_seconds_bucket{endpoint="POST /shipments",le="+Inf"} 2`,
			`ep_simulator_injected_seconds_sum{endpoint="POST /shipments"} 0.2`,
			`ep_simulator_overhead_seconds_count{endpoint="POST /parcels"} 5`,
			`ep_simulator_objects{mode="test",object="Shipment"} 2`,
			`ep_simulator_objects{mode="production",object="Shipment"} 0`,
			"ep_simulator_in_flight 0",
		} {
			if !strings.Contains(string(page), "\n"+line+"\n") {
				t.Errorf("the metrics lack %s:\n%s", line, page)
			}
		}
	})
}

func writeSummary(w io.Writer, e *metrics.EndpointSummary) {
	fmt.Fprintln(w, e.Endpoint, e.Requests, e.Answers, e.Faults, e.Limited,
		e.Injected.P50.Round(time.Millisecond), e.Injected.P95.Round(time.Millisecond), e.Overhead.P99, e.Overhead.Count)
}

// A client that leaves before the answer gets none, and its request is counted as unanswered.
func TestClientsThatLeaveAreCounted(t *testing.T) {
	inBubbleOf(t, Options{}, func(t *testing.T, s *Simulator, client *http.Client) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		if _, err := client.Do(request(t, ctx, "POST", "/v2/shipments", recordedShipment)); err == nil {
			t.Error("an answer came")
		}
		synctest.Wait()
		served := s.Summary()
		if len(served) != 1 || served[0].Answers[0] != 1 || served[0].Injected.Count != 0 {
			t.Errorf("served %+v", served)
		}
	})
}

func TestOnlyLoopback(t *testing.T) {
	for address, want := range map[string]string{
		"0.0.0.0:0": "only loopback", ":0": "only loopback", "[::]:0": "only loopback", "192.0.2.1:80": "only loopback",
		"example.com:80": "only loopback", "127.0.0.1": "missing port", "127.0.0.1:http": "not a number", "127.0.0.1:99999": "not a number",
	} {
		_, err := Service{Address: address}.Run(t.Context(), io.Discard, nil)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", address, err, want)
		}
	}
}

// Without a parent, a service serves until its context ends.
func TestMainAlone(t *testing.T) {
	for _, address := range []string{"", "127.0.0.1:0", "localhost:0"} {
		ctx, cancel := context.WithCancel(t.Context())
		output, announce := io.Pipe()
		ended := make(chan error, 1)
		go func() {
			_, err := Service{Address: address}.Run(ctx, announce, nil)
			ended <- err
		}()
		line, err := bufio.NewReader(output).ReadString('\n')
		if err != nil || !strings.HasPrefix(line, `{"address":"`) {
			t.Errorf("%s: announced %q, %v", address, line, err)
		}
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}
