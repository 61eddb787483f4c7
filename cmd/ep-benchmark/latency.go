package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/workloads/simulator"
)

const (
	latencyUsage    = "how late the simulator answers: fixed (100 ms for a shipment, 50 ms for all else), recorded, none, or as a .toml file says"
	latencyExpected = "fixed, recorded, none or a .toml file of latencies"
	ruleFileSuffix  = ".toml"
)

var latencies = []string{simulator.Fixed.String(), simulator.Recorded.String(), simulator.None.String()}

// latency is a profile, and its text on the command line.
type latency struct {
	simulator.Profile
	flag string
}

// noLatency answers at once.
func noLatency() latency { return latency{simulator.None, simulator.None.String()} }

// parseLatency reads --latency, which both commands have.
func parseLatency(set *pflag.FlagSet) (latency, error) {
	text := set.Lookup("latency").Value.String()
	if profile, err := simulator.ParseProfile(text); err == nil {
		return latency{profile, text}, nil
	}
	if !strings.EqualFold(filepath.Ext(text), ruleFileSuffix) {
		return latency{}, cli.WrongValue(set, "latency")
	}
	profile, err := simulator.ReadProfile(text)
	if err != nil {
		return latency{}, wrongFile(set, "latency", err)
	}
	return latency{profile, text}, nil
}

// wrongFile returns the error of a flag's file: of a rule in it, if the error
// has a line, or of reading it.
func wrongFile(set *pflag.FlagSet, name string, err error) error {
	flag := set.Lookup(name)
	if _, wrong := errors.AsType[*simulator.RuleError](err); wrong {
		return cli.Usagef("--%s: %w", name, err)
	}
	reason := err
	if failed, ok := errors.AsType[*fs.PathError](err); ok {
		reason = failed.Err
	}
	return cli.WrongUsage(fmt.Errorf("--%s %q: %w: expected %s", name, flag.Value, reason, cli.Expected(flag)))
}
