package main

import (
	"encoding/pem"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mattn/go-shellwords"
	"github.com/rogpeppe/go-internal/testscript"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
)

// quotations is a server of the user's own: /rates answers with a price, /echo
// with the request's headers as an error, /slow after 20 ms.
func quotations() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/rates", func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		_, _ = io.WriteString(w, `{"rates":[{"price":5.20,"carrier":"USPS"}]}`)
	})
	mux.HandleFunc("/slow", func(w http.ResponseWriter, _ *http.Request) {
		time.Sleep(20 * time.Millisecond)
		_, _ = io.WriteString(w, "{}")
	})
	mux.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusTeapot)
		_, _ = fmt.Fprint(w, r.Header)
	})
	return mux
}

// quotationServer serves them, over HTTP/1.1 and HTTP/2.
func quotationServer() *httptest.Server {
	server := httptest.NewUnstartedServer(quotations())
	server.Config.Protocols = new(http.Protocols)
	server.Config.Protocols.SetHTTP1(true)
	server.Config.Protocols.SetHTTP2(true)
	server.Config.Protocols.SetUnencryptedHTTP2(true)
	return server
}

// quotes NAME [CERTIFICATE] serves quotations until the story ends: NAME becomes
// the URL. With a file for the certificate, the server speaks TLS.
func quotes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: quotes NAME [CERTIFICATE]")
	}
	server := quotationServer()
	if len(args) == 1 {
		server.Start()
	} else {
		server.EnableHTTP2 = true
		server.StartTLS()
		block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
		ts.Check(os.WriteFile(ts.MkAbs(args[1]), block, 0o600))
	}
	ts.Defer(server.Close)
	ts.Setenv(args[0], server.URL)
}

// TestHTTPExamplesRun carries out the commands of docs/http.md and of the
// command's help, at a server of the test's, made small.
func TestHTTPExamplesRun(t *testing.T) {
	t.Parallel()
	const written = "http://127.0.0.1:8000"
	server := quotationServer()
	server.Start()
	defer server.Close()
	lines := exampleLines(newHTTP(process.Environment{}, nil).Example)
	for _, line := range commandsIn(textOf(t, filepath.Join("..", "..", "docs", "http.md"))) {
		if !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "quotes.jsonl"), []byte("{\"from\":\"94104\"}\n{\"from\":\"90277\"}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		words, err := shellwords.Parse(line)
		if err != nil || len(words) < 3 || words[1] != "http" {
			t.Fatalf("%q: %v", line, err)
		}
		args := append(slices.Clone(words[1:]), "--quick")
		if slices.Contains(args, "--vary") { // its differences need rounds
			args = append(args[:len(args)-1], "--rounds", "9", "-n", "2", "--requests", "2")
		}
		if slices.Contains(args, "1..512") { // 18 numbers take long
			args[slices.Index(args, "1..512")] = "1..4"
		}
		for i := range args {
			args[i] = strings.Replace(args[i], written, server.URL, 1)
			args[i] = strings.Replace(args[i], "0ms,5ms,20ms,80ms", "0ms,5ms", 1)
		}
		if slices.Contains(args, "--rate") {
			args = append(args, "--duration", "1s")
		}
		p := launch(t, func(command *exec.Cmd) {
			command.Dir = folder
			command.Env = append(command.Env, "XDG_DATA_HOME="+filepath.Join(folder, "data"), "MY_TOKEN=a-long-token-of-mine")
		}, args...)
		may := []int{cli.ExitOK, cli.ExitMissed, cli.ExitNoBaseline, cli.ExitNotComparable, cli.ExitUnclear}
		if code := p.end(); !slices.Contains(may, code) {
			t.Errorf("%s: exit code %d\n%s%s", line, code, p.told.String(), p.out.String())
		}
	}
	if len(lines) < 10 {
		t.Errorf("only %d commands were found", len(lines))
	}
}

// takes FILE PATH TIME checks that what stands at a path is nanoseconds of that
// time or more.
func takes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: takes FILE PATH TIME")
	}
	least, err := time.ParseDuration(args[2])
	ts.Check(err)
	took, ok := at(ts, args[0], args[1]).(float64)
	if !ok || time.Duration(took) < least {
		ts.Fatalf("%s is %v, want %v or more", args[1], time.Duration(took), least)
	}
}
