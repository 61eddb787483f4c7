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
	Seed  *uint64     `toml:"seed"`
	Rules []faultRule `toml:"fault"`
}

// Hint knows the other kind of file.
func (*faultFile) Hint(key string) string {
	if key == "latency" {
		return "this is a file of latencies"
	}
	return ""
}

type faultRule struct {
	Endpoint    rulefile.Pattern `toml:"endpoint"`
	Probability *share           `toml:"probability"`
	Every       *turn            `toml:"every"`
	Kind        kindName         `toml:"kind"`
	Status      *errorCode       `toml:"status"`
	RetryAfter  *rulefile.Wait   `toml:"retry_after"`
	Rate        *byteRate        `toml:"bytes_per_second"`
	For         *rulefile.Wait   `toml:"for"`
}

// share is how probable a fault is.
type share float64

func (s share) Valid() bool { return s > 0 && s <= 1 } // false for NaN

func (share) Expected() string { return "a number above 0 and up to 1" }

// turn is which requests have a fault: every n-th.
type turn uint64

func (t turn) Valid() bool { return t > 0 }

func (turn) Expected() string { return "a whole number, 1 or more" }

// errorCode is the status of an answer that is an error.
type errorCode int

func (c errorCode) Valid() bool { return c >= 400 && c <= 599 && http.StatusText(int(c)) != "" }

func (errorCode) Expected() string { return "the status of an error, such as 429 or 500" }

// byteRate is how fast a slow answer is sent.
type byteRate int64

const fastestRate = 1 << 30 // bytes per second

func (r byteRate) Valid() bool { return r >= 1 && r <= fastestRate }

func (byteRate) Expected() string { return fmt.Sprintf("a whole number from 1 to %d", fastestRate) }

// kindName is the name of a kind of fault.
type kindName string

// Words are the names that a file can have.
func (kindName) Words() []string { return kindNames() }

func kindNames() []string {
	var names []string
	for k := range Kinds {
		names = append(names, k.String())
	}
	return names
}

// Read reads a list of faults from a TOML file. The seed is used where the
// file has none. The error is a tomlfile.Error or says why the file can't be read.
func Read(path string, seed uint64) (*Rules, error) {
	var file faultFile
	f, err := rulefile.Read(path, &file)
	switch {
	case err != nil:
		return nil, err
	case len(file.Rules) == 0:
		return nil, f.Problem(text.Place{}, "no fault in it: expected tables that begin with [[fault]]")
	case file.Seed != nil:
		seed = *file.Seed
	}
	faults := &Rules{}
	for i := range file.Rules {
		made, matched, err := file.Rules[i].resolve()
		if err != nil {
			return nil, f.Problem(f.Positions.At("fault", i), "fault %d: %s", i+1, strings.Join(text.Lines(err), "; "))
		}
		made.draws = splitmix.Mix(seed ^ splitmix.Mix(uint64(i)))
		faults.add(made, matched)
	}
	return faults, nil
}

// resolve checks a rule.
func (r *faultRule) resolve() (*Fault, [endpoint.Count]bool, error) {
	matched, err := rulefile.Match(string(r.Endpoint))
	if err != nil {
		return nil, matched, err
	}
	if onlyBought(matched) {
		return nil, matched, fmt.Errorf("endpoint %s: faults are decided before a body is read, so expected %s",
			text.Quoted(string(r.Endpoint), rulefile.LongestQuote), wire.Quote(endpoint.CreateShipment.String()))
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
	case r.Every != nil:
		made.every = uint64(*r.Every)
	default:
		made.probability = float64(*r.Probability)
	}
	return nil
}

// resolveKind checks the kind of a fault, and refuses keys that this kind does not use.
func (r *faultRule) resolveKind(made *Fault) error {
	for made.Kind = range Kinds {
		if made.Kind.String() == string(r.Kind) {
			return errors.Join(r.resolveStatus(made), r.resolveRate(made), r.resolveFor(made))
		}
	}
	return errors.New("kind is missing: expected one of " + strings.Join(kindNames(), ", "))
}

func (r *faultRule) resolveStatus(made *Fault) error {
	switch {
	case made.Kind != Status && (r.Status != nil || r.RetryAfter != nil):
		return fmt.Errorf("status and retry_after belong to kind %s", wire.Quote(Status.String()))
	case made.Kind != Status:
		return nil
	case r.Status == nil:
		return errors.New("status is missing: expected " + errorCode(0).Expected())
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
	case r.Rate == nil:
		return errors.New("bytes_per_second is missing: expected " + byteRate(0).Expected())
	}
	made.Rate = int64(*r.Rate)
	return nil
}

func (r *faultRule) resolveFor(made *Fault) error {
	switch {
	case made.Kind != Stall && r.For != nil:
		return fmt.Errorf("for belongs to kind %s", wire.Quote(Stall.String()))
	case made.Kind != Stall:
		return nil
	case r.For == nil || r.For.Duration == 0:
		return errors.New("for: expected " + rulefile.Wait{}.Expected() + ", and not 0s")
	}
	made.Stall = r.For.Duration
	return nil
}
