// Package claiming puts claims to the test: it says for each which experiment does
// that, and carries the experiments out, the cheapest first. An experiment is an
// ordinary run of this program wherever one can answer the question, so that a reader who
// doubts a verdict can repeat it by hand.
package claiming

import (
	"context"
	"fmt"
	"strings"
	"time"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/engine"
)

// An Experiment puts a claim to the test: by a command line of this program, by a plan
// of its own, or by something that is no run. One of Line, LineIn, Series, Parts and
// Measure is there.
type Experiment struct {
	Line []string // arguments of ep-benchmark
	// LineIn are the arguments where the experiment needs Files, which are written into
	// a folder of their own for it.
	LineIn func(folder string) []string
	Files  map[string]string // contents by name
	Series *Series
	// Parts opens what a plan of its own runs on. close is called after the run.
	Parts   func(ctx context.Context, env process.Environment) (parts []*session.Part, closing func() error, err error)
	Measure func(ctx context.Context, env process.Environment) (claims.Reading, error)

	// Read reads the figure from the report of a run; nil is [claims.Read].
	Read       func(c *claims.Claim, report *engine.Report) (claims.Reading, error)
	Takes      time.Duration // about, by its plan
	Conditions []claims.Condition
	Subject    []claims.Condition // what is measured, besides the claim's entry
	// Missing says what this machine lacks for it, and how to get that; "" for nothing.
	Missing string
	Last    bool // it is about the other claims, and comes after them
}

// Here is where experiments are made.
type Here struct {
	Env    process.Environment
	CPUs   int
	Memory uint64 // bytes
	// Commands are the names of this program's commands.
	Commands []string
	Folder   string // of the ledger; "" for the one that is built in
	Rounds   int    // of each experiment; 0 leaves them to the claims
}

// Of returns the experiment of a claim. It starts nothing.
func Of(c *claims.Claim, h *Here) (Experiment, error) {
	t := &c.Test
	var e Experiment
	var err error
	switch {
	case t.Experiment != "":
		of, known := own[t.Experiment]
		if !known {
			return e, fmt.Errorf("there is no experiment %q", t.Experiment)
		}
		e, err = of(c, h)
	case t.Workload != "":
		e, err = ofWorkload(c, h)
	case t.URL != "":
		e = ofURL(c, h)
	case len(t.Pages) > 0:
		e, err = ofPages(c, h)
	default:
		e, err = ofCommand(c, h)
	}
	if err != nil {
		return e, err
	}
	e.Conditions = append(e.Conditions, settings(c)...)
	return e, nil
}

// rounds are those of a claim's experiment.
func (h *Here) rounds(c *claims.Claim) int {
	switch {
	case h.Rounds > 0:
		return h.Rounds
	case c.Test.Rounds > 0:
		return c.Test.Rounds
	}
	return claims.UsualRounds
}

// Repeat is the command that repeats the experiment by hand; again is that of the
// claim's own test, for an experiment that is no command line.
func (e *Experiment) Repeat(again string) string {
	if e.Line != nil {
		return "ep-benchmark " + quoted(e.Line)
	}
	return again
}

// again is the command that tests a claim by itself.
func (t *Test) again(c *claims.Claim) string {
	switch {
	case t.Again != nil:
		return "ep-benchmark " + quoted(t.Again)
	case t.File == "":
		return "ep-benchmark claims " + c.ID
	}
	return "ep-benchmark claims check " + quoted([]string{t.File, c.ID})
}

// quoted writes arguments as a shell reads them.
func quoted(args []string) string {
	all := make([]string, len(args))
	for i, arg := range args {
		all[i] = arg
		if arg == "" || strings.ContainsAny(arg, " \t\n'\"\\$`*?[]{}()<>|&;#~!") {
			all[i] = "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
		}
	}
	return strings.Join(all, " ")
}
