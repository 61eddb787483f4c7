package project

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"ep-benchmark/cmd/internal/process"
)

// parsed parses a text as a file.
func parsed(t *testing.T, text string) (*File, error) {
	t.Helper()
	keys := &process.Keyring{}
	keys.Add("secret-of-mine-12345")
	return Parse(Content{Path: t.TempDir() + "/" + Name, bytes: []byte(text)}, []string{"history", "trust"}, keys)
}

// workload is a file with one workload.
func workload(lines string) string { return "[workload.tests]\nkind = \"command\"\n" + lines + "\n" }

func TestParse(t *testing.T) {
	file, err := parsed(t, `
workloads = ["tests", "parsing"]
[policy]
fail_on = ["failed", "unclear"]
rounds = "auto"
max_time = "2m"
workers = 8
schedule = "isolated"
max_failures = "1%"
baseline = "main"
[sizes]
shipments = 7
[targets]
parsing = "500ms"
[workload.tests]
kind = "command"
command = "make -j {n}"
target = "3x"
[workload.a]
kind = "command"
sequential = "gzip x"
parallel = "pigz x"
workers = "auto"
`)
	if err != nil {
		t.Fatal(err)
	}
	for flag, want := range map[string]string{
		"fail-on": "failed,unclear", "rounds": "auto", "max-time": "2m0s", "workers": "8", "schedule": "isolated",
		"max-failures": "1%", "compare": "main", "shipments": "7", "packages": "",
	} {
		if got, _ := file.Setting(flag); got != want {
			t.Errorf("%s: %q, want %q", flag, got, want)
		}
	}
	if _, place := file.Setting("rounds"); !strings.HasSuffix(place, Name+":5") {
		t.Errorf("rounds at %s", place)
	}
	if got := fmt.Sprint(file.Names(), file.Workloads()); got != "[tests a] [tests parsing]" {
		t.Error(got)
	}
	targets := file.Targets()
	if targets["tests"].Text != "3x" || targets["parsing"].Text != "500ms" || len(targets) != 2 {
		t.Errorf("%v", targets)
	}
	if n, place := file.Workers("tests", 0); n != 8 || !strings.HasSuffix(place, ":7") {
		t.Errorf("%d workers from %s", n, place)
	}
	if n, _ := file.Workers("tests", 3); n != 3 {
		t.Errorf("%d workers of 3", n)
	}
	if own := file.Own()[0]; own.Title != "Tests" || own.Summary != "make -j {n}" {
		t.Errorf("%+v", own)
	}
}

