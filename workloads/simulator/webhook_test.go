package simulator

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"
	"time"

	"ep-benchmark/workloads/simulator/courier"
)

// heard is what a webhook was sent.
type heard struct {
	header http.Header
	body   []byte
}

// until looks again and again, for at most ten seconds, until something is so.
func until(t *testing.T, so func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !so(); runtime.Gosched() {
		if time.Now().After(end) {
			t.Fatal("it did not come about")
		}
	}
}

// Events are really brought, signed, and what came of it can be looked up.
func TestWebhooksAreTold(t *testing.T) {
	sent := make(chan heard, 10)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		sent <- heard{r.Header, body}
		w.WriteHeader(http.StatusAccepted)
	}))
	defer server.Close()
	h := instant(Options{})
	must(t, h, 201, "POST", "/v2/webhooks", `{"webhook":{"url":"`+server.URL+`","webhook_secret":"s\u00e9same","custom_headers":[{"key":"X-Own","value":"mine"}]}}`)
	tracker := must(t, h, 201, "POST", "/v2/trackers", `{"tracker":{"tracking_code":"EZ7000000007"}}`)
	got := <-sent
	if got.header.Get("X-Hmac-Signature") != courier.Signature("s\u00e9same", got.body) || got.header.Get("X-Own") != "mine" {
		t.Errorf("%v", got.header)
	}
	var event struct {
		ID, Description, Object string
		Result                  json.RawMessage
	}
	if err := json.Unmarshal(got.body, &event); err != nil || event.Description != "tracker.created" || event.Object != "Event" || string(event.Result) != tracker.body {
		t.Errorf("%v: %s", err, got.body)
	}
	path := "/v2/events/" + event.ID
	until(t, func() bool { return must200(t, h, "GET", path, "").text("status") == "completed" })
	payloads := must200(t, h, "GET", path+"/payloads", "")
	if payloads.count("payloads") != 1 || payloads.get("payloads", 0, "response_code") != 202.0 || payloads.get("payloads", 0, "request_body") != string(got.body) {
		t.Errorf("%s", payloads.body)
	}
	one := must200(t, h, "GET", path+"/payloads/"+payloads.get("payloads", 0, "id").(string), "")
	if one.text("request_url") != server.URL {
		t.Errorf("%s", one.body)
	}
}

// A webhook on another machine is not told; the event says so.
func TestWebhooksElsewhereAreNotTold(t *testing.T) {
	h := instant(Options{})
	must(t, h, 201, "POST", "/v2/webhooks", `{"webhook":{"url":"http://example.com/"}}`)
	must(t, h, 201, "POST", "/v2/trackers", `{"tracker":{"tracking_code":"EZ7000000007"}}`)
	path := "/v2/events/" + must200(t, h, "GET", "/v2/events", "").get("events", 0, "id").(string)
	until(t, func() bool { return must200(t, h, "GET", path, "").text("status") == "failed" })
	payloads := must200(t, h, "GET", path+"/payloads", "")
	if payloads.count("payloads") != 1 || payloads.get("payloads", 0, "response_code") != 0.0 {
		t.Errorf("%s", payloads.body)
	}
}

// A webhook of one mode is not told of the other.
func TestWebhooksHearTheirMode(t *testing.T) {
	h := instant(Options{})
	must(t, h, 201, "POST", "/v2/webhooks", `{"webhook":{"url":"http://example.com/"}}`)
	askAs(t, h, productionKey, "POST", "/v2/trackers", `{"tracker":{"tracking_code":"EZ7000000007"}}`)
	if events := askAs(t, h, productionKey, "GET", "/v2/events", ""); events.get("events", 0, "status") != "pending" {
		t.Errorf("%s", events.body)
	}
	if events := must200(t, h, "GET", "/v2/events", ""); events.count("events") != 0 {
		t.Errorf("%s", events.body)
	}
}
