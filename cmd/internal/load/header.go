package load

import (
	"encoding/json"
	"net/http"
	"strings"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/workloads/httpload"
)

// shownHeader reads the headers that may be shown. Bodies of JSON are called so,
// unless another type is given.
func (f *Flags) shownHeader(o *httpload.Options) (http.Header, error) {
	header := http.Header{}
	for _, text := range f.headers {
		name, value, found := strings.Cut(text, ":")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if !found || !isToken(name) || !isValue(value) {
			return nil, cli.Unexpected(f.set.Lookup("header"), text)
		}
		if err := f.sendable(name); err != nil {
			return nil, err
		}
		header.Add(name, value)
	}
	if header.Get("User-Agent") == "" {
		header.Set("User-Agent", "ep-benchmark")
	}
	if len(o.Bodies) > 0 && header.Get("Content-Type") == "" && json.Valid(o.Bodies[0]) {
		header.Set("Content-Type", "application/json")
	}
	return header, nil
}

// sendable rejects headers that the transport sets or leaves out.
func (f *Flags) sendable(name string) error {
	switch http.CanonicalHeaderKey(name) {
	case "Host", "Content-Length", "Transfer-Encoding", "Connection", "Trailer", "Upgrade":
		return cli.Usagef("the header %s follows from the request: expected another header", name)
	}
	return nil
}

// shortestSecret is the least length of a value that can be hidden: a shorter one
// may be part of any word.
const shortestSecret = 8

// secretHeader reads the headers whose values are in the environment.
func (f *Flags) secretHeader(env process.Environment, shown http.Header) (http.Header, error) {
	header := http.Header{}
	take := func(flag, name, variable, before string) error {
		value := process.TrimmedKey(env.Getenv(variable))
		switch {
		case value == "" && f.Unsent:
			return nil
		case value == "":
			return cli.Usagef("%s: the environment variable %.40q is not set: expected %s", f.name(flag), variable, cli.Expected(f.set.Lookup(flag)))
		case len(value) < shortestSecret:
			return cli.Usagef("%s: the value of %s has less than %d characters, too few to be kept secret: expected a longer one, or %s", f.name(flag), variable, shortestSecret, f.name("header"))
		case !isValue(value):
			return cli.Usagef("%s: the value of %s has characters that no header can have: expected one line of text", f.name(flag), variable)
		case len(header.Values(name)) > 0 || len(shown.Values(name)) > 0:
			return cli.Usagef("%s: the header %s is given twice: expected one value", f.name(flag), name)
		case strings.Contains(env.Getenv("GODEBUG"), "http2debug="):
			return cli.Usagef("%s: GODEBUG has http2debug, by which every header is printed: expected GODEBUG without it", f.name(flag))
		}
		env.Keys.Add(value)
		header.Set(name, before+value)
		return nil
	}
	if f.given("bearer-env") {
		if err := take("bearer-env", "Authorization", f.bearer, "Bearer "); err != nil {
			return nil, err
		}
	}
	for _, text := range f.secrets {
		name, variable, found := strings.Cut(text, "=")
		if !found || !isToken(name) {
			return nil, cli.Unexpected(f.set.Lookup("header-env"), text)
		}
		if err := f.sendable(name); err != nil {
			return nil, err
		}
		if err := take("header-env", name, variable, ""); err != nil {
			return nil, err
		}
	}
	return header, process.RefuseKeys(env.Arguments, env.Keys) // the values are known only now
}

// isToken tells whether a text can be a method or a header's name (RFC 9110,
// 5.6.2).
func isToken(text string) bool {
	const letters = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	return text != "" && strings.Trim(text, letters) == ""
}

// isValue tells whether a text can be a header's value: no control characters.
func isValue(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f })
}
