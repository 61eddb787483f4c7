package easypost

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ep-benchmark/workloads/simulator"
)

// conversing answers every request on a listener in memory with the given
// words, until the listener is closed.
func conversing(listener net.Listener, words string) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		if request, err := http.ReadRequest(bufio.NewReader(conn)); err == nil {
			_, _ = io.Copy(io.Discard, request.Body)
			_, _ = io.WriteString(conn, words)
		}
		_ = conn.Close()
	}
}

// response is an answer that is written by hand.
func response(status, fields, body string) string {
	return "HTTP/1.1 " + status + "\r\n" + fields + "Content-Length: " + strconv.Itoa(len(body)) + "\r\n\r\n" + body
}

// places are where a server may show what it was sent.
var places = map[string]func(text string) string{
	"the status":        func(text string) string { return response("401 No "+text, "", "") },
	"no status":         func(text string) string { return "HTTP/1.1 " + text + "\r\n\r\n" },
	"a header":          func(text string) string { return response("200 OK", "X-Runtime: "+text+"\r\n", `{}`) },
	"what is no header": func(text string) string { return "HTTP/1.1 200 OK\r\n" + text + "\r\n\r\n" },
	"the length":        func(text string) string { return "HTTP/1.1 200 OK\r\nContent-Length: " + text + "\r\n\r\n" },
	"a location":        func(text string) string { return response("302 Found", "Location: https://"+text+"@host/\r\n", "") },
	"a message": func(text string) string {
		return response("401 Unauthorized", "", inError("A.CODE", "Not valid: "+text))
	},
	"a code": func(text string) string { return response("401 Unauthorized", "", inError(text, "m")) },
	"behind a long text": func(text string) string {
		return response("400 Bad", "", inError("A", strings.Repeat("x", 200)+text+text))
	},
	"a page": func(text string) string { return response("502 Bad Gateway", "", "<html>"+text+"</html>") },
	"a page's end": func(text string) string {
		return response("502 Bad Gateway", "", "<html>"+text[:len(text)-len(text)/4])
	},
	"an id": func(text string) string { return response("200 OK", "", `{"id":`+inQuotes("trk_"+text)+`}`) },
	"a status of parcels": func(text string) string {
		return response("200 OK", "", `{"id":"trk_1","tracking_code":"EZ1000000001","status":`+inQuotes(text)+`}`)
	},
	"a name":              func(text string) string { return response("200 OK", "", `{`+inQuotes(text)+`:tru}`) },
	"what is passed over": func(text string) string { return response("200 OK", "", `{"x":[`+inQuotes(text)+`],"id":7}`) },
	"a long answer": func(text string) string {
		return response("200 OK", "", strings.Repeat(" ", 2*window)+`{"id":`+inQuotes("trk_"+text)+`}`)
	},
	"no JSON": func(text string) string { return response("200 OK", "", text) },
}

func inError(code, message string) string {
	return `{"error":{"code":` + inQuotes(code) + `,"message":` + inQuotes(message) + `}}`
}

func inQuotes(text string) string {
	quoted, _ := json.Marshal(text) // a text that is UTF-8 does not fail
	return string(quoted)
}

// Wherever and in whatever form a server echoes a key, neither an error nor a
// kept text holds the key or a piece of it.
func TestKeyStaysOutOfWhatComesOfAnswers(t *testing.T) {
	forms, where := sortedKeys(written), sortedKeys(places)
	rapid.Check(t, func(t *rapid.T) {
		key := anyKey().Filter(isASCII).Draw(t, "key")
		name := rapid.SampledFrom(forms).Draw(t, "form")
		form, begins := written[name](key), 20
		if strings.HasPrefix(name, "base64 of a header") {
			begins = 60 // before, there is nothing of the key
		}
		place := rapid.SampledFrom(where).Draw(t, "place")
		listener := simulator.NewMemoryListener()
		defer func() { _ = listener.Close() }()
		go conversing(listener, places[place](form))
		client, err := New(Options{BaseURL: "http://server", Key: Key(key), Dial: listener.DialContext})
		if err != nil {
			t.Fatal(err)
		}
		defer client.Close()
		tracker, _, err := client.Traffic(1).Session(0).Track(t.Context(), TestCodes[0])
		text := fmt.Sprintf("%v %s", err, kindOf(err))
		if err == nil {
			text = fmt.Sprint(tracker)
		}
		for _, secret := range []string{key, form, form[:min(len(form), begins)], inQuotes(form)} {
			if strings.Contains(text, strings.Trim(secret, `"`)) {
				t.Fatalf("key %q, said as %q: %q has %q", key, form, text, secret)
			}
		}
		if client.secret.In(text) {
			t.Fatalf("key %q, said as %q: it can be read in %q", key, form, text)
		}
	})
}

func sortedKeys(of map[string]func(string) string) (names []string) {
	for name := range of {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > '~' })
}
