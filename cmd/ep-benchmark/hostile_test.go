package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"ep-benchmark/cmd/internal/bulk"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/ui/export"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/easypost"
	"ep-benchmark/workloads/simulator/latency"
)

// hostile is a text that would forge a line, a command of GitHub's, a colour, a
// row of a table and HTML.
const hostile = "x\n::error::forged\r\n\x1b[31m\u2028##[error]forged| a | <script>"

// checkSafe reports where a hostile text has become more than text in an
// output.
func checkSafe(t *testing.T, name, output string) {
	t.Helper()
	for line := range strings.Lines(output) {
		line = strings.TrimSuffix(line, "\n")
		if strings.ContainsFunc(line, func(r rune) bool { return !unicode.IsPrint(r) }) {
			t.Errorf("%s: a line holds what can't be seen: %q", name, line)
		}
		if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") {
			t.Errorf("%s: a line is a command: %q", name, line)
		}
		before, _, forged := strings.Cut(line, "error::forged")
		if forged && !strings.HasSuffix(before, "x : :") && !strings.HasSuffix(before, `x\n::`) && !strings.HasSuffix(before, `x\\n::`) { // in Markdown, a backslash is two
			t.Errorf("%s: a line is forged: %q", name, line)
		}
	}
}

// answered runs the program and returns its exit code and output.
func answered(args ...string) (code int, out, told string) {
	var stdout, stderr bytes.Buffer
	code = run(context.Background(), args, silent(&stdout, &stderr))
	return code, stdout.String(), stderr.String()
}

// Arguments and file names are printed as text only: they forge no lines and no
// commands.
func TestHostileArguments(t *testing.T) {
	folder := t.TempDir()
	// A path below a regular file does not exist and can't be created.
	store, missing := filepath.Join(folder, "store.db"), filepath.Join(write(t, "file", ""), hostile)
	for _, args := range [][]string{
		{hostile},
		{"--" + hostile},
		{"-" + hostile},
		{"--schedule", hostile},
		{"--rounds", hostile},
		{"--workers", hostile},
		{"--target", hostile + "=6"},
		{"--target", "parsing=" + hostile},
		{"--target", hostile},
		{"--fail-on", hostile},
		{"--quick=" + hostile},
		{"parsing", "--export", hostile},
		{"parsing", "--no-save", "--export", "json:" + missing},
		{"parsing", "--no-save", "--record", missing},
		{"--latency", hostile},
		{"--latency", missing + ".toml"},
		{"parsing", "--input", hostile},
		{"parsing", "--sheet", hostile},
		{"parsing", "--input", folder, "--sheet", hostile},
		{"parsing", "--store", missing},
		{"parsing", "--store", store, "--compare=" + hostile},
		{"bulk-creation", "--results", hostile},
		{"--api-url", hostile},
		{"--api-url", "https://" + hostile},
		{"--api-url", "http://127.0.0.1:1", "--api-key-file", missing},
		{"--api-url", "https://127.0.0.1:1", "--api-ca", missing},
		{"compare", hostile, hostile},
		{"compare", missing, missing, "--store", store},
		{"baseline", "show", hostile, "--store", store},
		{"baseline", "pin", hostile, "--store", store},
		{"baseline", "delete", hostile, "--store", store},
		{"baseline", "save", hostile, "--store", store},
		{"baseline", "import", missing, "--store", store},
		{"baseline", "export", missing, "--store", store},
		{"baseline", "export", "-", hostile, "--store", store},
		{"history", "--workload", hostile, "--store", store},
		{"history", "--like", hostile, "--store", store},
		{"history", "delete", hostile, "--store", store},
		{"replay", missing},
		{"replay", missing, "--picture", "x.svg", "--theme", hostile},
		{"help", hostile},
		{"config", hostile},
		{"doctor", hostile},
		{"completion", hostile},
		{"simulator", "--addr", hostile},
		{"simulator", "--rate-limit", hostile},
		{"simulator", "--faults", missing},
		{"simulator", "--tls", "--tls-cert-out", missing},
		{"ab", "--a", hostile, "--b", hostile},
		{"ab", "--a", "'--schedule=" + hostile + "'", "--b", "--workers 2"},
	} {
		code, out, told := answered(args...)
		if lines := strings.Count(told, "\n"); code == cli.ExitOK || lines < 1 || lines > 2 {
			t.Errorf("%q: exit code %d, %d lines:\n%s", args, code, lines, told)
		}
		checkSafe(t, strings.Join(args[:1], ""), out+told)
	}
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// quotedJSON is a text in JSON, and in TOML as well.
func quotedJSON(text string) string {
	quoted, _ := json.Marshal(text) // of a string it never fails
	return string(quoted)
}

// The contents of files are printed as text only, too.
func TestHostileFiles(t *testing.T) {
	key := quotedJSON(hostile)
	toml := write(t, hostile+".toml", "["+key+"]\n"+key+" = "+key+"\n")
	twice := write(t, hostile+".toml", key+" = 1\n"+key+" = 1\n")
	value := write(t, hostile+".toml", "[[latency]]\nendpoint = "+key+"\nfixed = \"1s\"\n")
	kind := write(t, hostile+".toml", "[[fault]]\nendpoint = \"*\"\nevery = 1\nkind = "+key+"\n")
	lines := write(t, hostile+".tsv", strings.ReplaceAll(hostile, "\n", "\t")+"\n"+hostile)
	document := write(t, hostile+".json", `{"kind": "baselines", "schema": 1, "runs": [], "baselines": [{"name": `+key+`}]}`)
	store := filepath.Join(t.TempDir(), "store.db")
	for _, args := range [][]string{
		{"tracking", "--latency", toml},
		{"tracking", "--latency", twice},
		{"tracking", "--latency", value},
		{"simulator", "--faults", toml},
		{"simulator", "--faults", kind},
		{"parsing", "--no-save", "--input", lines},
		{"baseline", "import", document, "--store", store},
		{"baseline", "import", toml, "--store", store},
		{"compare", document, document},
		{"replay", document, "--picture", "x.svg"},
	} {
		code, out, told := answered(args...)
		if code == cli.ExitOK || told == "" {
			t.Errorf("%q: exit code %d: %s", args, code, told)
		}
		checkSafe(t, strings.Join(args, " "), out+told)
	}
}

// An exported run of another user is compared and shown as text, too.
func TestHostileRuns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "run.json")
	if code, _, told := answered("parsing", "--quick", "--minimum-leg", "1ms", "--no-save", "--fail-on", "none", "--export", "json:"+path); code != cli.ExitOK {
		t.Fatal(told)
	}
	made, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{`"Parsing"`, `"items": "calls"`} {
		name, _, isField := strings.Cut(text, ": ")
		with := quotedJSON(hostile)
		if isField {
			with = name + ": " + with
		}
		if !bytes.Contains(made, []byte(text)) {
			t.Fatalf("the export has no %s", text)
		}
		made = bytes.ReplaceAll(made, []byte(text), []byte(with))
	}
	forged := write(t, hostile+".json", string(made))
	for _, args := range [][]string{{"compare", path, forged}, {"compare", forged, path}, {"compare", "--json", forged, forged}} {
		_, out, told := answered(append(args, "--fail-on", "none", "--store", filepath.Join(t.TempDir(), "none.db"))...)
		if !strings.Contains(out, "error::forged") {
			t.Errorf("%q shows nothing of it: %s%s", args, out, told)
		}
		checkSafe(t, args[0], out+told)
	}
}

