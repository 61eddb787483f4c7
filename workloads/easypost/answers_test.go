package easypost

import (
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"strconv"
	"strings"
	"testing"
)

// onLoopback serves a handler on a socket and hands the session of a client of
// it to the test.
func onLoopback(t *testing.T, handler http.HandlerFunc) *Session {
	t.Helper()
	return trafficOf(t, handler).Session(0)
}

// trafficOf is onLoopback for tests that need the evidence.
func trafficOf(t *testing.T, handler http.HandlerFunc) *Traffic {
	t.Helper()
	server := httptest.NewServer(handler)
	client, err := New(Options{BaseURL: server.URL, Key: testKey, Connections: 4})
	if err != nil {
		t.Fatal(err)
	}
	traffic := client.Traffic(1)
	t.Cleanup(func() {
		if n := traffic.InFlight(); n != 0 {
			t.Errorf("%d requests in flight at the end", n)
		}
		client.Close()
		server.Close()
	})
	return traffic
}

// kindOf is the kind by which the runner counts an error.
func kindOf(err error) string {
	var known interface{ Kind() string }
	if errors.As(err, &known) {
		return known.Kind()
	}
	return "error"
}

// checkError wants an error of a kind, with certain words, and without the
// key.
func checkError(t *testing.T, err error, kind, words string) {
	t.Helper()
	if err == nil {
		t.Fatal("there is no error")
	}
	if got := kindOf(err); got != kind {
		t.Errorf("kind %q of %q: expected %q", got, err, kind)
	}
	if !strings.Contains(err.Error(), words) {
		t.Errorf("error %q: expected it to say %q", err, words)
	}
	checkSecret(t, err)
}

func checkSecret(t *testing.T, err error) {
	t.Helper()
	encoded := base64.StdEncoding.EncodeToString([]byte(testKey + ":"))
	for _, text := range []string{err.Error(), kindOf(err)} {
		if strings.Contains(text, testKey) || strings.Contains(text, encoded) || strings.Contains(text, encoded[:12]) {
			t.Errorf("the API key is in %q", text)
		}
		if len(text) > 1000 {
			t.Errorf("an error of %d bytes", len(text))
		}
	}
}

func answering(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

const easypostError = `{"error":{"code":"SOME.CODE","message":"In plain words.","errors":[{"field":"x","message":"y"}]}}`

func TestAnswersThatAreNoSuccess(t *testing.T) {
	page := "<html>\n<head><title>502 Bad Gateway</title></head>" + strings.Repeat("<p>sorry</p>", 10_000)
	for name, c := range map[string]struct {
		status      int
		body        string
		kind, words string
	}{
		"400":                  {400, easypostError, "http 400 SOME.CODE", "HTTP 400 SOME.CODE: In plain words."},
		"401":                  {401, easypostError, "http 401 SOME.CODE", "HTTP 401"},
		"403":                  {403, easypostError, "http 403 SOME.CODE", "HTTP 403"},
		"404":                  {404, easypostError, "http 404 SOME.CODE", "HTTP 404"},
		"422":                  {422, easypostError, "http 422 SOME.CODE", "HTTP 422"},
		"429":                  {429, easypostError, "rate limited", "HTTP 429 SOME.CODE"},
		"429 without a body":   {429, "", "rate limited", "HTTP 429 Too Many Requests"},
		"500":                  {500, easypostError, "http 500 SOME.CODE", "HTTP 500"},
		"500 without a body":   {500, "", "http 500", "HTTP 500 Internal Server Error"},
		"unknown status":       {599, "", "http 599", "HTTP 599"},
		"page":                 {502, page, "http 502", "HTTP 502: <html>"},
		"white space":          {503, " \r\n ", "http 503", "HTTP 503 Service Unavailable"},
		"cut off":              {422, easypostError[:40], "http 422 SOME.CODE", "HTTP 422 SOME.CODE"},
		"cut off in the code":  {422, easypostError[:15], "http 422", `HTTP 422: {"error":{"code`},
		"error is a string":    {400, `{"error":"no"}`, "http 400", `{"error":"no"}`},
		"error is null":        {400, `{"error":null}`, "http 400", `{"error":null}`},
		"message is an object": {400, `{"error":{"code":"A.B","message":{"x":[1]}}}`, "http 400 A.B", "HTTP 400 A.B"},
		"code is a number":     {400, `{"error":{"code":7,"message":"m"}}`, "http 400", "HTTP 400: m"},
		"code is no code":      {400, `{"error":{"code":"\u001b[31m x","message":"m"}}`, "http 400", "HTTP 400"},
		"long code":            {400, `{"error":{"code":"` + strings.Repeat("C", 5000) + `"}}`, "http 400 " + strings.Repeat("C", longestCode), "CCC"},
		"long message":         {400, `{"error":{"code":"A","message":"` + strings.Repeat("é", 5000) + `"}}`, "http 400 A", "ééé"},
		"array":                {400, `[1,2]`, "http 400", "[1,2]"},
		"no UTF-8":             {400, "\xff\xfe bad", "http 400", "bad"},
		"redirect":             {302, "", "http 302", "HTTP 302 Found"},
		"not modified":         {304, "", "http 304", "HTTP 304 Not Modified"},
	} {
		t.Run(name, func(t *testing.T) {
			traffic := trafficOf(t, answering(c.status, c.body))
			session := traffic.Session(0)
			err := creating(t)(session, 0)
			checkError(t, err, c.kind, c.words)
			var answered *Error
			if !errors.As(err, &answered) || answered.Status != c.status {
				t.Errorf("%#v: expected an *Error with the status", err)
			}
			checkError(t, tracking(t)(session, 0), c.kind, c.words)
			e := traffic.Evidence()
			if e.Statuses[strconv.Itoa(c.status)] != 2 || e.Requests != 2 {
				t.Errorf("statuses %v of %d requests", e.Statuses, e.Requests)
			}
			if limited := c.status == 429; limited != (e.RateLimited == 2) {
				t.Errorf("%d rate limited", e.RateLimited)
			}
		})
	}
}

// The key is left out of an error whose page shows the request.
func TestEchoedRequest(t *testing.T) {
	for name, answer := range map[string]func(request string) any{
		"page":    nil,
		"message": func(request string) any { return map[string]any{"code": "X", "message": request} },
		"code":    func(request string) any { return map[string]any{"code": request} },
	} {
		t.Run(name, func(t *testing.T) {
			session := onLoopback(t, func(w http.ResponseWriter, r *http.Request) {
				key, _, _ := r.BasicAuth()
				dump, _ := httputil.DumpRequest(r, false)
				body := r.Header.Get("Authorization") + " " + key + " " + string(dump)
				if answer != nil {
					body = rendered(t, map[string]any{"error": answer(body)})
				}
				w.WriteHeader(400)
				_, _ = io.WriteString(w, body)
			})
			err := tracking(t)(session, 0)
			checkSecret(t, err)
			if !strings.Contains(err.Error(), "[API key]") {
				t.Errorf("error %q: expected to see that something was left out", err)
			}
		})
	}
}
