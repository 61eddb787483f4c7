package easypost

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"time"

	"ep-benchmark/engine/stats"
)

// A Session is one worker's use of the client. It sends one request at a time
// and owns everything that this needs, so that a request allocates hardly more
// than net/http does.
type Session struct {
	client *Client
	trace  *trace
	counts *wireCounts
	header http.Header
	answer []byte // to the last request; of a long one, its beginning
	length int    // bytes of the whole answer
	// A long answer is decoded while it is read.
	decoded     bool
	undecodable error // the error of that

	parent context.Context
	traced context.Context // parent with the trace

	requests, rateLimited, served int64
	repeated                      int64 // requests that were sent again after a 429
	cached                        int64 // answers that came from a cache
	slept                         time.Duration
	serverTime                    time.Duration
	firstByte                     *stats.Histogram
	statuses                      map[int]int64

	encoder encoder // its buffer is the body of the request under way
	decoder decoder
	// Answers are decoded into these, which spares each an allocation.
	shipment Shipment
	tracker  Tracker
	label    Label
}

func newSession(c *Client, t *Traffic) *Session {
	counts := &wireCounts{}
	return &Session{
		client: c, decoder: decoder{secret: c.secret}, trace: newTrace(t, counts), counts: counts,
		firstByte: stats.NewHistogram(), statuses: map[int]int64{},
		header: http.Header{
			"Authorization": {c.authorization},
			"Content-Type":  {"application/json"},
			"Accept":        {"application/json"},
			"User-Agent":    {"ep-benchmark"},
		},
	}
}

// reset makes the session new for the next leg.
func (s *Session) reset() {
	s.counts = &wireCounts{}
	s.renew()
	s.requests, s.rateLimited, s.served, s.serverTime = 0, 0, 0, 0
	s.repeated, s.cached, s.slept = 0, 0, 0
	s.firstByte.Reset()
	clear(s.statuses)
}

// renew gives the session a new trace and a new body buffer, because the
// transport may still be using the old ones. The transport forbids touching
// them before it has closed the body, which after an early answer or an error
// happens only after it has returned.
func (s *Session) renew() {
	s.trace = newTrace(s.trace.traffic, s.counts)
	s.encoder = encoder{}
	s.parent, s.traced = nil, nil
}

// do sends a request and decodes the answer. It returns the number of bytes of
// the answer's body. An answer that is no success is an [*Error].
func (s *Session) do(ctx context.Context, method string, address *url.URL, body []byte, into content) (bytes int, err error) {
	var a attempts
	for {
		head, err := s.attempt(ctx, method, address, body, into, &a)
		switch {
		case err != nil:
			return 0, s.requestError(method, address, err)
		case head.status == http.StatusTooManyRequests && s.refused(&a, head.fields):
			continue
		case !head.success():
			return 0, errorOf(head, s.answer, &a, s.client.secret)
		}
		return s.length, s.understood(into)
	}
}

// understood decodes an answer that has not been decoded yet.
func (s *Session) understood(into content) error {
	err := s.undecodable
	if !s.decoded {
		err = s.decoder.whole(s.answer, into)
	}
	if err != nil {
		return s.undecoded(into.thing(), err)
	}
	return nil
}

// head is an answer without its body.
type head struct {
	status int
	fields http.Header
}

func (h head) success() bool { return h.status >= 200 && h.status <= 299 }

// attempt sends the request once, when it may.
func (s *Session) attempt(ctx context.Context, method string, address *url.URL, body []byte, into content, a *attempts) (head, error) {
	if err := s.wait(ctx, a); err != nil {
		return head{}, err
	}
	if err := s.client.budget.take(); err != nil {
		return head{}, err
	}
	a.sent++
	before := s.counts.retries.Load()
	answered, err := s.exchange(ctx, method, address, body, into)
	// The transport may have sent it again by itself, on another connection.
	s.client.budget.spent.Add(s.counts.retries.Load() - before)
	return answered, err
}

// exchange sends a request and reads the answer.
func (s *Session) exchange(ctx context.Context, method string, address *url.URL, body []byte, into content) (head, error) {
	s.trace.begin()
	s.requests++
	response, err := s.client.transport.RoundTrip(s.request(ctx, method, address, body))
	if err != nil {
		s.trace.end()
		s.renew()
		return head{}, err
	}
	err = s.read(ctx, response, into)
	if firstByte, body, ok := s.trace.end(); ok {
		s.firstByte.Record(firstByte)
		if err == nil {
			s.trace.traffic.bodies.record(body)
		}
	}
	s.note(response)
	if err != nil || s.trace.loose() {
		s.renew()
	}
	return head{response.StatusCode, response.Header}, err
}

// request makes the request. The traced context is made once for a leg, as
// its workers are handed the same context for every operation.
func (s *Session) request(ctx context.Context, method string, address *url.URL, body []byte) *http.Request {
	if s.parent != ctx {
		s.parent = ctx
		s.traced = httptrace.WithClientTrace(context.WithValue(ctx, traceKey{}, s.trace), s.trace.hooks())
	}
	request := &http.Request{
		Method: method, URL: address, Host: address.Host, Header: s.header,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}
	if body != nil {
		request.Body = io.NopCloser(bytes.NewReader(body))
		request.ContentLength = int64(len(body))
	}
	return request.WithContext(s.traced)
}

// read reads the answer's body. A success that is longer than the session's
// window is decoded while it is read. The rest of any other long answer is left
// out.
func (s *Session) read(ctx context.Context, response *http.Response, into content) error {
	defer response.Body.Close()
	s.answer, s.length, s.decoded, s.undecodable = s.answer[:0], 0, false, nil
	if response.StatusCode == http.StatusSwitchingProtocols {
		return nil // what follows is no HTTP answer, and reading it would not end with the context
	}
	if response.ContentLength > LongestAnswer {
		return wrong("the answer has %d bytes, more than the %d that are accepted", response.ContentLength, LongestAnswer)
	}
	all, err := s.fill(response)
	s.length = len(s.answer)
	switch {
	case all || err != nil:
		return err
	case !head{status: response.StatusCode}.success():
		_, _ = io.CopyN(io.Discard, response.Body, drained) // the beginning is enough to tell what went wrong
		return nil
	}
	return s.decodeOn(ctx, response.Body, into)
}

// note counts an answer and what the server said of its own time.
func (s *Session) note(response *http.Response) {
	s.statuses[response.StatusCode]++
	if response.StatusCode == http.StatusTooManyRequests {
		s.rateLimited++
	}
	if s.client.repeats.cached(response.Header) {
		s.cached++
	}
	if took, said := serverTime(response.Header); said {
		s.serverTime += took
		s.served++
	}
}
