package simulator

import (
	"database/sql"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ep-benchmark/workloads/simulator/latency"
	"ep-benchmark/workloads/simulator/rating"
	"ep-benchmark/workloads/simulator/state"
)

// restarted makes a simulator that keeps its state in a file.
func restarted(t *testing.T, path string) (http.Handler, *state.File) {
	t.Helper()
	s := New(Options{Seed: 1, Latency: latency.None, Now: instantNow, Drift: rating.Drift{Percent: 2, Every: time.Hour}})
	f, err := s.KeepIn(path)
	if err != nil {
		t.Fatal(err)
	}
	return s.Handler(), f
}

// everything asks for all that a simulator holds.
func everything(t *testing.T, h http.Handler, calls []string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, call := range calls {
		all[call] = must200(t, h, "GET", call, "").body
	}
	return all
}

// fillAll makes an object of each kind, and returns the calls by which they are looked at.
func fillAll(t *testing.T, h http.Handler) []string {
	t.Helper()
	calls := []string{
		"/v2/addresses", "/v2/shipments?purchased=false", "/v2/trackers", "/v2/batches", "/v2/events", "/v2/webhooks",
		"/v2/pickups", "/v2/claims", "/v2/scan_forms", "/v2/end_shippers", "/v2/insurances", "/v2/refunds", "/v2/reports/shipment",
	}
	k := populate(t, h)
	abroad := strings.NewReplacer(`"city":"Redondo Beach","country":"US"`, `"city":"Toronto","country":"CA"`, `"parcel":`,
		`"customs_info":{"customs_items":[{"description":"Hat"}]},"tax_identifiers":[{"entity":"SENDER"}],"reference":"r","parcel":`).Replace(recordedShipment)
	calls = append(calls, "/v2/shipments/"+must(t, h, 201, "POST", "/v2/shipments", abroad).text("id"), "/v2/rates/"+k.boughtRate, "/v2/parcels/"+k.parcel)
	must200(t, h, "POST", "/v2/shipments/"+k.shipment+"/rerate", "")
	must200(t, h, "POST", "/v2/batches/"+k.batch+"/buy", "")
	must200(t, h, "DELETE", "/v2/trackers/"+k.tracker, "")
	shipment := buyInsured(t, h)
	must(t, h, 201, "POST", "/v2/shipments/"+shipment.text("id")+"/forms", `{"form":{"type":"order_summary"}}`)
	must200(t, h, "POST", "/v2/pickups", `{"pickup":{"address":`+jackSent+`,"shipment":"`+shipment.text("id")+`","min_datetime":"2024-07-29","max_datetime":"2024-07-29"}}`)
	must(t, h, 201, "POST", "/v2/claims", `{"tracking_code":"`+shipment.text("tracking_code")+`","type":"loss","amount":1}`)
	must200(t, h, "POST", "/v2/scan_forms", `{"shipments":["`+shipment.text("id")+`"]}`)
	must(t, h, 201, "POST", "/v2/end_shippers", `{"address":`+jackSent+`}`)
	must(t, h, 201, "POST", "/v2/refunds", `{"refund":{"carrier":"USPS","tracking_codes":["`+shipment.text("tracking_code")+`"]}}`)
	must(t, h, 201, "POST", "/v2/reports/shipment", `{"start_date":"2024-07-29"}`)
	order := must(t, h, 201, "POST", "/v2/orders", `{"order":{"to_address":`+jackSent+`,"from_address":`+elizabethSent+`,"shipments":[{"parcel":{"weight":1}}]}}`)
	info := must(t, h, 201, "POST", "/v2/customs_infos", `{"customs_info":{"customs_items":[{"quantity":1}]}}`)
	return append(calls, "/v2/orders/"+order.text("id"), "/v2/customs_infos/"+info.text("id"))
}

// After a restart every object answers as before, and new ones get new ids.
func TestStateOutlivesARestart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.db")
	h, f := restarted(t, path)
	calls := fillAll(t, h)
	must(t, h, 201, "POST", "/v2/webhooks", `{"webhook":{"url":"http://127.0.0.1:9/","webhook_secret":"kept"}}`)
	before := everything(t, h, calls)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	h, f = restarted(t, path)
	if diff := cmp.Diff(before, everything(t, h, calls)); diff != "" {
		t.Error(diff)
	}
	made := ask(t, h, "POST", "/v2/shipments", recordedShipment)
	if strings.Contains(before["/v2/shipments?purchased=false"], made.text("id")) {
		t.Error("an id was given out again")
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	h, f = restarted(t, path)
	defer func() { _ = f.Close() }()
	if got := must200(t, h, "GET", "/v2/shipments/"+made.text("id"), ""); got.body != made.body {
		t.Errorf("%s", got.body)
	}
}

// An object that no simulator can have written is named, and the file is not used.
func TestDamagedState(t *testing.T) {
	for kind, value := range map[string]string{
		"Address": `{"Text":"x"}`, "Parcel": `[]`, "Shipment": `{"Number":1}`, "Batch": `{"Number":1,"State":99}`, "Pickup": `{}`,
		"Order": `{"Order":{"Number":1}}`,
	} {
		path := filepath.Join(t.TempDir(), "state.db")
		h, f := restarted(t, path)
		must(t, h, 201, "POST", "/v2/parcels", `{"parcel":{"weight":1}}`)
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(`INSERT INTO object VALUES (0, ?, 7, ?)`, kind, value); err != nil {
			t.Fatal(err)
		}
		_ = db.Close()
		if _, err := New(Options{Seed: 1}).KeepIn(path); err == nil || !strings.Contains(err.Error(), kind+" 7") {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

// A file that is in use, another program's, damaged, or made with another seed is refused, and left as it is.
func TestStateFilesThatAreRefused(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "state.db")
	h, f := restarted(t, path)
	must(t, h, 201, "POST", "/v2/parcels", `{"parcel":{"weight":1}}`)
	if _, err := New(Options{Seed: 1}).KeepIn(path); err == nil || !strings.Contains(err.Error(), "another simulator") {
		t.Errorf("a file in use: %v", err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := New(Options{Seed: 2}).KeepIn(path); err == nil || !strings.Contains(err.Error(), "seed 1") {
		t.Errorf("another seed: %v", err)
	}
	text := filepath.Join(dir, "text")
	if err := os.WriteFile(text, []byte(strings.Repeat("no database ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, wrong := range map[string]string{"a text": text, "no folder": filepath.Join(dir, "none", "state.db"), "a folder": dir} {
		if _, err := New(Options{Seed: 1}).KeepIn(wrong); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
	if kept, _ := os.ReadFile(text); !strings.HasPrefix(string(kept), "no database") {
		t.Error("the text was written over")
	}
}
