package easypost

import (
	"net/http"
	"strings"
	"testing"
)

func TestOptions(t *testing.T) {
	for address, words := range map[string]string{
		"":                             "expected a URL such as",
		"localhost:8080":               "expected a URL such as",
		"//127.0.0.1":                  "expected a URL such as",
		"ftp://127.0.0.1":              "expected a URL such as",
		"http://":                      "expected a URL such as",
		"http://a b":                   "expected a URL such as",
		"http://" + testKey + "@host":  "the key has its own place",
		"http://host?key=" + testKey:   "the key has its own place",
		"ftp://" + testKey + ":x@host": "the key has its own place",
		"http://host/#" + testKey:      "the key has its own place",
	} {
		_, err := New(Options{BaseURL: address, Key: testKey})
		checkError(t, err, "error", words)
	}
	if _, err := New(Options{BaseURL: "http://127.0.0.1"}); err == nil || !strings.Contains(err.Error(), "no API key") {
		t.Errorf("without a key: %v", err)
	}
}

// The request as the API wants it: path below /v2, Basic with the key and no
// password, JSON.
func TestRequest(t *testing.T) {
	var seen *http.Request
	session := onLoopback(t, func(w http.ResponseWriter, r *http.Request) {
		seen = r
		w.WriteHeader(500)
	})
	checkError(t, creating(t)(session, 0), "http 500", "HTTP 500")
	key, password, ok := seen.BasicAuth()
	if !ok || key != testKey || password != "" {
		t.Errorf("authorization %q, %q, %v", key, password, ok)
	}
	if seen.Method != "POST" || seen.URL.String() != "/v2/shipments" || seen.Header.Get("Content-Type") != "application/json" {
		t.Errorf("%s %s, %v", seen.Method, seen.URL, seen.Header)
	}
	if seen.Header.Get("Accept-Encoding") != "" || seen.ContentLength <= 0 {
		t.Errorf("%v, %d bytes", seen.Header, seen.ContentLength)
	}
}

func TestEndpointBelowAPath(t *testing.T) {
	client, err := New(Options{BaseURL: "https://host:1/prefix/", Key: testKey})
	if err != nil {
		t.Fatal(err)
	}
	if got := client.shipments.String(); got != "https://host:1/prefix/v2/shipments" {
		t.Errorf("endpoint %s", got)
	}
}

func TestIdentifies(t *testing.T) {
	for id, want := range map[string]bool{
		"shp_0123456789abcdef0123456789abcdef": true, "shp_Zz9": true,
		"shp_": false, "": false, "trk_1": false, "shp_a/b": false, "shp_a b": false, "shp_\x1b[31m": false, "shp_é": false, "xshp_1": false,
		"shp_" + strings.Repeat("a", 64): true, "shp_" + strings.Repeat("a", 65): false,
	} {
		if identifies(id, "shp_") != want {
			t.Errorf("%q: expected %v", id, want)
		}
	}
}
