package httpload

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"ep-benchmark/workloads/wire"
)

const (
	// longestAnswer is the most bytes that an answer may have. They are counted
	// and not kept.
	longestAnswer = 64 << 20
	// longestChecked is the most bytes of an answer that is searched for a value,
	// since a worker keeps it as a whole.
	longestChecked = 1 << 20
	// quoted is how much of an unexpected answer is quoted, and lookedAt how much
	// of it is searched for secrets before it is cut: half a secret could not be
	// recognised.
	quoted   = 120
	lookedAt = 16 * quoted
)

// caller sends the requests of one worker, one after another.
type caller struct {
	load    *Load
	session *wire.Session
	window  wire.Window
	long    []byte // an answer that is longer than the window, where it is searched
}

// call sends one request, reads the answer and checks it. It returns the number
// of bytes of the answer's body.
func (c *caller) call(ctx context.Context, body []byte) (bytes int64, err error) {
	o := &c.load.options
	response, err := c.session.Send(ctx, o.Method, o.URL, c.load.header, body)
	if err != nil {
		return 0, wire.Redacted(wire.Unanswered(o.Method, o.URL.Path, err), c.hide)
	}
	answer, bytes, err := c.read(response)
	c.session.Received(response, err) // bodies are never changed, so none has to be free
	switch {
	case errors.As(err, new(*AnswerError)):
		return 0, err
	case err != nil:
		return 0, wire.Redacted(wire.Unanswered(o.Method, o.URL.Path, err), c.hide)
	case !o.Status.Has(response.StatusCode):
		return 0, c.unexpected(response.StatusCode, answer)
	}
	if err := meets(answer, o.Expect); err != nil {
		return 0, &AnswerError{c.hide(err.Error())}
	}
	return bytes, nil
}

// read reads an answer to its end. It returns the beginning, or all of it where
// it will be searched.
func (c *caller) read(response *http.Response) (answer []byte, bytes int64, err error) {
	defer response.Body.Close()
	if response.StatusCode == http.StatusSwitchingProtocols {
		return nil, 0, nil // what follows is no HTTP answer, and reading it would not end with the context
	}
	whole, err := c.window.Fill(response)
	if err != nil || whole {
		return c.window, int64(len(c.window)), err
	}
	if len(c.load.options.Expect) > 0 {
		return c.readLong(response)
	}
	rest, err := io.Copy(io.Discard, io.LimitReader(response.Body, longestAnswer))
	if err == nil && rest == longestAnswer {
		err = tooLong(longestAnswer)
	}
	return c.window, int64(len(c.window)) + rest, err
}

// readLong reads the rest of an answer that is searched.
func (c *caller) readLong(response *http.Response) (answer []byte, bytes int64, err error) {
	c.long = append(c.long[:0], c.window...)
	from := io.LimitReader(response.Body, longestChecked)
	for err == nil && len(c.long) <= longestChecked {
		if len(c.long) == cap(c.long) {
			c.long = append(c.long, 0)[:len(c.long)]
		}
		var n int
		n, err = from.Read(c.long[len(c.long):cap(c.long)])
		c.long = c.long[:len(c.long)+n]
	}
	switch {
	case len(c.long) > longestChecked:
		return nil, 0, tooLong(longestChecked)
	case err != nil && !errors.Is(err, io.EOF):
		return nil, 0, err
	}
	return c.long, int64(len(c.long)), nil
}

func tooLong(most int) error {
	return &AnswerError{fmt.Sprintf("the answer has more than the %d bytes that are accepted", most)}
}

// unexpected is the error of an answer with another status.
func (c *caller) unexpected(status int, answer []byte) error {
	text := strings.TrimSpace(c.hide(string(answer[:min(len(answer), lookedAt)])))
	text = strings.ToValidUTF8(text[:min(len(text), quoted)], "")
	if text == "" {
		text = http.StatusText(status)
	}
	return &StatusError{status, text, c.load.options.Status.String()}
}

func (c *caller) hide(text string) string {
	if c.load.options.Hide == nil {
		return text
	}
	return c.load.options.Hide(text)
}

// A StatusError is an answer with a status that was not expected.
type StatusError struct {
	Status   int
	text     string // the answer's beginning; from outside, so not safe to print as it is
	expected string
}

func (e *StatusError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("HTTP %d, expected %s: %s", e.Status, e.expected, e.text))
}

// Kind is the error's name in counts by kind.
func (e *StatusError) Kind() string {
	if e.Status == http.StatusTooManyRequests {
		return "rate limited"
	}
	return fmt.Sprintf("http %d", e.Status)
}

// An AnswerError is an answer with the right status and the wrong content.
type AnswerError struct{ What string }

func (e *AnswerError) Error() string { return e.What }

// Kind is the error's name in counts by kind.
func (e *AnswerError) Kind() string { return "wrong answer" }
