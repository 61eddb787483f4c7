// Package middleware measures what a layer before a handler costs each request. The
// layers are those of a usual web service, and each does its whole work: an empty one
// would cost nothing and prove nothing.
package middleware

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"maps"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// layers are what can stand before the handler, by name.
var layers = map[string]func(http.Handler) http.Handler{
	"none":       func(next http.Handler) http.Handler { return next },
	"rate-limit": limited,
	"cors":       shared,
	"request-id": identified,
}

// Names are the names of all layers.
func Names() []string { return slices.Sorted(maps.Keys(layers)) }

// generous is a limit that refuses none of the requests that are measured, so that the
// layer does all of its work and every answer is the handler's.
const generous = 1_000_000

// limited counts requests by the client's address.
func limited(next http.Handler) http.Handler {
	var mutex sync.Mutex
	clients := map[string]*rate.Limiter{}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.RemoteAddr)
		if err != nil {
			host = r.RemoteAddr
		}
		mutex.Lock()
		limiter := clients[host]
		if limiter == nil {
			limiter = rate.NewLimiter(generous, generous)
			clients[host] = limiter
		}
		mutex.Unlock()
		if !limiter.Allow() {
			http.Error(w, "too many requests", http.StatusTooManyRequests)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// origin is the page that requests come from.
const origin = "https://app.example"

// shared answers what browsers ask before requests of another origin, and allows the
// one that is known.
func shared(next http.Handler) http.Handler {
	allowed := map[string]bool{origin: true}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if from := r.Header.Get("Origin"); allowed[from] {
			h := w.Header()
			h.Set("Access-Control-Allow-Origin", from)
			h.Set("Access-Control-Allow-Credentials", "true")
			h.Add("Vary", "Origin")
			if r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != "" {
				h.Set("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE")
				h.Set("Access-Control-Allow-Headers", r.Header.Get("Access-Control-Request-Headers"))
				w.WriteHeader(http.StatusNoContent)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

// idKey is the request's id in its context.
type idKey struct{}

// identified gives each request an id, for logs and for the answer.
func identified(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.Header.Get("X-Request-Id")
		if id == "" {
			var bytes [16]byte
			_, _ = rand.Read(bytes[:]) // it never fails
			id = hex.EncodeToString(bytes[:])
		}
		w.Header().Set("X-Request-Id", id)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), idKey{}, id)))
	})
}

// body is a small answer, so that a layer's cost is not lost in it.
var body = []byte(strings.Repeat(`{"rate":"5.20"}`, 8))

// A Server answers behind a layer.
type Server struct {
	http *http.Server
	url  string
}

// Start starts a server behind the layer of a name, on loopback.
func Start(layer string) (*Server, error) {
	wrap, known := layers[layer]
	if !known {
		return nil, fmt.Errorf("there is no layer %q: expected one of %s", layer, strings.Join(Names(), ", "))
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &Server{url: "http://" + listener.Addr().String() + "/", http: &http.Server{Handler: wrap(http.HandlerFunc(answer)), ReadHeaderTimeout: 10 * time.Second}}
	go func() { _ = s.http.Serve(listener) }() // it ends with Close
	return s, nil
}

func answer(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(body) // the client reports what it does not get
}

// Close ends the server and its connections.
func (s *Server) Close() error { return s.http.Close() }
