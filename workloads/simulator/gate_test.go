package simulator

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine/tomlfile"
)

// written is a file with a text.
func written(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// faulty reads faults from a text.
func faulty(t testing.TB, text string, seed uint64) *Faults {
	t.Helper()
	faults, err := ReadFaults(written(t, "faults.toml", text), seed)
	if err != nil {
		t.Fatal(err)
	}
	return faults
}

// injected returns a letter for each of the given number of requests: the first letter of its fault, or a dot.
func injected(faults *Faults, e endpoint, requests int) string {
	var letters strings.Builder
	for range requests {
		if f := faults.next(e); f == nil {
			letters.WriteByte('.')
		} else {
			letters.WriteByte(f.kind.String()[0])
		}
	}
	return letters.String()
}

const someFaults = `
[[fault]]
endpoint = "POST /shipments"
every = 3
kind = "reset"

[[fault]]
endpoint = "POST /*"
every = 2
kind = "empty"

[[fault]]
endpoint = "*"
probability = 0.25
kind = "malformed"
`

// The first rule whose turn it is wins. A rule counts only requests that no earlier rule has taken.
func TestFirstFaultWins(t *testing.T) {
	faults := faulty(t, strings.Replace(someFaults, "0.25", "1", 1), 1)
	if got, want := injected(faults, createShipment, 12), "mermermermer"; got != want {
		t.Errorf("shipments: %s, want %s", got, want)
	}
	if got, want := injected(faults, createTracker, 4), "meme"; got != want {
		t.Errorf("trackers: %s, want %s", got, want)
	}
	if got, want := injected(faults, noEndpoint, 3), "mmm"; got != want {
		t.Errorf("no endpoint: %s, want %s", got, want)
	}
}

// The same seed and requests give the same faults, another seed others, and a file's seed comes before the caller's.
func TestFaultsAreSeeded(t *testing.T) {
	draw := func(text string, seed uint64) string { return injected(faulty(t, text, seed), getTracker, 400) }
	first := draw(someFaults, 7)
	if again := draw(someFaults, 7); again != first {
		t.Errorf("other faults for the same seed:\n%s\n%s", first, again)
	}
	if other := draw(someFaults, 8); other == first {
		t.Error("the same faults for another seed")
	}
	if own := draw("seed = 7\n"+someFaults, 8); own != first {
		t.Error("the file's seed is not used")
	}
	if count := strings.Count(first, "m"); count < 70 || count > 130 {
		t.Errorf("%d of 400 at a probability of 0.25", count)
	}
}

func TestWrongFaults(t *testing.T) {
	rule := func(rest string) string { return "[[fault]]\nendpoint = \"POST /shipments\"\n" + rest }
	for name, c := range map[string]struct{ text, want string }{
		"empty":              {"", "faults.toml: no fault in it: expected tables that begin with [[fault]]"},
		"syntax":             {"[[fault]\n", "faults.toml:1:8: not valid TOML: "},
		"unknown key":        {rule("every = 1\nkind = \"reset\"\nwhen = 3\n"), `faults.toml:5:1: unknown key "when" in [[fault]]: expected endpoint, probability, every, kind, status, retry_after, bytes_per_second, for`},
		"mistyped key":       {rule("evry = 1\n"), `faults.toml:3:1: unknown key "evry" in [[fault]]: did you mean every? Expected endpoint, probability, every, kind, status, retry_after, bytes_per_second, for`},
		"key of the top":     {"sede = 3\n", `faults.toml:1:1: unknown key "sede" at the top: did you mean seed? Expected seed, fault`},
		"file of latencies":  {"[default]\n[[latency]]\n", `faults.toml:1:2: unknown key "default" at the top: `},
		"latencies":          {"[[latency]]\n", `faults.toml:1:3: unknown key "latency" at the top: this is a file of latencies. Expected seed, fault`},
		"mistyped kind":      {rule("every = 1\nkind = \"resett\""), `faults.toml:4:8: fault.kind: expected one of status, reset, empty, cut, truncated, malformed, slow, stall; found "resett"; did you mean reset?`},
		"no table":           {"fault = 3", "faults.toml:1:9: fault: expected tables that begin with [[fault]]"},
		"seed":               {"seed = -1\n" + rule("every = 1\nkind = \"reset\""), "faults.toml:1:8: seed: expected a whole number, 0 or more; found -1"},
		"seed of text":       {"seed = \"x\"", "faults.toml:1:8: seed: expected a whole number"},
		"twice":              {rule("every = 1\nevery = 2"), "faults.toml:4:1: not valid TOML: key every is already defined"},
		"no endpoint":        {"[[fault]]\nevery = 1\nkind = \"reset\"", `faults.toml:1:3: fault 1: endpoint "" names nothing that is served`},
		"unknown endpoint":   {"\n\n[[fault]]\nendpoint = \"PUT /*\"", `faults.toml:3:3: fault 1: endpoint "PUT /*" names nothing that is served: expected an endpoint such as "POST /shipments/:id/buy", all of some such as "GET /*", or "*" for all. There are POST /addresses, `},
		"with the version":   {"[[fault]]\nendpoint = \"GET /v2/rates/:id\"", `did you mean "GET /rates/:id", without /v2?`},
		"health":             {"[[fault]]\nendpoint = \"GET /healthz\"", "names nothing that is served"},
		"bought":             {"[[fault]]\nendpoint = \"POST /shipments (bought)\"", `before a body is read, so expected "POST /shipments"`},
		"no turn":            {rule("kind = \"reset\""), "faults.toml:1:3: fault 1: expected one of probability and every"},
		"two turns":          {rule("every = 2\nprobability = 0.5\nkind = \"reset\""), "expected one of probability and every"},
		"every 0":            {rule("every = 0"), "fault.every: expected a whole number, 1 or more; found 0"},
		"every half":         {rule("every = 0.5"), "faults.toml:3:9: fault.every: expected a whole number"},
		"too probable":       {rule("probability = 1.1"), "fault.probability: expected a number above 0 and up to 1; found 1.1"},
		"never":              {rule("probability = 0"), "fault.probability: expected a number above 0 and up to 1; found 0"},
		"not a number":       {rule("probability = nan"), "faults.toml:3:15: fault.probability: expected a number above 0 and up to 1; found NaN"},
		"no kind":            {rule("every = 1"), `kind is missing: expected one of status, reset, empty, cut, `},
		"unknown kind":       {rule("every = 1\nkind = \"explode\""), `fault.kind: expected one of status, reset, empty, cut, truncated, malformed, slow, stall; found "explode"`},
		"no status":          {rule("every = 1\nkind = \"status\""), "status is missing: expected the status of an error"},
		"a success":          {rule("every = 1\nkind = \"status\"\nstatus = 200"), "fault.status: expected the status of an error, such as 429 or 500; found 200"},
		"no such status":     {rule("every = 1\nkind = \"status\"\nstatus = 599"), "fault.status: expected the status of an error, such as 429 or 500; found 599"},
		"status of a reset":  {rule("every = 1\nkind = \"reset\"\nstatus = 500"), `status and retry_after belong to kind "status"`},
		"no rate":            {rule("every = 1\nkind = \"slow\""), "fault 1: bytes_per_second is missing: expected a whole number from 1"},
		"no bytes":           {rule("every = 1\nkind = \"slow\"\nbytes_per_second = 0"), "bytes_per_second: expected"},
		"rate of a stall":    {rule("every = 1\nkind = \"stall\"\nfor = \"1s\"\nbytes_per_second = 1"), `bytes_per_second belongs to kind "slow"`},
		"no time":            {rule("every = 1\nkind = \"stall\""), "for: expected a time in quotes"},
		"no time at all":     {rule("every = 1\nkind = \"stall\"\nfor = \"0s\""), "for: expected a time in quotes"},
		"a bare time":        {rule("every = 1\nkind = \"stall\"\nfor = 5"), `faults.toml:5:7: fault.for: expected a time in quotes`},
		"time of an empty":   {rule("every = 1\nkind = \"empty\"\nfor = \"1s\""), `for belongs to kind "stall"`},
		"an eternity":        {rule("every = 1\nkind = \"stall\"\nfor = \"1h\""), "fault.for: expected a time in quotes from \"0s\" to \"10m\""},
		"the second of them": {rule("every = 1\nkind = \"reset\"\n") + rule("every = 0"), "faults.toml:7:9: fault.every: expected a whole number, 1 or more; found 0"},
	} {
		_, err := ReadFaults(written(t, "faults.toml", c.text), 1)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v\nwant %s", name, err, c.want)
		}
	}
}

