package runner

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
)

// A Contender is one of two configurations that take turns.
type Contender struct {
	Runner *Runner
	Plan   engine.Plan // of one schedule; its rounds, looks and warm-ups are ignored
}

// A Turn is a round of one of the two that is about to be run.
type Turn struct {
	Contender int // 0 or 1
	Round     int // from 1; 0 is the warm-up
	Rounds    int
}

// Interleave has two configurations take turns round by round, in random blocks
// of two, so that drift affects both alike. Each has one unmeasured round
// first. The reports hold all rounds of either. When ctx ends early, or a
// workload is given up, they are partial and hold the rounds so far.
//
// Note: every turn is a run of its own, with the unmeasured parallel leg that
// each run begins with. That costs time, but no effect of the turn before,
// which belonged to the other configuration, is left.
func Interleave(ctx context.Context, contenders [2]Contender, rounds int, seed uint64, observe func(Turn)) ([2]engine.Report, error) {
	random := randomFor(seed, "interleaved", "")
	m := match{rounds: rounds, observe: observe, began: time.Now()}
	for i, c := range contenders {
		if c.Plan.Schedule == engine.Both {
			return [2]engine.Report{}, errors.New("two configurations can take turns under one schedule only: expected isolated or concurrent")
		}
		m.sides[i] = &contender{Contender: c}
	}
	for _, turns := range turnOrder(rounds, random) {
		for _, i := range turns.order {
			if ctx.Err() != nil || m.gaveUp() {
				break
			}
			if err := m.play(ctx, i, turns.round, random.Uint64()); err != nil {
				return [2]engine.Report{}, err
			}
		}
	}
	return [2]engine.Report{m.report(ctx, 0), m.report(ctx, 1)}, nil
}

// turns is a round's number and who runs it first.
type turns struct {
	round int
	order [2]int
}

// turnOrder is the warm-up and the rounds, in random blocks of two rounds.
func turnOrder(rounds int, random *rand.Rand) []turns {
	all := []turns{{0, [2]int{0, 1}}}
	first := 0
	for round := 1; round <= rounds; round++ {
		if round%2 == 1 {
			first = random.IntN(2)
		} else {
			first = 1 - first
		}
		all = append(all, turns{round, [2]int{first, 1 - first}})
	}
	return all
}

// match is two configurations taking turns.
type match struct {
	sides   [2]*contender
	rounds  int
	began   time.Time
	observe func(Turn)
}

// contender is one of the two, with its results so far.
type contender struct {
	Contender
	results  []engine.Result
	warnings []string
}

// play runs one round of one of the two.
func (m *match) play(ctx context.Context, i, round int, seed uint64) error {
	side := m.sides[i]
	if m.observe != nil {
		m.observe(Turn{Contender: i, Round: round, Rounds: m.rounds})
	}
	plan := side.Plan
	plan.Rounds, plan.Looks, plan.MaxTime, plan.Warmups, plan.Seed = 1, nil, 0, 0, seed
	if round == 0 {
		plan.Warmups = 1
	}
	offset := time.Since(m.began)
	report, err := side.Runner.Run(ctx, plan, func(engine.Event) {})
	if err != nil {
		return fmt.Errorf("configuration %c: %w", 'a'+rune(i), err)
	}
	for _, warning := range report.Warnings {
		if !slices.Contains(side.warnings, warning) {
			side.warnings = append(side.warnings, warning)
		}
	}
	side.take(report.Results, round, offset)
	return nil
}

// take adds a round's samples; those of the warm-up are left out.
func (c *contender) take(results []engine.Result, round int, offset time.Duration) {
	if c.results == nil {
		c.results = make([]engine.Result, len(results))
		for i := range results {
			c.results[i] = engine.Result{Spec: results[i].Spec, Schedule: results[i].Schedule, Workers: results[i].Workers}
		}
	}
	for i := range results {
		if results[i].Failure != "" {
			c.results[i].Failure = results[i].Failure
		}
		for _, sample := range results[i].Samples {
			sample.Round = round
			sample.StartedAt += offset
			if round > 0 {
				c.results[i].Samples = append(c.results[i].Samples, sample)
			}
		}
	}
}

func (m *match) gaveUp() bool {
	for _, side := range m.sides {
		for i := range side.results {
			if side.results[i].Failure != "" {
				return true
			}
		}
	}
	return false
}

// report derives the report of one of the two from its rounds.
func (m *match) report(ctx context.Context, i int) engine.Report {
	side := m.sides[i]
	report := engine.Report{
		Schema: engine.ReportSchema, StartedAt: m.began.UTC(), Duration: time.Since(m.began), Version: side.Runner.Version,
		Plan: side.Plan, Host: side.Runner.Host, Findings: []engine.Finding{}, Warnings: append([]string{}, side.warnings...),
	}
	report.Plan.Rounds, report.Plan.Looks, report.Plan.MaxTime, report.Plan.Warmups = m.rounds, nil, 0, 1
	for _, r := range side.results {
		report.Results = append(report.Results, assess.Workload(assess.Input{
			Spec: r.Spec, Schedule: r.Schedule, Workers: r.Workers, CPUs: report.Host.CPUs(), Failure: r.Failure, Samples: r.Samples,
		}))
	}
	switch {
	case ctx.Err() != nil:
		report.Partial, report.Ended = true, ended(context.Cause(ctx))
	case m.gaveUp():
		report.Partial, report.Ended = true, "a workload was given up"
	}
	report.Utilisation = assess.Utilisation(report.Results, report.Host)
	report.Quality = assess.Quality(&report)
	if side.Runner.Explain != nil {
		report.Findings = side.Runner.Explain(&report)
	}
	return report
}
