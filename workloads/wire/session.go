package wire

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"time"
)

// A Session is one worker's use of a transport. It sends one request at a time
// and owns everything that this needs, so that a request allocates hardly more
// than net/http does.
type Session struct {
	transport *Transport
	trace     *trace
	counts    *wireCounts

	parent context.Context
	traced context.Context // parent with the trace

	requests, rateLimited, served int64
	cached                        int64 // answers that came from a cache
	serverTime                    time.Duration
	statuses                      map[int]int64
}

func newSession(transport *Transport, t *Traffic) *Session {
	counts := &wireCounts{}
	return &Session{
		transport: transport, trace: newTrace(t, counts), counts: counts,
		statuses: map[int]int64{},
	}
}

// reset makes the session new for the next leg.
func (s *Session) reset() {
	s.counts = &wireCounts{}
	s.renew()
	s.requests, s.rateLimited, s.served, s.cached, s.serverTime = 0, 0, 0, 0, 0
	clear(s.statuses)
}

// renew gives the session a new trace, because the transport may still be using
// the old one.
func (s *Session) renew() {
	s.trace = newTrace(s.trace.traffic, s.counts)
	s.parent, s.traced = nil, nil
}

// Send sends a request and returns the answer, whose body is not read yet.
// Received has to follow. After an error it must not, and the transport may
// still be using the request's body: the caller forgets it.
func (s *Session) Send(ctx context.Context, method string, address *url.URL, header http.Header, body []byte) (*http.Response, error) {
	if err := s.transport.budget.take(); err != nil {
		return nil, err
	}
	before := s.counts.retries.Load()
	s.trace.begin()
	s.requests++
	response, err := s.transport.RoundTrip(s.Request(ctx, method, address, header, body))
	// The transport may have sent it again by itself, on another connection.
	s.transport.budget.spent.Add(s.counts.retries.Load() - before)
	if err != nil {
		s.trace.end()
		s.renew()
	}
	return response, err
}

// Received counts an answer that was read, or whose reading ended with an error.
// free says that the request's body may be used again: the transport forbids
// touching it before it has closed it, which after an early answer or an error
// happens only later.
func (s *Session) Received(response *http.Response, err error) (free bool) {
	if firstByte, body, ok := s.trace.end(); ok {
		s.trace.traffic.firsts.record(firstByte)
		if err == nil {
			s.trace.traffic.bodies.record(body)
		}
	}
	s.note(response)
	if err != nil || s.trace.loose() {
		s.renew()
		return false
	}
	return true
}

// Request makes the request. The traced context is made once for a leg, as its
// workers are handed the same context for every operation.
func (s *Session) Request(ctx context.Context, method string, address *url.URL, header http.Header, body []byte) *http.Request {
	if s.parent != ctx {
		s.parent = ctx
		s.traced = httptrace.WithClientTrace(context.WithValue(ctx, traceKey{}, s.trace), s.trace.hooks())
	}
	request := &http.Request{
		Method: method, URL: address, Host: address.Host, Header: header,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}
	if body != nil {
		request.Body = io.NopCloser(bytes.NewReader(body))
		request.ContentLength = int64(len(body))
	}
	return request.WithContext(s.traced)
}

// note counts an answer and what the server said of its own time.
func (s *Session) note(response *http.Response) {
	s.statuses[response.StatusCode]++
	if response.StatusCode == http.StatusTooManyRequests {
		s.rateLimited++
	}
	if s.transport.repeats.cached(response.Header) {
		s.cached++
	}
	if took, said := serverTime(response.Header); said {
		s.serverTime += took
		s.served++
	}
}