// A server's words reach the report, the plain lines and Markdown as text.
func TestHostileServer(t *testing.T) {
	for name, answer := range map[string]func(w http.ResponseWriter){
		"EasyPost's form": func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusUnprocessableEntity)
			_, _ = io.WriteString(w, `{"error":{"code":`+quotedJSON(hostile)+`,"message":`+quotedJSON(hostile)+`,"errors":[]}}`)
		},
		"a page": func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "text/html; "+strings.Map(headerRune, hostile))
			w.WriteHeader(http.StatusBadGateway)
			_, _ = io.WriteString(w, hostile)
		},
		"an answer that is none": func(w http.ResponseWriter) { _, _ = io.WriteString(w, `{"id":`+quotedJSON(hostile)+`}`) },
	} {
		v := visiting(t, latency.None, func(api http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodPost {
					answer(w)
					return
				}
				api.ServeHTTP(w, r)
			})
		}, "tracking", "--quick", "--packages", "2")
		if !strings.Contains(v.out.String(), "went wrong") {
			t.Errorf("%s: %s%s", name, v.out.String(), v.told.String())
		}
		checkSafe(t, name, v.out.String()+v.told.String()+export.Summary(&v.report, nil))
		checkSafe(t, name+" in Markdown", string(export.Markdown(&v.report, nil)))
		if strings.Contains(string(export.Markdown(&v.report, nil)), " <script>") {
			t.Errorf("%s: HTML in Markdown", name)
		}
	}
}

// headerRune replaces what a header can't hold by spaces.
func headerRune(r rune) rune {
	if r < ' ' || r > '~' {
		return ' '
	}
	return r
}

// A row of results stays one row, whatever names the server sends.
func TestHostileResults(t *testing.T) {
	row := workloads.BulkRow{Line: 1, Err: errors.New(hostile), Shipment: &easypost.Shipment{ID: hostile, Rates: []easypost.Rate{{Carrier: hostile, Service: hostile, Currency: hostile}}}}
	for _, cell := range bulk.Cells(&row) {
		checkSafe(t, "cell", cell)
	}
}

// The environment's values are printed as text only, too.
func TestHostileEnvironment(t *testing.T) {
	var out, told bytes.Buffer
	env := silent(&out, &told)
	env.Getenv = func(string) string { return hostile }
	if code := run(context.Background(), []string{"doctor"}, env); code == cli.ExitUsage {
		t.Error(told.String())
	}
	if code := run(context.Background(), []string{"doctor", "--json"}, env); code == cli.ExitUsage {
		t.Error(told.String())
	}
	if code := run(context.Background(), []string{"--api-url", "http://127.0.0.1:1"}, env); code == cli.ExitOK {
		t.Error("the key of the environment is taken")
	}
	checkSafe(t, "environment", out.String()+told.String())
}
