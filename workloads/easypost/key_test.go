package easypost

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
)

// A key stays hidden however it, or a value that holds it, is printed.
func TestKeyIsHidden(t *testing.T) {
	key := Key(testKey)
	options := Options{BaseURL: "http://host", Key: key}
	document, err := json.Marshal(options.Key)
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{string(document), fmt.Sprint(key), fmt.Sprint(&key, []Key{key}, map[Key]Key{key: key})}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		texts = append(texts, fmt.Sprintf(verb, key), fmt.Sprintf(verb, options))
	}
	for _, text := range texts {
		if strings.Contains(text, testKey) || strings.Contains(text, fmt.Sprintf("%x", testKey)) {
			t.Errorf("the key is in %q", text)
		}
	}
}

// A success that shows the key is an error, whichever part of the answer shows
// it.
func TestKeyInASuccess(t *testing.T) {
	sent := base64.StdEncoding.EncodeToString([]byte(testKey + ":"))
	for _, shown := range []string{testKey, sent} {
		for _, body := range []string{
			`{"id":"shp_` + shown + `"}`, `{"id":"trk_1","tracking_code":"` + shown + `"}`, `{"id":` + shown, "<html>" + shown,
			`{"id":"trk_1","x":{"authorization":"Basic ` + shown + `"}}`,
		} {
			session := onLoopback(t, answering(200, body))
			checkError(t, tracking(t)(session, 0), "wrong answer", "shows the API key in its answer")
			checkError(t, creating(t)(session, 0), "wrong answer", "shows the API key in its answer")
			_, err := session.Shipment(t.Context(), "shp_1")
			checkError(t, err, "wrong answer", "shows the API key in its answer")
		}
	}
}

// The key is removed from the error when a server echoes the request in an
// answer that is no HTTP.
func TestKeyInNoHTTP(t *testing.T) {
	sent := base64.StdEncoding.EncodeToString([]byte(testKey + ":"))
	for _, said := range []string{
		"HTTP/1.1 200 OK\r\nAuthorization Basic " + sent + "\r\n\r\n",
		"HTTP/1.1 " + testKey + " OK\r\n\r\n",
		"HTTP/1.1 200 OK\r\nContent-Length: " + sent + "\r\n\r\n",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: " + testKey + "\r\n\r\n",
	} {
		err := tracking(t)(talking(t, said), 0)
		checkError(t, err, "error", "[API key]")
	}
}

// The error about a redirect does not show the key that the redirect's address
// contains.
func TestKeyInALocation(t *testing.T) {
	session := onLoopback(t, func(w http.ResponseWriter, r *http.Request) {
		key, _, _ := r.BasicAuth()
		w.Header().Set("Location", "https://"+key+"@elsewhere.example/")
		w.WriteHeader(http.StatusFound)
		_, _ = io.WriteString(w, key)
	})
	checkError(t, tracking(t)(session, 0), "http 302", "https://[API key]@elsewhere.example")
}
