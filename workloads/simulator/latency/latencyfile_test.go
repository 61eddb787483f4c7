package latency

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"ep-benchmark/workloads/simulator/endpoint"
	"ep-benchmark/workloads/simulator/internal/simulatortest"
	"ep-benchmark/workloads/simulator/rulefile"
	"ep-benchmark/workloads/simulator/splitmix"
)

const someLatencies = `
[[latency]]
endpoint = "POST /shipments (bought)"
median = "200ms"
p99 = "400ms"
max = "450ms"

[[latency]]
endpoint = "POST /shipments"
median = "100ms"
p95 = "150ms"

[[latency]]
endpoint = "GET /*"
from = "20ms"
to = "40ms"

[[latency]]
endpoint = "POST /parcels"
fixed = "7ms"

[default]
fixed = "30ms"

[errors]
fixed = "5ms"
`

func profileOf(t testing.TB, text string) Profile {
	t.Helper()
	p, err := ReadProfile(simulatortest.File(t, "slow answers.toml", text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// drawn are sorted delays of a profile.
func drawn(p Profile, e endpoint.Endpoint, failed bool) []time.Duration {
	delays := make([]time.Duration, 40_000)
	for i := range delays {
		delays[i] = p.Delay(e, failed, splitmix.Mix(3)^uint64(i))
	}
	slices.Sort(delays)
	return delays
}

// Each endpoint has the delays of the first rule that names it, and their quantiles are those of the rule.
func TestLatenciesOfAFile(t *testing.T) {
	p := profileOf(t, someLatencies)
	for _, c := range []struct {
		e                endpoint.Endpoint
		failed           bool
		q                float64
		quantile, median time.Duration
		least, longest   time.Duration
	}{
		{endpoint.CreateShipment, false, 0.95, 150 * time.Millisecond, 100 * time.Millisecond, time.Microsecond, rulefile.LongestWait},
		{endpoint.BuyInOneCall, false, 0.99, 400 * time.Millisecond, 200 * time.Millisecond, time.Microsecond, 450 * time.Millisecond},
		{endpoint.ListTrackers, false, 0.25, 25 * time.Millisecond, 30 * time.Millisecond, 20 * time.Millisecond, 40 * time.Millisecond},
		{endpoint.CreateParcel, false, 0.99, 7 * time.Millisecond, 7 * time.Millisecond, 7 * time.Millisecond, 7 * time.Millisecond},
		{endpoint.CreateTracker, false, 0.99, 30 * time.Millisecond, 30 * time.Millisecond, 30 * time.Millisecond, 30 * time.Millisecond},
		{endpoint.CreateShipment, true, 0.99, 5 * time.Millisecond, 5 * time.Millisecond, 5 * time.Millisecond, 5 * time.Millisecond},
		{endpoint.None, true, 0.99, 5 * time.Millisecond, 5 * time.Millisecond, 5 * time.Millisecond, 5 * time.Millisecond},
	} {
		all := drawn(p, c.e, c.failed)
		near(t, c.e.String()+", median", all[len(all)/2], c.median)
		near(t, c.e.String()+", quantile", all[int(c.q*float64(len(all)))], c.quantile)
		if all[0] < c.least || all[len(all)-1] > c.longest {
			t.Errorf("%v: %v to %v, want %v to %v", c.e, all[0], all[len(all)-1], c.least, c.longest)
		}
	}
}

// near allows the error of two per cent that forty thousand draws may have.
func near(t *testing.T, what string, got, want time.Duration) {
	t.Helper()
	if math.Abs(float64(got-want)) > 0.02*float64(want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// Without [errors] an error is as late as the endpoint's answers. Without [default] an endpoint that no rule names has
// no delay.
func TestLatenciesThatAreLeftOut(t *testing.T) {
	p := profileOf(t, "[[latency]]\nendpoint = \"GET /rates/:id\"\nfixed = \"1s\"\n")
	if d := p.Delay(endpoint.GetRate, true, 1); d != time.Second {
		t.Errorf("an error takes %v", d)
	}
	if d := p.Delay(endpoint.CreateParcel, false, 1); d != 0 {
		t.Errorf("what no rule names takes %v", d)
	}
	if d := profileOf(t, "").Delay(endpoint.CreateParcel, false, 1); d != 0 {
		t.Errorf("with an empty file, an answer takes %v", d)
	}
}

// The name of a file's profile differs between two files, and Uniform tells whether all delays of an endpoint are
// equal.
func TestProfilesOfFilesHaveNames(t *testing.T) {
	p := profileOf(t, someLatencies)
	if got := p.String(); !regexp.MustCompile(`^file [0-9a-f]{12}$`).MatchString(got) {
		t.Errorf("name %q", got)
	}
	if other := profileOf(t, someLatencies+"\n"); other.String() == p.String() {
		t.Error("another text has the same name")
	}
	if again := profileOf(t, someLatencies); again.String() != p.String() {
		t.Error("the same text has another name")
	}
	for text, want := range map[string]bool{
		someLatencies: false, "": true, "[default]\nfixed = \"1s\"": true, "[default]\nfrom = \"1s\"\nto = \"2s\"": false,
		"[[latency]]\nendpoint = \"*\"\nfixed = \"1s\"\n[errors]\nmedian = \"1s\"\np95 = \"2s\"": true, // errors are no answers
	} {
		if got := profileOf(t, text).Uniform(); got != want {
			t.Errorf("%s: uniform %v", text, got)
		}
	}
	if !Fixed.Uniform() || !None.Uniform() || Recorded.Uniform() {
		t.Error("the named profiles")
	}
}

func TestWrongLatencies(t *testing.T) {
	rule := func(rest string) string { return "[[latency]]\nendpoint = \"*\"\n" + rest }
	for name, c := range map[string]struct{ text, want string }{
		"syntax":            {"[[latency]\n", "slow.toml:1:10: not valid TOML: "},
		"unknown key":       {rule("fixed = \"1s\"\nsigma = 3\n"), `slow.toml:4:1: unknown key "sigma" in [[latency]]: expected endpoint, fixed, from, to, median, p95, p99, max`},
		"unknown table":     {"[defaults]\nfixed = \"1s\"", `slow.toml:1:2: unknown key "defaults" at the top: did you mean default? Expected latency, default, errors`},
		"key of default":    {"[default]\nfixd = \"1s\"", `slow.toml:2:1: unknown key "fixd" in [default]: did you mean fixed? Expected fixed, from, to, median, p95, p99, max`},
		"faults":            {"[[fault]]\n", `slow.toml:1:3: unknown key "fault" at the top: this is a file of faults. Expected latency, default, errors`},
		"mistyped endpoint": {"[[latency]]\nendpoint = \"GET /shipment\"\nfixed = \"1s\"", `did you mean "GET /shipments"? Expected an endpoint such as`},
		"no table":          {"default = \"1s\"", "slow.toml:1:11: default: expected a table, [default] on a line of its own"},
		"nothing":           {rule(""), "slow.toml:1:3: latency 1: expected one of: fixed, or from and to, or median"},
		"two forms":         {rule("fixed = \"1s\"\nmedian = \"1s\""), "expected one of: fixed"},
		"from alone":        {rule("from = \"1s\""), "expected both from and to"},
		"backwards":         {rule("from = \"2s\"\nto = \"1s\""), "from 2s to 1s: expected to be the longer"},
		"median alone":      {rule("median = \"2s\""), "expected median with one of p95 and p99"},
		"max alone":         {rule("max = \"2s\""), "expected median with one of p95 and p99"},
		"both quantiles":    {rule("median = \"1s\"\np95 = \"2s\"\np99 = \"3s\""), "expected median with one of p95 and p99"},
		"quantile below":    {rule("median = \"2s\"\np95 = \"1s\""), "expected a median above 0s, and p95 or p99 longer than it"},
		"no median":         {rule("median = \"0s\"\np95 = \"1s\""), "expected a median above 0s"},
		"max below":         {rule("median = \"1s\"\np95 = \"2s\"\nmax = \"1s\""), "max 1s: expected it to be longer than the median, 1s"},
		"negative":          {rule("fixed = \"-1s\""), "slow.toml:3:9: latency.fixed: expected a time in quotes from \"0s\" to \"10m\""},
		"too long":          {rule("fixed = \"11m\""), "slow.toml:3:9: latency.fixed: expected a time"},
		"no unit":           {rule("fixed = \"100\""), "slow.toml:3:9: latency.fixed: expected a time"},
		"a list":            {rule("fixed = [1]"), "slow.toml:3:9: latency.fixed: expected a time"},
		"endpoint":          {"[[latency]]\nendpoint = 3", "slow.toml:2:12: latency.endpoint: expected an endpoint such as"},
		"unknown endpoint":  {"[[latency]]\nendpoint = \"GET /orders\"\nfixed = \"1s\"", `slow.toml:1:3: latency 1: endpoint "GET /orders" names nothing that is served`},
		"hidden":            {rule("fixed = \"1s\"\n") + rule("fixed = \"2s\""), `slow.toml:4:3: latency 2: nothing is left of "*"`},
		"default":           {"[default]\n", "slow.toml:1:2: default: expected one of: fixed"},
		"errors":            {"\n[errors]\nto = \"1s\"", "slow.toml:2:2: errors: expected both from and to"},
	} {
		_, err := ReadProfile(simulatortest.File(t, "slow.toml", c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v\nwant %s", name, err, c.want)
		}
	}
}
