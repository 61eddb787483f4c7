package latency

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"math"

	"ep-benchmark/engine/text"
	"ep-benchmark/workloads/simulator/endpoint"
	"ep-benchmark/workloads/simulator/rulefile"
)

// latencyFile is a file of latencies. An endpoint follows the first rule that names it.
type latencyFile struct {
	Rules   []latencyRule  `toml:"latency"`
	Default *latencySpread `toml:"default"` // of what no rule names; without it, no delay
	Errors  *latencySpread `toml:"errors"`  // of answers that are no success; without it, the endpoint's own
}

type latencyRule struct {
	Endpoint rulefile.Pattern `toml:"endpoint"`
	latencySpread
}

// latencySpread is a distribution as a file has it, in one of three forms.
type latencySpread struct {
	Fixed  *rulefile.Wait `toml:"fixed"`
	From   *rulefile.Wait `toml:"from"`
	To     *rulefile.Wait `toml:"to"`
	Median *rulefile.Wait `toml:"median"`
	P95    *rulefile.Wait `toml:"p95"`
	P99    *rulefile.Wait `toml:"p99"`
	Max    *rulefile.Wait `toml:"max"`
}

const expectedSpread = "one of: fixed, or from and to, or median with p95 or p99 (and a max)"

// Hint knows the other kind of file.
func (*latencyFile) Hint(key string) string {
	if key == "fault" {
		return "this is a file of faults"
	}
	return ""
}

// ReadProfile reads a latency profile from a TOML file. The error is a
// tomlfile.Error or says why the file can't be read.
func ReadProfile(path string) (Profile, error) {
	var rules latencyFile
	f, err := rulefile.Read(path, &rules)
	if err != nil {
		return Fixed, err
	}
	l, err := rules.resolve(f)
	if err != nil {
		return Fixed, err
	}
	// Runs are compared by this name, so it depends on the file's content and not on its path.
	l.name = fmt.Sprintf("file %.6x", sha256.Sum256(f.Text))
	return Profile{l}, nil
}

// resolve turns the rules into every endpoint's delays.
func (r *latencyFile) resolve(f *rulefile.File) (*latencies, error) {
	l := &latencies{uniform: true}
	usual, err := r.Default.optional(f, "default")
	if err != nil {
		return nil, err
	}
	for e := range endpoint.Count {
		l.answers[e] = usual
	}
	if err := r.resolveRules(f, l); err != nil {
		return nil, err
	}
	l.errors = l.answers
	if r.Errors != nil {
		failed, err := r.Errors.optional(f, "errors")
		if err != nil {
			return nil, err
		}
		for e := range endpoint.Count {
			l.errors[e] = failed
		}
	}
	for e := range endpoint.Count {
		l.uniform = l.uniform && l.answers[e].certain()
	}
	return l, nil
}

func (r *latencyFile) resolveRules(f *rulefile.File, l *latencies) error {
	var taken [endpoint.Count]bool
	for i, rule := range r.Rules {
		at := f.Positions.At("latency", i)
		delays, err := rule.spread()
		if err != nil {
			return f.Problem(at, "latency %d: %v", i+1, err)
		}
		matched, err := rulefile.Match(string(rule.Endpoint))
		if err != nil {
			return f.Problem(at, "latency %d: %v", i+1, err)
		}
		used := false
		for e := range endpoint.Count {
			if matched[e] && !taken[e] {
				l.answers[e], taken[e], used = delays, true, true
			}
		}
		if !used {
			return f.Problem(at, "latency %d: nothing is left of %s, since the first rule that matches wins: "+
				"expected it above the rules that take its endpoints", i+1, text.Quoted(string(rule.Endpoint), rulefile.LongestQuote))
		}
	}
	return nil
}

// optional is the distribution of a table that may be missing.
func (s *latencySpread) optional(f *rulefile.File, table string) (spread, error) {
	if s == nil {
		return spread{}, nil
	}
	resolved, err := s.spread()
	if err != nil {
		return spread{}, f.Problem(f.Positions.At(table), "%s: %v", table, err)
	}
	return resolved, nil
}

// spread checks which of the forms it is.
func (s *latencySpread) spread() (spread, error) {
	fixed, uniform := s.Fixed != nil, s.From != nil || s.To != nil
	normal := s.Median != nil || s.P95 != nil || s.P99 != nil || s.Max != nil
	switch {
	case fixed && !uniform && !normal:
		return spread{median: s.Fixed.Duration}, nil
	case uniform && !fixed && !normal:
		return s.uniform()
	case normal && !fixed && !uniform:
		return s.logNormal()
	}
	return spread{}, errors.New("expected " + expectedSpread)
}

func (s *latencySpread) uniform() (spread, error) {
	switch {
	case s.From == nil || s.To == nil:
		return spread{}, errors.New("expected both from and to")
	case s.To.Duration <= s.From.Duration:
		return spread{}, fmt.Errorf("from %v to %v: expected to be the longer", s.From, s.To)
	}
	return spread{median: s.From.Duration, width: s.To.Duration - s.From.Duration}, nil
}

// How many sigmas above the median the quantiles of a normal distribution are.
const (
	sigmas95 = 1.6448536269514722
	sigmas99 = 2.3263478740408408
)

func (s *latencySpread) logNormal() (spread, error) {
	high, sigmas := s.P95, sigmas95
	if high == nil {
		high, sigmas = s.P99, sigmas99
	}
	longest := rulefile.LongestWait
	if s.Max != nil {
		longest = s.Max.Duration
	}
	switch {
	case s.Median == nil || high == nil || s.P95 != nil && s.P99 != nil:
		return spread{}, errors.New("expected median with one of p95 and p99")
	case s.Median.Duration == 0 || high.Duration <= s.Median.Duration:
		return spread{}, fmt.Errorf("median %v and %v above it: expected a median above 0s, and p95 or p99 longer than it", s.Median, high)
	case longest <= s.Median.Duration:
		return spread{}, fmt.Errorf("max %v: expected it to be longer than the median, %v", longest, s.Median)
	}
	sigma := math.Log(float64(high.Duration)/float64(s.Median.Duration)) / sigmas
	return spread{median: s.Median.Duration, sigma: sigma, longest: longest}, nil
}
