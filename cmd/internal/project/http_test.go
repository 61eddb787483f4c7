package project

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine"
)

// request is a file with one workload of requests to this machine.
func request(lines string) string {
	return "[workload.quotes]\nkind = \"http\"\nurl = \"http://127.0.0.1:8000/rates\"\n" + lines + "\n"
}

func TestHTTPRejects(t *testing.T) {
	const elsewhere = "[workload.quotes]\nkind = \"http\"\nurl = \"http://rates.example/\"\n"
	for text, want := range map[string]string{
		"[workload.quotes]\nkind = \"http\"":                                        "url is missing",
		"[workload.quotes]\nkind = \"http\"\nurl = \"localhost:8000\"":              "url: that is no address",
		"[workload.quotes]\nkind = \"http\"\nurl = \"http://me:hidden@127.0.0.1/\"": "url: the address has a user in it",
		request("command = \"make {n}\""):                                           "command is no key of a workload of kind \"http\"",
		request("limit = \"1s\""):                                                   "limit is no key of a workload of kind \"http\"",
		request("method = \"A B\""):                                                 `method "A B": expected a method`,
		request("method = 3"):                                                       "expected a text in quotes",
		request("requests = 0"):                                                     `requests "0": expected 1 to`,
		request("body = \"\""):                                                      "expected a text in quotes that is not empty",
		request("body = \"x\"\nbody_file = \"y\""):                                  "body and body_file are both given",
		request("status = true"):                                                    "expected a status such as 200",
		request("status = \"ok\""):                                                  "status: ",
		request("expect_json = [\"a..b\"]"):                                         "expect_json: ",
		request("connections = \"none\""):                                           `connections "none": expected pooled or per-request`,
		request("protocol = \"h3\""):                                                `protocol "h3": expected h1 or h2`,
		request("insecure = true"):                                                  "insecure is for https://",
		request("rtt = \"fast\""):                                                   `rtt "fast": expected more than 0`,
		request("dispatch = \"chunks:9\"\nworkers = 8"):                             "dispatch chunks:9: there are 8 workers: expected a size up to that, or workers 9",
		request("timeout = \"0s\""):                                                 `timeout "0s": expected 1ms or more`,
		request("workers = 600"):                                                    "600 workers: expected 1 to 512",
		request("max_requests = 30000"):                                             `max_requests "30000": expected 1 to`,
		request("target = \"500ms\""):                                               "expected a speedup",
		request("rate = \"200/s\""):                                                 "ep-benchmark http URL --rate 200/s",
		request("arrivals = \"poisson\""):                                           "ep-benchmark http URL --rate 200/s",
		elsewhere + "workers = 64":                                                  "64 workers: a server that is not your own gets at most 32",
		elsewhere + "bearer_env = \"TOKEN\"":                                        "everybody on the way could read what is taken from the environment",
		request("headers = { Accept = \"secret-of-mine-12345\" }"):                  "an API key",
		"[workload.t]\nkind = \"command\"\ncommand = \"make {n}\"\nurl = \"http://127.0.0.1\"": "url is no key of a workload of kind \"command\"",
	} {
		_, err := parsed(t, text)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
		if err != nil && (strings.Contains(err.Error(), "hidden") || strings.Contains(err.Error(), "secret-of-mine")) {
			t.Errorf("%q: the error has the secret: %v", text, err)
		}
	}
}

// What would be sent is shown: where to, the headers, the variables and the files.
// Nothing is read for that.
func TestHTTPShown(t *testing.T) {
	file, err := parsed(t, request(`headers = { X-Shown = "yes" }
header_env = { X-Key = "MY_KEY" }
bearer_env = "MY_TOKEN"
body_file = "not-there.json"`))
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(file.Shown(file.Own()[0]))
	want := fmt.Sprintf("[{request POST http://127.0.0.1:8000/rates} {header X-Shown: yes} {header X-Key from the variable MY_KEY} {header Authorization from the variable MY_TOKEN} {body_file %s}]", filepath.Join(file.Folder(), "not-there.json"))
	if got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if uses := file.Reads(); len(uses) != 1 {
		t.Errorf("%v", uses)
	}
}

// made makes the workloads of a file.
func made(t *testing.T, text string, variables map[string]string, names ...string) (order.Made, *process.Keyring, error) {
	t.Helper()
	file, err := parsed(t, text)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(file.Folder(), "body.json"), []byte(`{"a":1}`), 0o600); err != nil {
		t.Fatal(err)
	}
	keys := &process.Keyring{}
	made, err := file.Make(names, 0, process.Environment{Keys: keys, Getenv: func(name string) string { return variables[name] }}, false)
	return made, keys, err
}

