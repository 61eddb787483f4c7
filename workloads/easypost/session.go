package easypost

import (
	"bytes"
	"context"
	"ep-benchmark/engine/stats"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"time"
)

// LongestAnswer is the most bytes that an answer may have. A list of a hundred
// shipments has about 640 KB.
const LongestAnswer = 8 << 20

// A Session is one worker's use of the client: it sends one request at a time
// and owns everything that this needs, so that a request allocates nearly
// nothing but what net/http does.
type Session struct {
	client *Client
	trace  *trace
	header http.Header
	answer bytes.Buffer // to the last one
	parent context.Context
	traced context.Context // parent with the trace

	requests, rateLimited, served int64
	serverTime                    time.Duration
	firstByte                     *stats.Histogram
	statuses                      map[int]int64

	encoder encoder
}

func newSession(c *Client, t *Traffic) *Session {
	return &Session{
		client: c, trace: newTrace(t),
		firstByte: stats.NewHistogram(), statuses: map[int]int64{},
		header: http.Header{
			"Authorization": {c.authorization},
			"Content-Type":  {"application/json"},
			"Accept":        {"application/json"},
			"User-Agent":    {"ep-benchmark"},
		},
	}
}

func (s *Session) reset() {
	s.trace.reset()
	s.requests, s.rateLimited, s.served, s.serverTime = 0, 0, 0, 0
	s.firstByte.Reset()
	clear(s.statuses)
	s.parent, s.traced = nil, nil
}

// Do sends a request and reads the whole answer; the returned bytes are good
// until the next call. An answer that is no success is an [*Error].
func (s *Session) do(ctx context.Context, method string, address *url.URL, body []byte) ([]byte, error) {
	status, err := s.exchange(ctx, method, address, body)
	if err != nil {
		return nil, err
	}
	if status < 200 || status > 299 {
		return nil, errorOf(status, s.answer.Bytes())
	}
	return s.answer.Bytes(), nil
}

// exchange sends a request and leaves the answer's body in s.answer.
func (s *Session) exchange(ctx context.Context, method string, address *url.URL, body []byte) (status int, err error) {
	s.trace.begin()
	s.requests++
	response, err := s.client.transport.RoundTrip(s.request(ctx, method, address, body))
	if err != nil {
		s.trace.end()
		return 0, fmt.Errorf("%s %s: %w", method, address.Path, err)
	}
	err = s.read(response)
	if firstByte, ok := s.trace.end(); ok {
		s.firstByte.Record(firstByte)
	}
	s.note(response)
	if err != nil {
		return 0, fmt.Errorf("%s %s: %w", method, address.Path, err)
	}
	return response.StatusCode, nil
}

// request makes the request. The traced context is made once for a leg, as
// its workers are handed the same context for every operation.
func (s *Session) request(ctx context.Context, method string, address *url.URL, body []byte) *http.Request {
	if s.parent != ctx {
		s.parent, s.traced = ctx, httptrace.WithClientTrace(ctx, s.trace.hooks())
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

// read takes the answer's body in, up to the limit.
func (s *Session) read(response *http.Response) error {
	defer response.Body.Close()
	s.answer.Reset()
	if response.ContentLength > LongestAnswer {
		return wrong("the answer has %d bytes, more than the %d that are accepted", response.ContentLength, LongestAnswer)
	}
	if response.ContentLength > 0 {
		s.answer.Grow(int(response.ContentLength) + bytes.MinRead)
	}
	n, err := s.answer.ReadFrom(io.LimitReader(response.Body, LongestAnswer+1))
	if err != nil {
		return err
	}
	if n > LongestAnswer {
		return wrong("the answer has more than the %d bytes that are accepted", LongestAnswer)
	}
	return nil
}

// note counts an answer and what the server said of its own time.
func (s *Session) note(response *http.Response) {
	s.statuses[response.StatusCode]++
	if response.StatusCode == http.StatusTooManyRequests {
		s.rateLimited++
	}
	if runtime := response.Header["X-Runtime"]; len(runtime) == 1 {
		if seconds, err := strconv.ParseFloat(runtime[0], 64); err == nil && seconds >= 0 && seconds < 1e6 {
			s.serverTime += time.Duration(seconds * float64(time.Second))
			s.served++
		}
	}
}

// Ping asks whether the server can be reached and accepts the key, by listing
// one tracker.
func (c *Client) Ping(ctx context.Context) error {
	t := c.Traffic(1)
	defer t.Close()
	address := c.endpoint("/trackers")
	address.RawQuery = "page_size=1"
	_, err := t.Session(0).do(ctx, http.MethodGet, address, nil)
	return err
}
