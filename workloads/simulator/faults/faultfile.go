package faults

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"ep-benchmark/engine/text"
	"ep-benchmark/workloads/simulator/endpoint"
	"ep-benchmark/workloads/simulator/rulefile"
	"ep-benchmark/workloads/simulator/splitmix"
	"ep-benchmark/workloads/simulator/wire"
)

// faultFile is a file of faults.
type faultFile struct {
	Seed  *int64      `toml:"seed"`
	Rules []faultRule `toml:"fault"`
}

type faultRule struct {
	Endpoint    string         `toml:"endpoint"`
	Probability *float64       `toml:"probability"`
	Every       *int64         `toml:"every"`
	Kind        string         `toml:"kind"`
	Status      *int64         `toml:"status"`
	RetryAfter  *rulefile.Wait `toml:"retry_after"`
	Rate        *int64         `toml:"bytes_per_second"`
	For         *rulefile.Wait `toml:"for"`
}

const (
	fastestRate    = 1 << 30 // bytes per second
	expectedStatus = "the status of an error, such as 429 or 500"
)

var expectedOfFaults = map[string]string{
	"fault": "rules that begin with [[fault]]", "seed": "a whole number, 0 or more", "endpoint": rulefile.ExpectedEndpoint,
	"probability": "a number above 0 and up to 1", "every": "a whole number, 1 or more", "kind": "one of " + strings.Join(kindNames(), ", ") + ", in quotes",
	"status": expectedStatus, "retry_after": rulefile.ExpectedWait,
	"bytes_per_second": fmt.Sprintf("a whole number from 1 to %d", fastestRate), "for": rulefile.ExpectedWait,
}

func kindNames() []string {
	var names []string
	for k := range Kinds {
		names = append(names, k.String())
	}
	return names
}

// Read reads a list of faults from a TOML file. The seed is used where the
// file has none. The error is a RuleError or says why the file can't be read.
func Read(path string, seed uint64) (*Rules, error) {
	f, err := rulefile.ReadRuleFile(path)
	if err != nil {
		return nil, err
	}
	var file faultFile
	if err := f.Decode(&file, expectedOfFaults); err != nil {
		return nil, err
	}
	switch {
	case len(file.Rules) == 0:
		return nil, f.Problem(text.Place{}, "no fault in it: expected %s", expectedOfFaults["fault"])
	case file.Seed != nil && *file.Seed < 0:
		return nil, f.Problem(text.Place{}, "seed %d: expected %s", *file.Seed, expectedOfFaults["seed"])
	case file.Seed != nil:
		seed = uint64(*file.Seed)
	}
	faults := &Rules{}
	for i := range file.Rules {
		made, matched, err := file.Rules[i].resolve()
		if err != nil {
			return nil, f.Problem(f.Place("fault", i), "fault %d: %s", i+1, strings.Join(text.Lines(err), "; "))
		}
		made.draws = splitmix.Mix(seed ^ splitmix.Mix(uint64(i)))
		faults.add(made, matched)
	}
	return faults, nil
}

// resolve checks a rule.
func (r *faultRule) resolve() (*Fault, [endpoint.Count]bool, error) {
	matched, err := rulefile.Match(r.Endpoint)
	if err != nil {
		return nil, matched, err
	}
	if onlyBought(matched) {
		return nil, matched, fmt.Errorf("endpoint %s: faults are decided before a body is read, so expected %s",
			text.Quoted(r.Endpoint, rulefile.LongestQuote), wire.Quote(endpoint.CreateShipment.String()))
	}
	made := &Fault{}
	if err := r.resolveTurn(made); err != nil {
		return nil, matched, err
	}
	return made, matched, r.resolveKind(made)
}

// onlyBought tells whether only BuyInOneCall is matched, which is known only after the body was read.
func onlyBought(matched [endpoint.Count]bool) bool {
	matched[endpoint.BuyInOneCall] = false
	return matched == [endpoint.Count]bool{}
}

// resolveTurn checks when it is the rule's turn.
func (r *faultRule) resolveTurn(made *Fault) error {
	switch {
	case (r.Probability == nil) == (r.Every == nil):
		return errors.New("expected one of probability and every")
	case r.Every != nil && *r.Every < 1:
		return fmt.Errorf("every %d: expected %s", *r.Every, expectedOfFaults["every"])
	case r.Every != nil:
		made.every = uint64(*r.Every)
	case !(*r.Probability > 0 && *r.Probability <= 1): // so that it is true for NaN
		return fmt.Errorf("probability %v: expected %s", *r.Probability, expectedOfFaults["probability"])
	default:
		made.probability = *r.Probability
	}
	return nil
}

// resolveKind checks the kind of a fault, and refuses keys that this kind does not use.
func (r *faultRule) resolveKind(made *Fault) error {
	for made.Kind = range Kinds {
		if made.Kind.String() == r.Kind {
			return errors.Join(r.resolveStatus(made), r.resolveRate(made), r.resolveFor(made))
		}
	}
	return fmt.Errorf("kind %s: %s", text.Quoted(r.Kind, rulefile.LongestQuote), text.Expected(r.Kind, kindNames()))
}

func (r *faultRule) resolveStatus(made *Fault) error {
	switch {
	case made.Kind != Status && (r.Status != nil || r.RetryAfter != nil):
		return fmt.Errorf("status and retry_after belong to kind %s", wire.Quote(Status.String()))
	case made.Kind != Status:
		return nil
	case r.Status == nil:
		return errors.New("status is missing: expected " + expectedStatus)
	case *r.Status < 400 || *r.Status > 599 || http.StatusText(int(*r.Status)) == "":
		return fmt.Errorf("status %d: expected %s", *r.Status, expectedStatus)
	}
	made.Refusal = errorOfStatus(int(*r.Status))
	if r.RetryAfter != nil {
		seconds := (r.RetryAfter.Duration + time.Second - 1) / time.Second // in whole seconds, as the header has it
		made.RetryAfter = []string{fmt.Sprint(int64(seconds))}
	}
	return nil
}

func (r *faultRule) resolveRate(made *Fault) error {
	switch {
	case made.Kind != Slow && r.Rate != nil:
		return fmt.Errorf("bytes_per_second belongs to kind %s", wire.Quote(Slow.String()))
	case made.Kind != Slow:
		return nil
	case r.Rate == nil || *r.Rate < 1 || *r.Rate > fastestRate:
		return errors.New("bytes_per_second: expected " + expectedOfFaults["bytes_per_second"])
	}
	made.Rate = *r.Rate
	return nil
}

func (r *faultRule) resolveFor(made *Fault) error {
	switch {
	case made.Kind != Stall && r.For != nil:
		return fmt.Errorf("for belongs to kind %s", wire.Quote(Stall.String()))
	case made.Kind != Stall:
		return nil
	case r.For == nil || r.For.Duration == 0:
		return errors.New("for: expected " + rulefile.ExpectedWait + ", and not 0s")
	}
	made.Stall = r.For.Duration
	return nil
}
