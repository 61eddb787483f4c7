package easypost

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/go-faster/jx"
)

// An Error is an answer that is no success.
type Error struct {
	Status  int    // HTTP
	Code    string // EasyPost's, as "PARAMETER.REQUIRED"; empty where the body holds none
	Message string // the server's words; from outside, so not safe to print as they are
}

func (e *Error) Error() string {
	text := "HTTP " + strconv.Itoa(e.Status)
	if e.Code != "" {
		text += " " + e.Code
	}
	if e.Message != "" {
		text += ": " + e.Message
	}
	return text
}

// Kind is the error's name in counts by kind.
func (e *Error) Kind() string {
	switch {
	case e.Status == http.StatusTooManyRequests:
		return "rate limited"
	case e.Code != "":
		return fmt.Sprintf("http %d %.40s", e.Status, e.Code)
	}
	return fmt.Sprintf("http %d", e.Status)
}

// An AnswerError is a success whose body is not what was asked for.
type AnswerError struct{ What string }

func (e *AnswerError) Error() string { return "answer: " + e.What }

// Kind is the error's name in counts by kind.
func (e *AnswerError) Kind() string { return "wrong answer" }

func wrong(format string, args ...any) error {
	return &AnswerError{fmt.Sprintf(format, args...)}
}

// errorOf reads an answer that is no success. A body that is not EasyPost's
// (a proxy's HTML page, say) is quoted from its start.
func errorOf(status int, body []byte) error {
	e := &Error{Status: status}
	d := jx.GetDecoder()
	defer jx.PutDecoder(d)
	d.ResetBytes(body)
	err := d.ObjBytes(func(d *jx.Decoder, key []byte) error {
		if string(key) != "error" || d.Next() != jx.Object {
			return d.Skip()
		}
		return d.ObjBytes(func(d *jx.Decoder, key []byte) (err error) {
			switch {
			case string(key) == "code" && d.Next() == jx.String:
				e.Code, err = d.Str()
			case string(key) == "message" && d.Next() == jx.String:
				e.Message, err = d.Str()
			default:
				err = d.Skip()
			}
			return err
		})
	})
	if err != nil || e.Code == "" && e.Message == "" {
		e.Message = strings.TrimSpace(string(body[:min(len(body), 120)]))
	}
	return e
}
