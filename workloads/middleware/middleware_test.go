package middleware

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"ep-benchmark/engine"
)

// Each layer does its work, and the handler answers behind it.
func TestLayers(t *testing.T) {
	for name, check := range map[string]func(h http.Header) bool{
		"none":       func(h http.Header) bool { return h.Get("X-Request-Id") == "" && h.Get("Vary") == "" },
		"rate-limit": func(http.Header) bool { return true },
		"cors":       func(h http.Header) bool { return h.Get("Access-Control-Allow-Origin") == origin },
		"request-id": func(h http.Header) bool { return len(h.Get("X-Request-Id")) == 32 },
	} {
		request := httptest.NewRequest(http.MethodGet, "/", nil)
		request.Header.Set("Origin", origin)
		w := httptest.NewRecorder()
		layers[name](http.HandlerFunc(answer)).ServeHTTP(w, request)
		if got, _ := io.ReadAll(w.Body); w.Code != http.StatusOK || string(got) != string(body) || !check(w.Header()) {
			t.Errorf("%s: %d, %v", name, w.Code, w.Header())
		}
	}
}

func TestLayersRefuse(t *testing.T) {
	request := httptest.NewRequest(http.MethodGet, "/", nil)
	request.Header.Set("Origin", "https://evil.example")
	w := httptest.NewRecorder()
	layers["cors"](http.HandlerFunc(answer)).ServeHTTP(w, request)
	if got := w.Header().Get("Access-Control-Allow-Origin"); got != "" {
		t.Errorf("another origin is allowed: %q", got)
	}
	before := httptest.NewRequest(http.MethodOptions, "/", nil)
	before.Header.Set("Origin", origin)
	before.Header.Set("Access-Control-Request-Method", "PUT")
	w = httptest.NewRecorder()
	layers["cors"](http.HandlerFunc(answer)).ServeHTTP(w, before)
	if w.Code != http.StatusNoContent || !strings.Contains(w.Header().Get("Access-Control-Allow-Methods"), "PUT") {
		t.Errorf("%d, %v", w.Code, w.Header())
	}
}

func TestLoad(t *testing.T) {
	if _, err := Start("cros"); err == nil {
		t.Error("an unknown layer is started")
	}
	s, err := Start("request-id")
	if err != nil {
		t.Fatal(err)
	}
	l := NewLoad(s)
	defer l.Close()
	if work, err := l.ask(t.Context(), engine.Op{}); err != nil || work.Items != 1 {
		t.Errorf("%+v, %v", work, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := l.ask(t.Context(), engine.Op{}); err == nil {
		t.Error("a closed server answered")
	}
}
