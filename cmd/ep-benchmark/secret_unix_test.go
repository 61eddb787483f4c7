//go:build unix

package main

import (
	"bytes"
	"encoding/base64"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/workloads/simulator"
	"ep-benchmark/workloads/simulator/latency"
)

// canary is a key that is nowhere else, and canaryFile the file that holds it.
const (
	canary     = "EZTKcanaryInTheCoalMine0123456789abcdefghijklmnopqrstuvwxyz"
	canaryFile = "canary.key"
)

// parroting answers a request that changes something with the request's key, in
// some form. The simulator answers all others.
func parroting(status int, form func(w http.ResponseWriter, key, authorization string)) http.Handler {
	api := simulator.New(simulator.Options{Latency: latency.None}).Handler()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			api.ServeHTTP(w, r)
			return
		}
		key, _, _ := r.BasicAuth()
		form(w, key, r.Header.Get("Authorization"))
		w.WriteHeader(status)
		_, _ = io.WriteString(w, `{"error":{"code":"`+key+`","message":"`+key+" "+r.Header.Get("Authorization")+`"},"id":"shp_`+key+`","status":"`+key+`"}`)
	})
}

// The program never writes the key, however the run goes: not to the screen,
// not to a file, not in the stacks of a crash.
func TestTheKeyIsInNothing(t *testing.T) {
	nothing := func(http.ResponseWriter, string, string) {}
	for name, c := range map[string]struct {
		handler http.Handler
		code    int
		crash   bool
	}{
		"success":      {simulator.New(simulator.Options{Latency: latency.None}).Handler(), cli.ExitOK, false},
		"error":        {parroting(400, nothing), cli.ExitFailed, false},
		"refused":      {parroting(403, nothing), cli.ExitFailed, false},
		"wrong answer": {parroting(200, nothing), cli.ExitFailed, false},
		"redirect": {parroting(302, func(w http.ResponseWriter, key, _ string) {
			w.Header().Set("Location", "https://"+key+"@elsewhere.example")
		}), cli.ExitFailed, false},
		"strange header": {parroting(200, func(w http.ResponseWriter, key, a string) {
			w.Header().Set("X-Runtime", key)
			w.Header().Set("Retry-After", a)
		}), cli.ExitFailed, false},
		"at the door": {http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			http.Error(w, r.Header.Get("Authorization"), http.StatusForbidden)
		}), cli.ExitFailed, false},
		"crash": {simulator.New(simulator.Options{}).Handler(), 128 + int(syscall.SIGQUIT), true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(c.handler)
			defer server.Close()
			p := launch(t, func(command *exec.Cmd) {
				if err := os.WriteFile(filepath.Join(command.Dir, canaryFile), []byte(canary+"\n"), 0o600); err != nil {
					t.Fatal(err)
				}
				command.Env = append(command.Env, process.KeyVariable+"="+canary, "XDG_DATA_HOME="+filepath.Join(command.Dir, "data"))
			}, "--api-url", server.URL, "--api-key-file", canaryFile, "--quick", "--fail-on", "none", "--minimum-leg", "1ms", "--packages", "20",
				"--export", "json:run.json", "--record", "run.events", "--debug=debug", "--store", "kept", "bulk-creation", "tracking")
			if c.crash {
				p.await("warning: the server at")
				p.signal(syscall.SIGQUIT)
			}
			p.end()
			if code := code(p.command.ProcessState.Sys().(syscall.WaitStatus)); code != c.code {
				t.Errorf("exit code %d, want %d:\n%s", code, c.code, p.told.String())
			}
			if c.crash && !strings.Contains(p.told.String(), "goroutine ") {
				t.Errorf("that was no crash:\n%s", p.told.String())
			}
			withoutCanary(t, "stdout", p.out.Bytes())
			withoutCanary(t, "stderr", []byte(p.told.String()))
			if files := filesWithoutCanary(t, p.command.Dir); name == "success" && files < 12 {
				t.Errorf("only %d files were written", files)
			}
		})
	}
}

func filesWithoutCanary(t *testing.T, folder string) (files int) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Name() == canaryFile {
			return err
		}
		files++
		data, err := os.ReadFile(path)
		withoutCanary(t, entry.Name(), data)
		withoutCanary(t, entry.Name(), unpacked(t, data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// withoutCanary looks for the key as it is and as it is sent, and for what
// would be left of either if it were cut short.
func withoutCanary(t *testing.T, where string, data []byte) {
	t.Helper()
	sent := base64.StdEncoding.EncodeToString([]byte(canary + ":"))
	for _, part := range []string{canary[:12], canary[len(canary)-12:], sent[:12], sent[len(sent)-12:]} {
		if bytes.Contains(data, []byte(part)) {
			t.Errorf("%s holds %q of the API key", where, part)
		}
	}
}