func TestHTTPMake(t *testing.T) {
	all, keys, err := made(t, request(`title = "Rates"
bearer_env = "MY_TOKEN"
body_file = "body.json"
requests = 7
rtt = "2ms"
timeout = "3s"
target = "3x"
dispatch = "chunks:8"`)+"[workload.work]\nkind = \"command\"\ncommand = \"make {n}\"\n",
		map[string]string{"MY_TOKEN": "a-long-token-of-mine"}, "quotes", "work")
	if err != nil {
		t.Fatal(err)
	}
	if len(all.Entries) != 2 || len(all.Guests) != 1 || len(all.Children) != 2 || all.Guests[0].Port() != 8000 || all.Guests[0].Counted() {
		t.Errorf("%+v", all)
	}
	if !keys.ShownIn("with a-long-token-of-mine in it") {
		t.Error("the value of the variable is not hidden")
	}
	workload, err := all.Entries[0].Build(order.Order{}.Environment)
	if err != nil {
		t.Fatal(err)
	}
	spec := workload.Spec()
	if spec.Name != "quotes" || spec.Title != "Rates" || !spec.Alone || spec.Workers != 16 || spec.Size != 7 || spec.MostPasses != 0 || spec.Limit.Seconds() != 3 || spec.Targets[0].Bound != 3 {
		t.Errorf("%+v", spec)
	}
	if s := fmt.Sprint(spec.Settings); !strings.Contains(s, "body:7 B") || !strings.Contains(s, "secret headers:Authorization") || !strings.Contains(s, "dispatch:chunks:8") || strings.Contains(s, "a-long") {
		t.Error(s)
	}
	for variable, want := range map[string]string{"": "bearer_env: the environment variable \"MY_TOKEN\" is not set", "short": "bearer_env: the value of MY_TOKEN has less than 8 characters, too few to be kept secret: expected a longer one, or headers"} {
		_, _, err := made(t, request(`bearer_env = "MY_TOKEN"`), map[string]string{"MY_TOKEN": variable}, "quotes")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", variable, err)
		}
	}
	if _, _, err := made(t, request(`body_file = "nowhere.json"`), nil, "quotes"); err == nil || !strings.Contains(err.Error(), "body_file ") {
		t.Errorf("%v", err)
	}
}

// Requests to a server elsewhere are few, and counted. Workloads that ask the same
// server share what it allows.
func TestHTTPElsewhere(t *testing.T) {
	const text = `[workload.a]
kind = "http"
url = "https://rates.example/a"
max_requests = 800
[workload.b]
kind = "http"
url = "https://RATES.example:443/b"
max_requests = 800
[workload.c]
kind = "http"
url = "https://other.example/"
`
	all, _, err := made(t, text, nil, "a", "b", "c")
	if err != nil {
		t.Fatal(err)
	}
	adaptive := &engine.Plan{Rounds: 60, Looks: engine.DeclaredLooks(), Workers: 16}
	for i, want := range []int{15, 15, 15} { // 1 + 10 requests of the first leg, 20 a round
		if err := all.Guests[i].Count(adaptive, order.Demand{Runs: 1}); err != nil {
			t.Errorf("%v", err)
		}
		workload, err := all.Entries[i].Build(order.Order{}.Environment)
		if err != nil {
			t.Fatal(err)
		}
		if spec := workload.Spec(); spec.Workers != 4 || spec.Size != 10 || spec.MostPasses != 1 || spec.MostRounds != want {
			t.Errorf("%+v", spec)
		}
	}
	for i, want := range []string{"400 are allowed", "400 are allowed", "500 are allowed"} {
		if notices := strings.Join(all.Guests[i].Notices(), "\n"); !strings.Contains(notices, want) {
			t.Errorf("%s, want %s", notices, want)
		}
	}
	fixed := &engine.Plan{Rounds: 30}
	if err := all.Guests[0].Count(fixed, order.Demand{Runs: 1}); err == nil || !strings.Contains(err.Error(), "a: 30 rounds at https://rates.example would make up to") || !strings.Contains(err.Error(), "or max_requests = ") {
		t.Errorf("%v", err)
	}
	o := order.Order{Guests: all.Guests}
	if err := o.OnlyHere("sweep"); err == nil || !strings.Contains(err.Error(), "of a to https://rates.example") {
		t.Errorf("%v", err)
	}
}
