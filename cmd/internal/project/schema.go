package project

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"ep-benchmark/baselines"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/engine"
	"ep-benchmark/workloads"
)

// schema is what can stand in a project file. The types of its fields say which
// values are accepted.
type schema struct {
	Workloads []string          `toml:"workloads"`
	Policy    policy            `toml:"policy"`
	Sizes     map[size]int      `toml:"sizes"`
	Targets   map[target]string `toml:"targets"`
	Own       map[string]table  `toml:"workload"`
}

// policy is how runs are made and judged. Its keys are flags of a run, written
// with underscores.
type policy struct {
	FailOn      []failWord     `toml:"fail_on"`
	Rounds      *rounds        `toml:"rounds"`
	MaxTime     *atLeastSecond `toml:"max_time"`
	Workers     *workers       `toml:"workers"`
	Schedule    *schedule      `toml:"schedule"`
	MaxFailures *failures      `toml:"max_failures"`
	Baseline    *baselineName  `toml:"baseline"`
}

// size is a size of a workload of the registry.
type size string

// Words are the names of all sizes.
func (size) Words() []string {
	var names []string
	for _, entry := range workloads.Entries() {
		for _, one := range entry.Sizes {
			names = append(names, one.Name)
		}
	}
	return names
}

// target is a workload of the registry, which has a target.
type target string

// Words are the names of those workloads.
func (target) Words() []string { return workloads.Names() }

// The words of --fail-on.
const (
	FailFailed    = "failed"
	FailMissed    = "missed"
	FailRegressed = "regressed"
	FailUnclear   = "unclear"
	FailNone      = "none"
)

// failWord is one of them.
type failWord string

// Words are all of them.
func (failWord) Words() []string {
	return []string{FailFailed, FailMissed, FailRegressed, FailUnclear, FailNone}
}

// rounds is a number of rounds, or "auto".
type rounds struct{ text string }

// FromTOML reads it.
func (r *rounds) FromTOML(value any) error {
	var err error
	r.text, err = countOrAuto(value, "rounds", engine.MostRounds)
	return err
}

// workers is a number of workers, or "auto".
type workers struct{ text string }

// FromTOML reads it.
func (w *workers) FromTOML(value any) error {
	var err error
	w.text, err = countOrAuto(value, "workers", order.MostWorkers)
	return err
}

// count is the number; 0 for auto.
func (w *workers) count() int {
	n, _ := strconv.Atoi(w.text) // it was checked when it was read
	return n
}

// countOrAuto reads a number from 1, or "auto".
func countOrAuto(value any, what string, most int) (string, error) {
	n, whole := value.(int64)
	word, _ := value.(string)
	switch {
	case whole && n >= 1 && n <= int64(most):
		return strconv.FormatInt(n, 10), nil
	case word == cli.Auto:
		return word, nil
	}
	return "", fmt.Errorf("expected a number of %s from 1 to %d without quotes, or %q", what, most, cli.Auto)
}

// atLeastSecond is a time of a second or more.
type atLeastSecond struct{ time.Duration }

// UnmarshalText reads it.
func (d *atLeastSecond) UnmarshalText(text []byte) (err error) {
	d.Duration, err = time.ParseDuration(string(text))
	return err
}

// Valid tells whether it is long enough.
func (d atLeastSecond) Valid() bool { return d.Duration >= time.Second }

// Expected describes it.
func (atLeastSecond) Expected() string { return `a time of 1s or more in quotes, such as "90s"` }

// limit is how long a run of a command may last.
type limit struct{ time.Duration }

// longestLimit is a day: a longer run is not waited for.
const longestLimit = 24 * time.Hour

// UnmarshalText reads it.
func (d *limit) UnmarshalText(text []byte) (err error) {
	d.Duration, err = time.ParseDuration(string(text))
	return err
}

// Valid tells whether it is within its bounds.
func (d limit) Valid() bool { return d.Duration >= time.Millisecond && d.Duration <= longestLimit }

// Expected describes it.
func (limit) Expected() string { return `a time from 1ms to 24h in quotes, such as "2m"` }

// schedule is the name of a schedule.
type schedule string

// Words are all schedules.
func (schedule) Words() []string {
	return []string{string(engine.Concurrent), string(engine.Isolated), string(engine.Both)}
}

// failures is how many operations may fail: a number, or a share such as "1%".
type failures struct{ text string }

// FromTOML reads it.
func (f *failures) FromTOML(value any) error {
	f.text, _ = value.(string)
	if n, whole := value.(int64); whole {
		f.text = strconv.FormatInt(n, 10)
	}
	if _, err := engine.ParseFailureLimit(f.text); err != nil {
		return fmt.Errorf(`expected a number of operations such as 3, or a share of them such as "0.5%%"`)
	}
	return nil
}

// baselineName is the name of a baseline.
type baselineName string

// UnmarshalText reads it.
func (b *baselineName) UnmarshalText(text []byte) error {
	*b = baselineName(text)
	return baselines.CheckName(string(text))
}

// printable is a text that a person reads: not empty, on one line, and all of it
// can be seen.
type printable string

// longestTitle is how many bytes a text for screens may have.
const longestTitle = 60

// Valid tells whether it can be shown as it is.
func (p printable) Valid() bool {
	return p != "" && len(p) <= longestTitle && strings.TrimSpace(string(p)) == string(p) && seen(string(p), "")
}

// Expected describes it.
func (printable) Expected() string {
	return fmt.Sprintf("a text of at most %d bytes in quotes, all of which can be seen", longestTitle)
}

// line is a command, or another text for a program. It may have several lines,
// and nothing else that can't be seen.
type line string

// Valid tells whether all of it can be seen.
func (l line) Valid() bool { return strings.TrimSpace(string(l)) != "" && seen(string(l), "\n\t") }

// Expected describes it.
func (line) Expected() string {
	return "a text in quotes that is not empty, without characters that can't be seen"
}