func TestParseRejects(t *testing.T) {
	for text, want := range map[string]string{
		"worklods = []":                                                 "unknown key \"worklods\" at the top: did you mean workloads?",
		"workloads = []":                                                ":1:1: no workload would be run",
		"workloads = [\"parsing\", \"parsing\"]":                        "parsing is named twice",
		"workloads = [\"\\u001b[2J\"]":                                  `unknown workload "\x1b[2J"`,
		"[policy]\nfail_on = [\"fail\"]":                                "did you mean failed?",
		"[policy]\nfail_on = []":                                        "expected a word at least",
		"[policy]\nfail_on = [\"none\", \"missed\"]":                    "none stands alone",
		"[policy]\nrounds = 0":                                          "expected a number of rounds from 1 to 1000",
		"[policy]\nrounds = \"6\"":                                      "expected a number of rounds",
		"[policy]\nrounds = 6\nmax_time = \"9s\"":                       ":3:1: max_time bounds",
		"[policy]\nmax_time = \"1ms\"":                                  "expected a time of 1s or more",
		"[policy]\nworkers = 5000":                                      "expected a number of workers from 1 to 4096",
		"[policy]\nbaseline = \"../x.json\"":                            "baseline name",
		"[policy]\nmax_failures = \"101%\"":                             "expected a number of operations",
		"[policy]\nstore = \"/tmp/x\"":                                  "unknown key \"store\" in [policy]",
		"[sizes]\nshipment = 3":                                         "did you mean shipments?",
		"[sizes]\nshipments = 0":                                        "shipments is 0: expected 1 to",
		"[targets]\nparsing = \"6x\"":                                   "expected a duration above zero",
		"[targets]\ntests = \"6x\"":                                     "unknown target \"tests\"",
		"[workload.Tests]\nkind = \"command\"":                          "expected a name of lower-case letters",
		"[workload.\"--shell\"]\nkind = \"command\"":                    "expected a name of lower-case letters",
		"[workload.\"a\\u001b[0m\"]\nkind = \"command\"":                `the workload "a\x1b[0m": expected`,
		"[workload.parsing]\nkind = \"command\"":                        "there is a built-in workload of this name",
		"[workload.bulk-creation]\nkind = \"command\"":                  "there is a built-in workload of this name",
		"[workload.batch-tracking]\nkind = \"command\"":                 "there is a built-in workload of this name",
		"[workload.history]\nkind = \"command\"":                        "it is the name of the command 'ep-benchmark history'",
		"[workload.tests]\ncommand = \"make {n}\"":                      "kind is missing",
		"[workload.tests]\nkind = \"shell\"":                            "expected one of command",
		workload(""):                                                    "a command is missing",
		workload(`command = ""`):                                        "expected a text in quotes that is not empty",
		workload(`command = "make all"`):                                "the sequential and the parallel command are the same",
		workload(`command = "make {n} | tee x"`):                        "or set shell = true",
		workload("command = \"a {n}\"\nparallel = \"b\""):               "expected either command",
		workload("command = \"a {n} \\u001b[2J\""):                      "without characters that can't be seen",
		workload("command = \"a {n} \\u202e\""):                         "without characters that can't be seen",
		workload("command = \"a {n}\"\ntitle = \"\\u001b]0;x\\u0007\""): "all of which can be seen",
		workload("command = \"a {n}\"\nlimit = \"0s\""):                 "expected a time from 1ms to 24h",
		workload("command = \"a {n}\"\ntarget = \"500ms\""):             "expected a speedup above zero",
		workload("command = \"a {n}\"\ndirectory = \"nowhere\""):        "there is no such folder",
		workload("command = \"a {n}\"\nurl = \"http://x\""):             "url is no key of a workload of kind \"command\"",
		workload("command = \"a {n}\"\nport = 80"):                      "unknown key \"port\"",
		workload("command = \"curl -u secret-of-mine-12345 {n}\""):      ":3:1: an API key",
	} {
		_, err := parsed(t, text)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
			continue
		}
		if strings.Contains(err.Error(), "secret-of-mine") {
			t.Errorf("%q: the key is in the error", text)
		}
		for _, r := range err.Error() {
			if r != '\n' && !unicode.IsPrint(r) {
				t.Errorf("%q: %q can't be printed", text, err.Error())
				break
			}
		}
	}
}

// Every problem of a file is named at once, each with its line.
func TestParseNamesAllProblems(t *testing.T) {
	_, err := parsed(t, "[workload.A]\nkind = \"command\"\n[workload.b]\ncommand = \"x\"\n[policy]\nrounds = 0\n")
	for _, want := range []string{"3 problems", ":1:11:", ":3:11:", ":6:10:"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// Relative folders are those of the file.
func TestMake(t *testing.T) {
	file, err := parsed(t, workload("command = \"make {n}\"\nworkers = 3\nlimit = \"1s\""))
	if err != nil {
		t.Fatal(err)
	}
	made, err := file.Make([]string{"tests"}, 0, process.Environment{}, false)
	if err != nil || len(made.Entries) != 1 || made.Own == nil || made.Children == nil {
		t.Fatalf("%+v, %v", made, err)
	}
	none, err := file.Make(nil, 0, process.Environment{}, false)
	if err != nil || len(none.Entries) != 0 || none.Own != nil || none.Children != nil {
		t.Errorf("%+v, %v", none, err)
	}
	shown := file.Shown(file.Own()[0])
	if want := (Shown{"in", file.Folder()}); shown[len(shown)-1] != want {
		t.Errorf("%v", shown)
	}
}
