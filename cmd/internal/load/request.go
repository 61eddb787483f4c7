package load

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/workloads/httpload"
	"ep-benchmark/workloads/wire"
)

// request reads the flags of the request, the file of the body and the variables of
// secrets.
func (f *Flags) request(ctx context.Context, address string, env process.Environment) (o httpload.Options, err error) {
	if o, err = f.shape(address); err != nil {
		return o, err
	}
	if o.Bodies, err = f.bodies(ctx); err != nil {
		return o, err
	}
	o.Hide = env.Keys.Hide
	if o.Header, err = f.shownHeader(&o); err != nil {
		return o, err
	}
	o.Secret, err = f.secretHeader(env, o.Header)
	return o, err
}

// shape reads what needs no file and no variable.
func (f *Flags) shape(address string) (o httpload.Options, err error) {
	switch {
	case f.requests < 1 || f.requests > mostRequests:
		return o, cli.WrongValue(f.set, "requests")
	case f.timeout < time.Millisecond:
		return o, cli.WrongValue(f.set, "timeout")
	case f.given("body") && f.bodyFile != "":
		return o, cli.Usagef("%s and %s are both given: expected one of them", f.name("body"), f.name("body-file"))
	}
	o = httpload.Options{Size: f.requests, Timeout: f.timeout, Unverified: f.insecure, PerRequest: f.connections == perRequest}
	if o.URL, err = f.parseURL(address); err != nil {
		return o, err
	}
	if err = f.way(&o); err != nil {
		return o, err
	}
	if o.Method, err = f.chosenMethod(f.given("body") || f.given("body-file")); err != nil {
		return o, err
	}
	if o.Status, err = httpload.ParseStatuses(f.status); err != nil {
		return o, cli.Usagef("%s: %w", f.name("status"), err)
	}
	for _, text := range f.expected {
		e, err := httpload.ParseExpectation(text)
		if err != nil {
			return o, cli.Usagef("%s: %w", f.name("expect-json"), err)
		}
		o.Expect = append(o.Expect, e)
	}
	return o, nil
}

// way reads the flags of the way to the server.
func (f *Flags) way(o *httpload.Options) error {
	switch f.connections {
	case pooled, perRequest:
	default:
		return cli.WrongValue(f.set, "connections")
	}
	switch o.Protocol = wire.Protocol(f.protocol); o.Protocol {
	case wire.HTTP1, wire.HTTP2:
	default:
		return cli.WrongValue(f.set, "protocol")
	}
	switch o.RoundTrip = f.roundTrip; {
	case f.given("rtt") && (o.RoundTrip <= 0 || o.RoundTrip > longestTrip):
		return cli.WrongValue(f.set, "rtt")
	case f.insecure && o.URL.Scheme != "https":
		return cli.Usagef("%s is for https://, and does nothing with http://", f.name("insecure"))
	case f.insecure && f.authorities != "":
		return cli.Usagef("%s checks no certificate, so %s does nothing: expected one of them", f.name("insecure"), f.name("ca-file"))
	}
	return nil
}

// parseURL reads the address. The parts that can hold a secret are not quoted.
func (f *Flags) parseURL(text string) (*url.URL, error) {
	const expected = "expected a URL such as http://127.0.0.1:8000/rates"
	address, err := url.Parse(text)
	by := "http"
	if f.file {
		by = "url"
	}
	switch {
	case err != nil || address.Host == "" || address.Scheme != "http" && address.Scheme != "https":
		return nil, cli.Usagef("%s: that is no address that can be asked: %s", by, expected)
	case address.User != nil:
		return nil, cli.Usagef("%s: the address has a user in it, whom others can read there: %s, and the header Authorization by %s", by, expected, f.name("header-env"))
	case address.Fragment != "":
		return nil, cli.Usagef("%s: the address has a # in it, which is never sent: %s", by, expected)
	}
	if address.Path == "" {
		address.Path = "/"
	}
	return address, nil
}

func (f *Flags) chosenMethod(body bool) (string, error) {
	switch {
	case f.method != "":
		method := strings.ToUpper(f.method)
		if !isToken(method) || method == http.MethodConnect {
			return "", cli.WrongValue(f.set, "method")
		}
		return method, nil
	case f.given("method"):
		return "", cli.WrongValue(f.set, "method")
	case body:
		return http.MethodPost, nil
	}
	return http.MethodGet, nil
}

// longestBodies is the most that a file of bodies may have.
const longestBodies = 64 << 20

// bodies reads the bodies.
func (f *Flags) bodies(ctx context.Context) ([][]byte, error) {
	switch {
	case f.given("body"):
		return [][]byte{[]byte(f.body)}, nil
	case !f.given("body-file"):
		return nil, nil
	}
	text, err := files.ReadSmall(ctx, f.bodyFile, longestBodies)
	if err == nil && len(bytes.TrimSpace(text)) == 0 {
		err = errors.New("it is empty")
	}
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", f.name("body-file"), f.bodyFile, err)
	}
	if !strings.EqualFold(filepath.Ext(f.bodyFile), ".jsonl") {
		return [][]byte{text}, nil
	}
	return f.lines(text)
}

// lines reads one body of JSON in each line. Empty lines are left out.
func (f *Flags) lines(text []byte) (all [][]byte, err error) {
	number := 0
	for line := range bytes.Lines(text) {
		number++
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		if !json.Valid(line) {
			return nil, fmt.Errorf("%s %s: line %d is no JSON: expected one JSON document in each line of a .jsonl file", f.name("body-file"), f.bodyFile, number)
		}
		all = append(all, line)
	}
	return all, nil
}
