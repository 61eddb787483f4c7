package easypost

import (
	"context"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"ep-benchmark/workloads/simulator"
	"ep-benchmark/workloads/wire"
)

// inMemory serves the simulator on the fake clock and hands a client of it to
// the test. No socket is used, since sockets do not follow the fake clock.
func inMemory(t *testing.T, o Options, test func(t *testing.T, client *Client)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		listener := simulator.NewMemoryListener()
		served := make(chan error, 1)
		go func() { served <- simulator.New(simulator.Options{Seed: 1}).Serve(ctx, listener) }()
		if dial := o.Dial; dial == nil {
			o.Dial = listener.DialContext
		} else {
			o.Dial = slowed(dial, listener.DialContext)
		}
		o.BaseURL, o.Key = "http://simulator", testKey
		client, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { // a bubble has to be empty at its end, however the test ends
			cancel()
			if err := <-served; err != nil {
				t.Errorf("the simulator: %v", err)
			}
			client.Close()
		}()
		test(t, client)
	})
}

// slowed lets one dialler go before the other; the first one's connection is
// not used.
func slowed(before, dial wire.DialFunc) wire.DialFunc {
	return func(ctx context.Context, network, address string) (conn net.Conn, err error) {
		if _, err := before(ctx, network, address); err != nil {
			return nil, err
		}
		return dial(ctx, network, address)
	}
}

// carryOut hands operations to the sessions of a leg, one worker for each, and
// fails the test for every one that fails.
func carryOut(t *testing.T, traffic *Traffic, workers, operations int, do func(s *Session, index int) error) {
	t.Helper()
	var next atomic.Int64
	var working sync.WaitGroup
	for worker := range workers {
		working.Go(func() {
			for i := next.Add(1) - 1; i < int64(operations); i = next.Add(1) - 1 {
				if err := do(traffic.Session(worker), int(i)); err != nil {
					t.Errorf("operation %d: %v", i, err)
				}
			}
		})
	}
	working.Wait()
}

// creating is an operation that creates a shipment from one of the lines.
func creating(t *testing.T) func(s *Session, index int) error {
	lines := sampleShipments(t)
	return func(s *Session, index int) error {
		_, _, err := s.CreateShipment(t.Context(), &lines[index%len(lines)])
		return err
	}
}

// tracking is an operation that tracks one of the test codes.
func tracking(t *testing.T) func(s *Session, index int) error {
	return func(s *Session, index int) error {
		_, _, err := s.Track(t.Context(), TestCodes[index%len(TestCodes)])
		return err
	}
}
