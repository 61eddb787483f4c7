package faults

import (
	"net/http"
	"strings"
	"testing"
)

// Every status that may be asked for has a body of EasyPost's form with a code.
func TestErrorsOfStatuses(t *testing.T) {
	for status := 400; status < 600; status++ {
		if http.StatusText(status) == "" {
			continue
		}
		e := errorOfStatus(status)
		if e.Status != status || e.Code == "" || e.Code != strings.ToUpper(e.Code) || strings.ContainsAny(e.Code, " '-") {
			t.Errorf("%d: %s", status, e.Append(nil))
		}
	}
	for status, want := range map[int]string{429: "RATE_LIMITED", 500: "INTERNAL_SERVER_ERROR", 418: "IM_A_TEAPOT"} {
		if got := errorOfStatus(status).Code; got != want {
			t.Errorf("%d: %s, want %s", status, got, want)
		}
	}
}
