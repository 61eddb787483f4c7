package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"ep-benchmark/engine/tomlfile"
	"ep-benchmark/workloads/simulator/latency"
)

const (
	latencyUsage    = "how late the simulator answers: fixed (100 ms for a shipment, 50 ms for all else), recorded, none, or as a .toml file says"
	latencyExpected = "fixed, recorded, none or a .toml file of latencies"
	ruleFileSuffix  = ".toml"
)

var latencies = []string{latency.Fixed.String(), latency.Recorded.String(), latency.None.String()}

// latencyFlag is a profile, and its text on the command line.
type latencyFlag struct {
	latency.Profile
	flag string
}

// parseLatency reads --latency, which both commands have.
func parseLatency(set *pflag.FlagSet) (latencyFlag, error) {
	text := set.Lookup("latency").Value.String()
	if profile, err := latency.ParseProfile(text); err == nil {
		return latencyFlag{profile, text}, nil
	}
	if !strings.EqualFold(filepath.Ext(text), ruleFileSuffix) {
		return latencyFlag{}, wrongValue(set, "latency")
	}
	profile, err := latency.ReadProfile(text)
	if err != nil {
		return latencyFlag{}, wrongFile(set, "latency", err)
	}
	return latencyFlag{profile, text}, nil
}

// wrongFile returns the error of a flag's file: of a rule in it, if the error
// has a line, or of reading it.
func wrongFile(set *pflag.FlagSet, name string, err error) error {
	flag := set.Lookup(name)
	if _, wrong := errors.AsType[*tomlfile.Error](err); wrong {
		return usagef("--%s: %w", name, err)
	}
	reason := err
	if failed, ok := errors.AsType[*fs.PathError](err); ok {
		reason = failed.Err
	}
	return usageError{fmt.Errorf("--%s %q: %w: expected %s", name, flag.Value, reason, annotation(flag, expectedKey))}
}
