package easypost

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/go-faster/jx"

	"ep-benchmark/workloads/wire"
)

// An Error is an answer that is no success.
type Error struct {
	Status  int    // HTTP
	Code    string // EasyPost's, as "PARAMETER.REQUIRED"; empty where the body holds none
	Message string // the server's words, cut short; from outside, so not safe to print as they are

	advice   string
	attempts attempts // that did not succeed
}

func (e *Error) Error() string {
	text := e.said()
	if e.attempts.sent > 1 || e.attempts.slept > 0 {
		text += fmt.Sprintf(", sent %d times with %v of waiting", e.attempts.sent, e.attempts.slept.Round(time.Millisecond))
	}
	if e.advice != "" {
		text += " (" + e.advice + ")"
	}
	return text
}

// said describes the answer itself.
func (e *Error) said() string {
	text := "HTTP " + strconv.Itoa(e.Status)
	if e.Code == "" && e.Message == "" {
		return strings.TrimSpace(text + " " + http.StatusText(e.Status))
	}
	if e.Code != "" {
		text += " " + e.Code
	}
	if e.Message != "" {
		text += ": " + e.Message
	}
	return text
}

// Kind is the error's name in counts by kind. It is safe to print, since a text
// that does not have the form of a code, which a broken server may send, is
// left out.
func (e *Error) Kind() string {
	switch {
	case e.Status == http.StatusTooManyRequests:
		return "rate limited"
	case isCode(e.Code):
		return fmt.Sprintf("http %d %s", e.Status, e.Code)
	}
	return fmt.Sprintf("http %d", e.Status)
}

// isCode tells whether a text has the form of EasyPost's error codes.
func isCode(text string) bool {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-abcdefghijklmnopqrstuvwxyz"
	return text != "" && len(text) <= longestCode && strings.Trim(text, alphabet) == ""
}

// An AnswerError is a success whose body is not what was asked for.
type AnswerError struct{ What string }

func (e *AnswerError) Error() string { return "answer: " + e.What }

// Kind is the error's name in counts by kind.
func (e *AnswerError) Kind() string { return "wrong answer" }

// wrong makes an AnswerError. Its text is shortened, since a decoder names
// every level of a deeply nested value.
func wrong(format string, args ...any) error {
	return &AnswerError{cut(fmt.Sprintf(format, args...), longestMessage)}
}

// requestError names the request that got no answer. The transport may quote an
// answer that is no HTTP, so the key is removed.
func (s *Session) requestError(method string, address *url.URL, err error) error {
	return s.hidden(wire.Unanswered(method, address.Path, err))
}

// hidden removes the key from an error.
func (s *Session) hidden(err error) error {
	if err == nil {
		return nil
	}
	return wire.Redacted(err, s.client.secret.Hide)
}

// What is kept of an answer that is no success, in bytes.
const (
	longestCode    = 60
	longestMessage = 240
	longestQuote   = 120 // of a body that is not EasyPost's
)

// errorOf reads an answer that is no success. A body that is not EasyPost's,
// such as a proxy's HTML page, is quoted from its start. Such pages often show
// the request, so the key is removed. That is done before the text is cut,
// because half a key could not be recognised.
func errorOf(answered head, body []byte, a *attempts, secret *Secret) error {
	code, message, err := decodeError(body)
	e := &Error{Status: answered.status, Code: shown(code, longestCode, secret), attempts: *a}
	e.advice = adviceOn(e.Status, e.Code, answered.fields, body, secret)
	if message == "" && (err != nil || code == "") {
		e.Message = shown(string(body), longestQuote, secret)
	} else {
		e.Message = shown(message, longestMessage, secret)
	}
	return e
}

// lookedAt is how many bytes of a text are searched for the key for each byte
// that is shown, since the replacement may be shorter than the key.
const lookedAt = 16

// shown is the beginning of a text from outside, without the key.
func shown(text string, longest int, secret *Secret) string {
	return cut(secret.Hide(text[:min(len(text), lookedAt*longest)]), longest)
}

// decodeError reads {"error":{"code":…,"message":…}}. For a broken body it
// returns what it has read so far, with the error.
func decodeError(body []byte) (code, message string, err error) {
	if isTooDeep(body) {
		return "", "", errTooDeep
	}
	d := jx.GetDecoder()
	defer jx.PutDecoder(d)
	d.ResetBytes(body)
	err = d.ObjBytes(func(d *jx.Decoder, key []byte) error {
		if string(key) != "error" || d.Next() != jx.Object {
			return d.Skip()
		}
		return d.ObjBytes(func(d *jx.Decoder, key []byte) (err error) {
			switch {
			case string(key) == "code" && d.Next() == jx.String:
				code, err = d.Str()
			case string(key) == "message" && d.Next() == jx.String:
				message, err = d.Str()
			default:
				err = d.Skip()
			}
			return err
		})
	})
	return code, message, err
}

// cut shortens a text from outside to the given number of bytes and makes it
// UTF-8.
func cut(text string, longest int) string {
	text = strings.TrimSpace(text)
	return strings.ToValidUTF8(text[:min(len(text), longest)], "")
}
