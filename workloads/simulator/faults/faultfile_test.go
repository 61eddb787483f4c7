package faults

import (
	"strings"
	"testing"

	"ep-benchmark/workloads/simulator/endpoint"
	"ep-benchmark/workloads/simulator/internal/simulatortest"
)

// parsed reads faults from a text.
func parsed(t testing.TB, text string, seed uint64) *Rules {
	t.Helper()
	faults, err := Read(simulatortest.File(t, "faults.toml", text), seed)
	if err != nil {
		t.Fatal(err)
	}
	return faults
}

// injected returns a letter for each of the given number of requests: the first letter of its fault, or a dot.
func injected(faults *Rules, e endpoint.Endpoint, requests int) string {
	var letters strings.Builder
	for range requests {
		if f := faults.Next(e); f == nil {
			letters.WriteByte('.')
		} else {
			letters.WriteByte(f.Kind.String()[0])
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
	faults := parsed(t, strings.Replace(someFaults, "0.25", "1", 1), 1)
	if got, want := injected(faults, endpoint.CreateShipment, 12), "mermermermer"; got != want {
		t.Errorf("shipments: %s, want %s", got, want)
	}
	if got, want := injected(faults, endpoint.CreateTracker, 4), "meme"; got != want {
		t.Errorf("trackers: %s, want %s", got, want)
	}
	if got, want := injected(faults, endpoint.None, 3), "mmm"; got != want {
		t.Errorf("no endpoint: %s, want %s", got, want)
	}
}

// The same seed and requests give the same faults, another seed others, and a file's seed comes before the caller's.
func TestFaultsAreSeeded(t *testing.T) {
	draw := func(text string, seed uint64) string {
		return injected(parsed(t, text, seed), endpoint.GetTracker, 400)
	}
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
		_, err := Read(simulatortest.File(t, "faults.toml", c.text), 1)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v\nwant %s", name, err, c.want)
		}
	}
}
