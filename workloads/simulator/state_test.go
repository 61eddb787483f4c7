package simulator

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// script is a sequence of requests that touches every endpoint.
func script(t *testing.T, seed uint64) string {
	t.Helper()
	h := instant(Options{Seed: seed})
	k := populate(t, h)
	var log strings.Builder
	for _, step := range []struct{ method, path, body string }{
		{"POST", "/addresses", `{"address":{"name":"A"}}`},
		{"POST", "/addresses/create_and_verify", `{"address":{"street1":"A","zip":"94107"}}`},
		{"GET", "/addresses/ADR/verify", ""},
		{"POST", "/parcels", `{"parcel":{"weight":3}}`},
		{"POST", "/shipments", recordedShipment},
		{"POST", "/shipments", strings.Replace(recordedShipment, `"parcel"`, `"service":"Ground","customs_info":{"customs_items":[{}]},"parcel"`, 1)},
		{"POST", "/shipments/SHP/rerate", ""},
		{"POST", "/shipments/SHP/buy", `{"rate":{"id":"RATE"}}`},
		{"POST", "/shipments/BOUGHT/insure", `{"amount":100}`},
		{"POST", "/shipments/BOUGHT/refund", ""},
		{"POST", "/trackers", `{"tracker":{"tracking_code":"EZ4000000004"}}`},
		{"POST", "/batches", `{"batch":{"shipments":["SHP",{}]}}`},
		{"POST", "/batches/BATCH/add_shipments", `{"shipments":["BOUGHT"]}`},
		{"POST", "/batches/BATCH/remove_shipments", `{"shipments":["BOUGHT"]}`},
		{"POST", "/batches/BATCH/buy", ""},
		{"GET", "/batches/BATCH", ""},
		{"GET", "/rates/RATE", ""},
		{"GET", "/shipments", ""},
		{"GET", "/addresses", ""},
		{"GET", "/trackers", ""},
		{"DELETE", "/trackers/TRK", ""},
		{"GET", "/batches", ""},
		{"GET", "/nothing", ""},
	} {
		got := ask(t, h, step.method, k.fill("/v2"+step.path), k.fill(step.body))
		log.WriteString(strconv.Itoa(got.status) + got.header.Get("Location") + got.header.Get("X-Ep-Request-Uuid") + got.body + "\n")
	}
	return log.String()
}

func TestSameSeedSameAnswers(t *testing.T) {
	one, again, other := script(t, 7), script(t, 7), script(t, 8)
	if diff := cmp.Diff(one, again); diff != "" {
		t.Errorf("the same seed and requests gave unlike answers: %s", diff)
	}
	ids := anyID.FindAllString(one, -1)
	for _, id := range ids {
		if strings.Contains(other, id) {
			t.Errorf("id %s does not depend on the seed", id)
		}
	}
}

func TestOldestLeaves(t *testing.T) {
	h := instant(Options{MaxObjects: 3})
	var made []reply
	for i := range 5 {
		body := `{"tracker":{"tracking_code":"` + strconv.Itoa(i) + `"}}`
		made = append(made, ask(t, h, "POST", "/v2/trackers", body))
	}
	for i, want := range []int{404, 404, 200, 200, 200} {
		if got := ask(t, h, "GET", "/v2/trackers/"+made[i].text("id"), ""); got.status != want {
			t.Errorf("tracker %d: %d, want %d", i, got.status, want)
		}
	}
	if ids, more := ask(t, h, "GET", "/v2/trackers", "").list("trackers"); len(ids) != 3 || more {
		t.Errorf("listed %v, has_more %v", ids, more)
	}
	if got := ask(t, h, "GET", "/v2/trackers?before_id="+made[0].text("id"), ""); got.status != 200 {
		t.Errorf("an object that has left has lost its place: %d", got.status)
	}
	if again := ask(t, h, "POST", "/v2/trackers", `{"tracker":{"tracking_code":"0"}}`); again.status != 201 {
		t.Errorf("a tracker that has left is still known: %d", again.status)
	}
}

// A shipment keeps its addresses after they have left their ring, since it holds them itself.
func TestShipmentKeepsItsParts(t *testing.T) {
	h := instant(Options{MaxObjects: 2})
	made := ask(t, h, "POST", "/v2/shipments", recordedShipment)
	for range 5 {
		ask(t, h, "POST", "/v2/addresses", `{"address":{"name":"A"}}`)
	}
	if got := ask(t, h, "GET", "/v2/shipments/"+made.text("id"), ""); got.body != made.body {
		t.Errorf("%s", got.body)
	}
}

func TestManyAtOnce(t *testing.T) {
	h := instant(Options{MaxObjects: 50})
	var group sync.WaitGroup
	created := make([]int, 8)
	for worker := range created {
		group.Go(func() {
			for i := range 60 {
				made := ask(t, h, "POST", "/v2/shipments", recordedShipment)
				ask(t, h, "GET", "/v2/shipments/"+made.text("id"), "") // may have left already
				ask(t, h, "GET", "/v2/shipments?page_size=3&purchased=false", "")
				code := strconv.Itoa(i % 20)
				if ask(t, h, "POST", "/v2/trackers", `{"tracker":{"tracking_code":"`+code+`"}}`).status == 201 {
					created[worker]++
				}
			}
		})
	}
	group.Wait()
	total := 0
	for _, n := range created {
		total += n
	}
	if total != 20 {
		t.Errorf("20 codes made %d trackers", total)
	}
}

func TestGzip(t *testing.T) {
	h := instant(Options{})
	for accept, want := range map[string]string{
		"gzip": "gzip", "deflate, gzip;q=0.5, br": "gzip", "": "", "identity": "", "gzip;q=0": "",
	} {
		r := httptest.NewRequest("POST", "/v2/shipments", strings.NewReader(recordedShipment))
		r.SetBasicAuth(testKey, "")
		r.Header.Set("Accept-Encoding", accept)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if got := w.Header().Get("Content-Encoding"); got != want {
			t.Errorf("%q is answered in %q, want %q", accept, got, want)
			continue
		}
		if w.Header().Get("Content-Length") != strconv.Itoa(w.Body.Len()) {
			t.Errorf("%q: content length %s of %d", accept, w.Header().Get("Content-Length"), w.Body.Len())
		}
		if body := unpacked(t, w.Body, want); !json.Valid(body) || !bytes.Contains(body, []byte("Redondo Beach")) {
			t.Errorf("%q: %s", accept, body)
		}
	}
}

func unpacked(t *testing.T, r io.Reader, coding string) []byte {
	t.Helper()
	if coding == "gzip" {
		z, err := gzip.NewReader(r)
		if err != nil {
			t.Fatal(err)
		}
		r = z
	}
	body, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return body
}
