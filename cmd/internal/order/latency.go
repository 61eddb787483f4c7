package order

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/engine/tomlfile"
	"ep-benchmark/workloads/simulator/latency"
)

// What help and errors say about --latency.
const (
	LatencyUsage    = "how late the simulator answers: fixed (100 ms for a shipment, 50 ms for all else), recorded, none, or as a .toml file says"
	LatencyExpected = "fixed, recorded, none or a .toml file of latencies"
	ruleFileSuffix  = ".toml"
)

// LatencyNames are the profiles that --latency names.
var LatencyNames = []string{latency.Fixed.String(), latency.Recorded.String(), latency.None.String()}

// NamedLatency is the default of --latency.
var NamedLatency = latency.Fixed.String()

// Latency is a profile, and its text on the command line.
type Latency struct {
	latency.Profile
	Text string
}

// NoLatency answers at once.
func NoLatency() Latency { return Latency{latency.None, latency.None.String()} }

// ParseLatency reads --latency, which both commands have.
func ParseLatency(set *pflag.FlagSet) (Latency, error) {
	text := set.Lookup("latency").Value.String()
	if profile, err := latency.ParseProfile(text); err == nil {
		return Latency{profile, text}, nil
	}
	if !strings.EqualFold(filepath.Ext(text), ruleFileSuffix) {
		return Latency{}, cli.WrongValue(set, "latency")
	}
	profile, err := latency.ReadProfile(text)
	if err != nil {
		return Latency{}, WrongFile(set, "latency", err)
	}
	return Latency{profile, text}, nil
}

// WrongFile returns the error of a flag's file: of a rule in it, if the error
// has a line, or of reading it.
func WrongFile(set *pflag.FlagSet, name string, err error) error {
	flag := set.Lookup(name)
	if _, wrong := errors.AsType[*tomlfile.Error](err); wrong {
		return cli.Usagef("--%s: %w", name, err)
	}
	reason := err
	if failed, ok := errors.AsType[*fs.PathError](err); ok {
		reason = failed.Err
	}
	return cli.WrongUsage(fmt.Errorf("--%s %q: %w: expected %s", name, flag.Value, reason, cli.Expected(flag)))
}
