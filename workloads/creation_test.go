package workloads

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/workloads/easypost"
	"ep-benchmark/workloads/shipping"
)

// Ten shipments of 100 ms take a second with one worker, and a tenth of that
// with ten or more. So every figure of the evidence is known.
func TestCreation(t *testing.T) {
	for workers, makespan := range map[int]time.Duration{1: time.Second, 16: 100 * time.Millisecond} {
		overSimulator(t, func(t *testing.T, environment Environment) {
			job := prepared(t, built(t, "bulk-creation", environment), engine.Leg{Workers: workers, Seed: 1})
			began := time.Now()
			done := carryOut(t, job, workers, 1)
			if took := time.Since(began); took != makespan {
				t.Errorf("%d workers took %v: expected %v", workers, took, makespan)
			}
			if done.Items != 10 || done.Bytes < 10*1000 {
				t.Errorf("%+v: expected 10 shipments of some KB each", done)
			}
			wire := job.Wire()
			active := int64(min(workers, 10))
			if wire.Requests != 10 || wire.Statuses["201"] != 10 || wire.InFlightMax != active || wire.Connections != active {
				t.Errorf("%d workers: %+v", workers, wire)
			}
			if wire.ServerTime != 100*time.Millisecond {
				t.Errorf("the server took %v", wire.ServerTime)
			}
			if err := job.Verify(t.Context()); err != nil {
				t.Error(err)
			}
			if err := job.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// Each of several passes creates its shipments anew, and all ids differ.
func TestCreationInPasses(t *testing.T) {
	overSimulator(t, func(t *testing.T, environment Environment) {
		environment.Sizes = map[string]int{"shipments": 50}
		job := prepared(t, built(t, "bulk-creation", environment), engine.Leg{Workers: 4, Seed: 1})
		if done := carryOut(t, job, 4, 3); done.Items != 150 {
			t.Errorf("%d shipments", done.Items)
		}
		if err := job.Verify(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

// A leg that left out a shipment, or did nothing, is refused.
func TestCreationIsVerified(t *testing.T) {
	overSimulator(t, func(t *testing.T, environment Environment) {
		workload := built(t, "bulk-creation", environment)
		job := prepared(t, workload, engine.Leg{Workers: 2, Seed: 1})
		for index := range 9 {
			do(t, job, index)
		}
		finish(t, job)
		if err := job.Verify(t.Context()); err == nil || !strings.Contains(err.Error(), "9 shipments were created: expected 10") {
			t.Errorf("one left out: %v", err)
		}
		idle := prepared(t, workload, engine.Leg{Workers: 2, Seed: 1})
		if err := idle.Verify(t.Context()); err == nil {
			t.Error("nothing was created, and Verify accepts it")
		}
	})
}

// An id that occurs twice is an error, and so is one that the server does not
// hold.
func TestVerifyCreated(t *testing.T) {
	overSimulator(t, func(t *testing.T, environment Environment) {
		traffic := environment.Client.Traffic(1)
		defer traffic.Close()
		first, _, err := traffic.Session(0).CreateShipment(t.Context(), &environment.Lines.Shipments[0])
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			created  [][]string
			expected int
			words    string
		}{
			{[][]string{{first.ID}}, 1, ""},
			{[][]string{nil, {first.ID}, nil}, 1, ""},
			{[][]string{{first.ID}, {first.ID}}, 2, "two shipments have the id"},
			{[][]string{{first.ID, first.ID}}, 1, "two shipments have the id"},
			{[][]string{{first.ID}, {"shp_00000000000000000000000000000000"}}, 2, "HTTP 404 NOT_FOUND"},
			{[][]string{{}, nil}, 0, "0 shipments were created"},
			{[][]string{{"shp_1", "shp_2"}, {"shp_3"}}, 4, "3 shipments were created: expected 4"},
		} {
			err := verifyCreated(t.Context(), traffic.Session(0), c.created, c.expected)
			if c.words == "" && err != nil || c.words != "" && (err == nil || !strings.Contains(err.Error(), c.words)) {
				t.Errorf("%q: %v: expected %q", c.created, err, c.words)
			}
		}
	})
}

// A server that returns another shipment than the requested one is an error.
func TestVerifyCreatedOfAnotherShipment(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"id":"shp_2"}`)
	}))
	defer server.Close()
	client, err := easypost.New(easypost.Options{BaseURL: server.URL, Key: "EZTKtest"})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	traffic := client.Traffic(1)
	err = verifyCreated(t.Context(), traffic.Session(0), [][]string{{"shp_1"}}, 1)
	if err == nil || !strings.Contains(err.Error(), `asked for shipment "shp_1", was given "shp_2"`) {
		t.Errorf("error %v", err)
	}
}

// Both legs of a round create the same shipments; another round others.
func TestCreationDrawsBySeed(t *testing.T) {
	lines, err := SampleLines()
	if err != nil {
		t.Fatal(err)
	}
	once, again, other := draw(lines.Shipments, 10, 7), draw(lines.Shipments, 10, 7), draw(lines.Shipments, 10, 8)
	if !slices.Equal(once, again) {
		t.Error("the same seed drew other lines")
	}
	if slices.Equal(once, other) {
		t.Error("another seed drew the same lines")
	}
	// All are taken before one is taken again.
	n := len(lines.Shipments)
	times := map[*shipping.Shipment]int{}
	for _, line := range draw(lines.Shipments, 2*n+1, 3) {
		times[line]++
	}
	for line, count := range times {
		if count < 2 || count > 3 {
			t.Errorf("%v was drawn %d times", line, count)
		}
	}
	if len(times) != n {
		t.Errorf("%d of %d lines were drawn", len(times), n)
	}
}
