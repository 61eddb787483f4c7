package simulator

import (
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// documented finds each curl command of the documentation, on one line or several, and the status code that it is
// documented to return.
var documented = regexp.MustCompile(`(?ms)^curl (.*?)\s+# (\d{3})$`)

// The session in the documentation gives the answers that it names, line by line.
func TestDocumentedSession(t *testing.T) {
	page, err := os.ReadFile("../../docs/simulator-api.md")
	if err != nil {
		t.Fatal(err)
	}
	commands := documented.FindAllSubmatch(page, -1)
	if len(commands) < 10 {
		t.Fatalf("%d commands found", len(commands))
	}
	h := instant(Options{Seed: 1})
	for _, command := range commands {
		want, _ := strconv.Atoi(string(command[2]))
		r := requestOf(t, shellWords(string(command[1])))
		if got := send(t, h, r); got.status != want {
			t.Errorf("curl %s: %d %s", command[1], got.status, got.body)
		}
	}
}

// requestOf is the request that curl makes of its arguments.
func requestOf(t *testing.T, words []string) (r *http.Request) {
	t.Helper()
	method, url, body, user := "GET", "", "", ""
	for i := 0; i < len(words); i++ {
		switch words[i] {
		case "-u":
			i++
			user = words[i]
		case "-X":
			i++
			method = words[i]
		case "-d":
			i++
			method, body = "POST", words[i]
		default:
			url = words[i]
		}
	}
	r = httptest.NewRequest(method, "http://"+url, strings.NewReader(body))
	name, password, _ := strings.Cut(user, ":")
	r.SetBasicAuth(name, password)
	if body != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded") // as curl does
	}
	return r
}

// shellWords splits a text into words at white space, except inside single quotes.
func shellWords(text string) (words []string) {
	for i, piece := range strings.Split(text, "'") {
		if i%2 == 1 {
			words = append(words, piece)
		} else {
			words = append(words, strings.Fields(piece)...)
		}
	}
	return words
}
