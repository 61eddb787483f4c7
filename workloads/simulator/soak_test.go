package simulator

import (
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"ep-benchmark/workloads/simulator/latency"
)

// soakedObjects is how many objects of a kind are kept in the soak: so few that all have left many times over.
const soakedObjects = 500

// TestSoak sends all kinds of requests over sockets again and again, and compares the heap after a quarter of the
// requests with that at the end, since served requests must not stay in memory. The client's memory counts too, because
// it runs in the same process.
func TestSoak(t *testing.T) {
	const text = "[[fault]]\nendpoint = \"GET /rates/:id\"\nevery = 50\nkind = \"empty\"\n"
	s := New(Options{Latency: latency.None, MaxObjects: soakedObjects, Faults: faulty(t, text, 1)})
	url := onSocket(t, s)
	transport := &http.Transport{MaxIdleConnsPerHost: soakWorkers}
	defer transport.CloseIdleConnections()
	var number atomic.Int64
	soak(t, transport, url, &number, soakedRequests/4)
	early := heap()
	soak(t, transport, url, &number, soakedRequests)
	late := heap()
	t.Logf("heap after %d requests %d KB, after %d requests %d KB", soakedRequests/4, early>>10, soakedRequests, late>>10)
	const allowance = 1 << 20 // for histograms of endpoints that were called late, and for what the runtime keeps
	if late > early+allowance {
		t.Errorf("the heap grew from %d to %d bytes", early, late)
	}
	for _, store := range s.stores {
		for _, kept := range store.Kept() {
			if kept.Count > soakedObjects {
				t.Errorf("%d objects of kind %s", kept.Count, kept.Name)
			}
		}
	}
	var served int64
	for _, e := range s.Summary() {
		served += e.Requests
	}
	if served < soakedRequests { // more, where the transport has sent a GET again
		t.Errorf("%d requests were served, want %d", served, soakedRequests)
	}
}

const soakWorkers = 4

// soak sends requests until a number of them is reached.
func soak(t *testing.T, transport *http.Transport, url string, number *atomic.Int64, until int64) {
	t.Helper()
	var workers sync.WaitGroup
	for range soakWorkers {
		workers.Go(func() {
			for n := number.Add(1); n <= until; n = number.Add(1) {
				if err := soakOnce(transport, url, n); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	workers.Wait()
	number.Store(until)
}

// soakOnce sends one of ten requests, with a body of its own.
func soakOnce(transport *http.Transport, url string, n int64) error {
	method, path, body := http.MethodPost, "/v2/shipments", recordedShipment
	switch n % 10 {
	case 1:
		path, body = "/v2/trackers", fmt.Sprintf(`{"tracker":{"tracking_code":"9400%018d"}}`, n)
	case 2:
		path, body = "/v2/addresses", fmt.Sprintf(`{"address":{"name":"Nobody %d","zip":"94107"}}`, n)
	case 3:
		path, body = "/v2/parcels", `{"parcel":{"weight":12}}`
	case 4:
		path, body = "/v2/parcels", `{"parcel":`
	case 5:
		method, path, body = http.MethodGet, "/v2/shipments?page_size=3&purchased=false", ""
	case 6:
		method, path, body = http.MethodGet, fmt.Sprintf("/v2/nothing/%d", n), ""
	case 7:
		method, path, body = http.MethodGet, "/v2/rates/rate_1", ""
	}
	r, err := http.NewRequest(method, url+path, strings.NewReader(body))
	if err != nil {
		return err
	}
	r.SetBasicAuth([]string{testKey, productionKey}[n/10%2], "")
	answer, err := transport.RoundTrip(r)
	if err != nil {
		if n%10 == 7 {
			return nil // the fault's turn
		}
		return err
	}
	_, err = io.Copy(io.Discard, answer.Body)
	_ = answer.Body.Close()
	return err
}

// heap is what is alive. The second collection frees what the first has taken out of pools.
func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
