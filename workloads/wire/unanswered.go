package wire

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// Unanswered names a request that got no answer, and says what can be done about
// it.
func Unanswered(method, path string, err error) error {
	if cause := lost(err); cause != nil {
		err = &LostError{cause}
	}
	return withAdvice(fmt.Errorf("%s %s: %w", method, path, err))
}

// A LostError is a connection that the server closed before its answer was
// there, or before it was whole.
type LostError struct{ cause error }

func (e *LostError) Error() string {
	return "the server closed the connection before its answer was whole: " + e.cause.Error()
}

// Kind is the error's name in counts by kind.
func (e *LostError) Kind() string { return "connection closed" }

func (e *LostError) Unwrap() error { return e.cause }

// The transport's errors for a request that the server has given up after it
// may have begun to carry it out. They tell programs how to have the request
// sent again. That is not done here, since the request might be carried out
// twice.
const (
	unrepeated      = "http2: Transport: cannot retry err ["
	unrepeatedEnd   = "] after Request.Body was written"
	unrepeatedOther = "net/http: cannot rewind body after connection loss"
)

// lost returns why the server gave a request up; nil where it did not.
func lost(err error) error {
	text := err.Error()
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return err
	case strings.Contains(text, unrepeatedOther):
		return errors.New("the server or the network ended it")
	}
	if _, rest, found := strings.Cut(text, unrepeated); found {
		cause, _, _ := strings.Cut(rest, unrepeatedEnd)
		return errors.New(cause)
	}
	return nil
}

// Redacted is an error without what hide removes from its text.
func Redacted(err error, hide func(text string) string) error {
	if text := hide(err.Error()); text != err.Error() {
		return redacted{err, text}
	}
	return err
}

// redacted is an error in other words.
type redacted struct {
	error
	text string
}

func (e redacted) Error() string { return e.text }
func (e redacted) Unwrap() error { return e.error }
