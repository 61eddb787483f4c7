package easypost

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"time"

	"ep-benchmark/workloads/wire"
)

// A Session is one worker's use of the client. It sends one request at a time
// and owns everything that this needs, so that a request allocates hardly more
// than net/http does.
type Session struct {
	client *Client
	wire   *wire.Session
	header http.Header
	answer wire.Window // to the last request; of a long one, its beginning
	length int         // bytes of the whole answer
	// A long answer is decoded while it is read.
	decoded     bool
	undecodable error // the error of that

	repeated int64 // requests that were sent again after a 429
	slept    time.Duration

	encoder encoder // its buffer is the body of the request under way
	decoder decoder
	// Answers are decoded into these, which spares each an allocation.
	shipment Shipment
	tracker  Tracker
	label    Label
}

func newSession(c *Client, on *wire.Session) *Session {
	return &Session{
		client: c, decoder: decoder{secret: c.secret}, wire: on,
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
	s.renew()
	s.repeated, s.slept = 0, 0
}

// renew gives the session a new body buffer, because the transport may still be
// using the old one.
func (s *Session) renew() { s.encoder = encoder{} }

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
	a.sent++
	return s.exchange(ctx, method, address, body, into)
}

// exchange sends a request and reads the answer.
func (s *Session) exchange(ctx context.Context, method string, address *url.URL, body []byte, into content) (head, error) {
	response, err := s.wire.Send(ctx, method, address, s.header, body)
	if err != nil {
		s.renew()
		return head{}, err
	}
	err = s.read(ctx, response, into)
	if free := s.wire.Received(response, err); !free {
		s.renew()
	}
	return head{response.StatusCode, response.Header}, err
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
	all, err := s.answer.Fill(response)
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
