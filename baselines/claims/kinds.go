package claims

import (
	"maps"
	"slices"
	"strings"

	"ep-benchmark/engine/text"
)

// A source is a way to measure a claim, by the key of a ledger that chooses it.
type source struct {
	key      string
	given    func(*Test) bool
	settings []string // flags of the command that measures
	metrics  []Metric
	// pairs says that variants are compared, and what they look like.
	pairs string
	over  bool // whether a condition can be varied
}

// Flags that say how the built-in workloads, a command and a server are measured. None
// of them writes a file or names another server than the ledger's.
var (
	workloadSettings = []string{"workers", "shipments", "packages", "records", "chunks", "iterations", "dispatch", "connections", "rtt", "latency"}
	commandSettings  = []string{"setup", "prepare", "conclude", "cleanup", "expect", "directory", "shell", "ignore-failure", "limit"}
	urlSettings      = []string{"workers", "method", "body", "status", "expect-json", "connections", "protocol", "rtt", "requests"}
)

var sources = []source{
	{
		key: "command", given: func(t *Test) bool { return t.Command != "" }, settings: commandSettings,
		metrics: []Metric{Speedup, Change, Duration, Memory}, pairs: `{ reference = "n=1", candidate = "n=16" }, two values of a variable such as "env:GOMAXPROCS=1", or two commands`,
	},
	{
		key: "url", given: func(t *Test) bool { return t.URL != "" }, settings: urlSettings,
		metrics: []Metric{Speedup, Change, Throughput, Latency, P99},
	},
	{
		key: "workload", given: func(t *Test) bool { return t.Workload != "" }, settings: workloadSettings, over: true,
		metrics: []Metric{Speedup, Change, Throughput, Duration, Latency, P99, Share, Count}, pairs: `{ reference = "workers=10", candidate = "workers=40" }`,
	},
	{
		key: "pages", given: func(t *Test) bool { return len(t.Pages) > 0 },
		metrics: []Metric{Change, Speedup, Size, SizeChange, Duration},
	},
	{key: "experiment", given: func(t *Test) bool { return t.Experiment != "" }, metrics: Metrics(), over: true},
}

// checkTest finds what is wrong with how a claim is measured.
func (c *checker) checkTest(claim *Claim) {
	t := &claim.Test
	var chosen []source
	for _, s := range sources {
		if s.given(t) {
			chosen = append(chosen, s)
		}
	}
	switch {
	case len(chosen) > 1:
		c.refuse(chosen[1].key, "%s and %s both say what is measured: expected one of them", chosen[0].key, chosen[1].key)
	case len(chosen) == 0 && t.Reference+t.Candidate != "":
		c.pairOfCommands(t)
	case len(chosen) == 0 && claim.Stated == Stated{} && t.Unmeasured == "":
		c.refuse("", "nothing says how %s is measured: expected command, url, workload or pages, or conditions for arithmetic alone", orThis(claim.ID))
	case len(chosen) == 1:
		c.checkSource(claim, &chosen[0])
	}
}

func orThis(id string) string {
	if id == "" {
		return "this claim"
	}
	return id
}

// pairOfCommands checks variants that are commands themselves.
func (c *checker) pairOfCommands(t *Test) {
	if strings.TrimSpace(t.Reference) == "" || strings.TrimSpace(t.Candidate) == "" {
		c.refuse("variants", `a command is missing: expected variants = { reference = "COMMAND", candidate = "COMMAND" }`)
		return
	}
	if namesSetting(t.Reference) || namesSetting(t.Candidate) {
		c.refuse("variants", `a command is missing, which variants are of: expected a line such as command = "make -j {n}"`)
		return
	}
	c.checkSettings(t, &sources[0])
}

// namesSetting tells whether a variant looks like "name=value" and not like a command.
func namesSetting(variant string) bool {
	name, _, found := strings.Cut(variant, "=")
	return found && !strings.ContainsAny(strings.TrimSpace(name), " /")
}

func (c *checker) checkSource(claim *Claim, s *source) {
	t := &claim.Test
	if claim.Metric != "" && !slices.Contains(s.metrics, claim.Metric) {
		var names []string
		for _, m := range s.metrics {
			names = append(names, string(m))
		}
		c.refuse("metric", "the metric %s can't be measured of a claim with %s: expected one of %s", claim.Metric, s.key, strings.Join(names, ", "))
	}
	if s.key == "pages" && len(t.Pages) != 2 {
		c.refuse("pages", "expected two folders, before and after; found %d", len(t.Pages))
	}
	if t.Over != "" && !s.over {
		c.refuse("over", "over does nothing with %s: expected it with workload", s.key)
	} else if t.Over != "" {
		c.checkOver(t)
	}
	c.checkPair(claim, s)
	if s.key != "experiment" {
		c.checkSettings(t, s)
	}
}

// checkOver checks a condition with several values.
func (c *checker) checkOver(t *Test) {
	name, values, found := strings.Cut(t.Over, "=")
	if !found || name == "" || len(strings.Split(values, ",")) < 2 {
		c.refuse("over", `over %q: expected a condition with two or more values, such as "rtt=0ms,5ms,20ms"`, t.Over)
	}
	if t.Reference == "" {
		c.refuse("over", "over needs variants, which are compared at each of its values")
	}
}

// checkPair checks what is compared.
func (c *checker) checkPair(claim *Claim, s *source) {
	t := &claim.Test
	switch {
	case t.Reference == "" && t.Candidate == "":
	case t.Reference == "" || t.Candidate == "":
		c.refuse("variants", "expected both a reference and a candidate")
	case s.pairs == "" && s.key != "experiment":
		c.refuse("variants", "variants do nothing with %s", s.key)
	case s.pairs != "" && !c.samePair(t):
		c.refuse("variants", "expected two values of one setting, as in %s", s.pairs)
	case claim.Metric == Count:
		c.refuse("variants", "variants do nothing with the metric count, which is the number of workers that is best")
	}
	if s.key == "command" && t.Candidate == "" && !strings.Contains(t.Command, "{n}") && (claim.Metric == Speedup || claim.Metric == Change) {
		c.refuse("command", `nothing is compared: expected {n} in the command, in which the number of workers stands, or variants`)
	}
	if s.key == "command" && strings.HasPrefix(t.Candidate, "n=") && !strings.Contains(t.Command, "{n}") {
		c.refuse("command", "the command has no {n}, in which the numbers of workers would stand")
	}
}

// samePair tells whether the variants are two values of the same setting.
func (c *checker) samePair(t *Test) bool {
	a, x, one := strings.Cut(t.Reference, "=")
	b, y, other := strings.Cut(t.Candidate, "=")
	return one && other && a == b && a != "" && x != "" && y != "" && x != y
}

func (c *checker) checkSettings(t *Test, s *source) {
	for _, name := range slices.Sorted(maps.Keys(t.Settings)) {
		if !slices.Contains(s.settings, name) {
			if len(s.settings) == 0 {
				c.refuse("settings", "settings do nothing with %s", s.key)
				return
			}
			c.refuse("settings", "settings: unknown %s: %s", text.Quoted(name, longestID), text.Expected(name, s.settings))
		}
	}
}