func TestRuleFilesThatCannotBeRead(t *testing.T) {
	if _, err := ReadFaults(t.TempDir(), 1); err == nil {
		t.Error("a folder was read")
	}
	if _, err := ReadProfile(filepath.Join(t.TempDir(), "none.toml")); !os.IsNotExist(err) {
		t.Errorf("a file that is not there: %v", err)
	}
	huge := strings.Repeat("#", tomlfile.MaxBytes+1)
	if _, err := ReadProfile(written(t, "huge.toml", huge)); err == nil || !strings.Contains(err.Error(), "larger than 1 MiB") {
		t.Errorf("a huge file: %v", err)
	}
}

// Every status that may be asked for has a body of EasyPost's form with a code.
func TestErrorsOfStatuses(t *testing.T) {
	for status := 400; status < 600; status++ {
		if http.StatusText(status) == "" {
			continue
		}
		e := errorOfStatus(status)
		if e.status != status || e.code == "" || e.code != strings.ToUpper(e.code) || strings.ContainsAny(e.code, " '-") {
			t.Errorf("%d: %s", status, e.append(nil))
		}
	}
	for status, want := range map[int]string{429: "RATE_LIMITED", 500: "INTERNAL_SERVER_ERROR", 418: "IM_A_TEAPOT"} {
		if got := errorOfStatus(status).code; got != want {
			t.Errorf("%d: %s, want %s", status, got, want)
		}
	}
}

