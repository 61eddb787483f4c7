package easypost

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
)

// adviceOn returns what to do about an answer that is no success; "" where the
// answer's own message is enough.
func adviceOn(status int, code string, header http.Header, body []byte, secret *Secret) string {
	switch {
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return "the server does not accept the API key: check that it is whole, still active and of this server"
	case status == http.StatusTooManyRequests:
		return "too many requests: use fewer workers"
	case status >= 300 && status < 400 && header.Get("Location") != "":
		return fmt.Sprintf("it points to %.100q, and is not followed, so that the key goes nowhere else", secret.Hide(header.Get("Location")))
	case isPage(body):
		return "that is a web page and not the API's words: check the address, and who else answers on the way"
	case status == http.StatusNotFound && code == "":
		return elsewhereAdvice
	case status >= 500 && code == "":
		return "the server's own trouble: try again later"
	}
	return ""
}

// isPage tells whether a body is HTML or the like: JSON never begins so.
func isPage(body []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n\ufeff"), []byte("<"))
}

// elsewhereAdvice is the advice for answers that can't come from the API.
const elsewhereAdvice = "check the address: expected the API's scheme and host"

// undecoded is the error of a success whose body is not the requested thing.
func (s *Session) undecoded(thing string, err error) error {
	if errors.Is(err, errKeyShown) {
		return errKeyShown
	}
	if isPage(s.answer) {
		return wrong("no %s, but a web page: check the address, and who else answers on the way", thing)
	}
	return wrong("no %s: %s", thing, s.client.secret.Hide(err.Error()))
}