func TestPatterns(t *testing.T) {
	for pattern, want := range map[string]string{
		"POST /shipments/:id/buy":  "POST /shipments/:id/buy",
		"POST /shipments":          "POST /shipments, POST /shipments (bought)",
		"POST /shipments (bought)": "POST /shipments (bought)",
		"GET /shipments*":          "GET /shipments/:id, GET /shipments",
		"* /rates*":                "GET /rates/:id",
		"*/:id/buy":                "POST /shipments/:id/buy, POST /batches/:id/buy",
		"DELETE *":                 "DELETE /trackers/:id",
	} {
		matched, err := matching(pattern)
		var names []string
		for e := range endpoints {
			if matched[e] {
				names = append(names, e.String())
			}
		}
		if got := strings.Join(names, ", "); err != nil || got != want {
			t.Errorf("%s: %s, %v, want %s", pattern, got, err, want)
		}
	}
	all, _ := matching("*")
	if !all[noEndpoint] || all[health] || all[metrics] {
		t.Error("* is everything but what asks after the simulator itself")
	}
}

func TestGlob(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"", "", true},
		{"", "a", false},
		{"*", "", true},
		{"a*", "abc", true},
		{"*c", "abc", true},
		{"a*c", "abc", true},
		{"a*c", "ac", true},
		{"a*b*c", "axxbyyc", true},
		{"a*b*c", "acb", false},
		{"ab*ba", "aba", false},
		{"**", "x", true},
		{"b*", "abc", false},
	} {
		if got := glob(c.pattern, c.text); got != c.want {
			t.Errorf("%q of %q: %v", c.pattern, c.text, got)
		}
	}
}

// tally counts the answers to requests one after another, by status.
func tally(t *testing.T, client *http.Client, method, path, body string, requests int) string {
	t.Helper()
	byStatus := map[int]int{}
	for range requests {
		answer, err := client.Do(request(t, t.Context(), method, path, body))
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, answer.Body)
		_ = answer.Body.Close()
		byStatus[answer.StatusCode]++
		if answer.Header.Get("Retry-After") != "" {
			t.Error("the limit sends Retry-After, which was never recorded")
		}
	}
	return fmt.Sprint(byStatus)
}

// A bucket holds a second's requests, and only the passing of time fills it again.
func TestLimits(t *testing.T) {
	for text, want := range map[string]struct{ lists, others string }{
		"off":        {"map[200:12]", "map[404:12]"},
		"documented": {"map[200:5 429:7]", "map[404:12]"},
		"8":          {"map[200:8 429:4]", "map[429:12]"}, // all from one bucket
	} {
		limit, err := ParseLimit(text)
		if err != nil {
			t.Fatal(err)
		}
		inBubble(t, Options{Latency: None, Limit: limit}, func(t *testing.T, client *http.Client, _ context.CancelFunc) {
			if got := tally(t, client, "GET", "/v2/trackers", "", 12); got != want.lists {
				t.Errorf("%s: lists %s, want %s", text, got, want.lists)
			}
			if got := tally(t, client, "GET", "/v2/rates/rate_1", "", 12); got != want.others {
				t.Errorf("%s: others %s, want %s", text, got, want.others)
			}
			if got := tally(t, client, "GET", "/healthz", "", 12); got != "map[200:12]" {
				t.Errorf("%s: health %s", text, got)
			}
			time.Sleep(400 * time.Millisecond) // of the bubble: two of five, and three of eight
			if got, want := tally(t, client, "GET", "/v2/addresses", "", 12), map[string]string{
				"off": "map[200:12]", "documented": "map[200:2 429:10]", "8": "map[200:3 429:9]",
			}[text]; got != want {
				t.Errorf("%s: later %s, want %s", text, got, want)
			}
		})
	}
}

func TestLimitNames(t *testing.T) {
	for _, text := range []string{"", "on", "0", "-1", "1.5", "1000001"} {
		if _, err := ParseLimit(text); err == nil || !strings.Contains(err.Error(), "off, documented or a number") {
			t.Errorf("%q: %v", text, err)
		}
	}
}
