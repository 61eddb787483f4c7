package diagnose

import (
	"fmt"
	"math"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/stats"
	"ep-benchmark/engine/units"
)

// allBusy is the share of the machine's CPUs that a command uses where the
// machine has no more to give.
const allBusy = 0.9

// belowCommandCeiling says what held the speedup of a command back. A command
// lasts as long as its CPU time over the CPUs that it keeps busy. So what is
// missing on logs is the growth of its CPU time, and the shortfall of the CPUs
// that its workers keep busy: n times as many as the sequential command would
// reach the ceiling. Both are means over the rounds, so that they add up to what
// is missing.
func belowCommandCeiling(report *engine.Report, r *engine.Result, whole engine.Finding) []engine.Finding {
	findings := []engine.Finding{whole}
	alone, ok := assess.Commands(r, engine.Sequential)
	together, both := assess.Commands(r, engine.Parallel)
	if !ok || !both || alone.CPU() <= 0 || together.CPU() <= 0 {
		return findings
	}
	work, missing := commandGrowth(r)
	if missing <= 0 {
		return findings
	}
	idle := missing - work
	if share := work / missing; share >= leastMissing {
		findings = append(findings, moreWork(r, &alone, &together, min(share, 1)))
	}
	if share := idle / missing; share >= leastMissing {
		findings = append(findings, idleCommand(report, r, &alone, &together, min(share, 1)))
	}
	return findings
}

// commandGrowth is, as a mean over the rounds, the logarithm of the growth of the CPU
// time from one worker to n, and that of the ceiling over the speedup.
func commandGrowth(r *engine.Result) (work, missing float64) {
	pairs := assess.CommandPairs(r)
	for _, p := range pairs {
		work += math.Log(p.Together.CPU().Seconds()/p.Alone.CPU().Seconds()) / float64(len(pairs))
		missing += math.Log(r.Ceiling.Speedup*p.Together.Elapsed.Seconds()/p.Alone.Elapsed.Seconds()) / float64(len(pairs))
	}
	return work, missing
}

// fixedPart is the part of a command's time that does not get shorter with more
// workers, by the law that was fitted to several numbers of them. Nothing is said
// where no law fits, or where it may have no such part.
func fixedPart(r *engine.Result) []engine.Finding {
	if !r.Spec.SelfParallel || r.Scaling == nil || r.Scaling.Fit == nil {
		return nil
	}
	fit := r.Scaling.Fit
	low, high := fit.ContentionInterval.Low, fit.ContentionInterval.High
	if low <= 0 || fit.Rate <= 0 {
		return nil
	}
	alone := 1 / fit.Rate
	return []engine.Finding{{
		Workload: r.Spec.Name,
		Statement: fmt.Sprintf("%s [%s, %s] of the %s with one worker do not get shorter with more, %s of it: so no number of workers makes it more than %sx as fast",
			units.Seconds(fit.Contention*alone), units.Seconds(low*alone), units.Seconds(high*alone), units.Seconds(alone), units.PercentTo(fit.Contention, 0), digits(1/fit.Contention)),
		Try: "look at what runs before the first worker starts and after the last one ends, and at what only one worker does at a time",
		Evidence: []engine.Figure{
			{Name: "serial share", Value: fit.Contention, Source: "law of scaling, fitted"},
			{Name: "time with one worker", Value: alone, Unit: "s", Source: "law of scaling, fitted"},
		},
	}}
}

// moreWork is the finding that the workers do more work than one does.
func moreWork(r *engine.Result, alone, together *engine.CommandEvidence, share float64) engine.Finding {
	return engine.Finding{
		Workload: r.Spec.Name,
		Statement: fmt.Sprintf("%s more work: %s of CPU time in parallel, %s alone; explains about %s of what is missing",
			roleOf(share), units.Seconds(together.CPU().Seconds()), units.Seconds(alone.CPU().Seconds()), units.PercentTo(share, 0)),
		Try: "look for work that every worker repeats, such as its start, imports and set-up, or for caches that are not shared",
		Evidence: []engine.Figure{
			{Name: "CPU time, parallel", Value: together.CPU().Seconds(), Unit: "s", Source: commandSource},
			{Name: "CPU time, sequential", Value: alone.CPU().Seconds(), Unit: "s", Source: commandSource},
			missingFigure("more work", share),
		},
	}
}

// idleCommand is the finding that the workers keep too few CPUs busy.
func idleCommand(report *engine.Report, r *engine.Result, alone, together *engine.CommandEvidence, share float64) engine.Finding {
	cause := "workers that wait or have nothing to do"
	try := "look for a part that runs on one worker at a time: a slow test at the end, a start, a collection of results, or a lock, file or server that all wait for"
	cpus := float64(report.Host.CPUs())
	others := cpus * foreignIn(r, engine.Parallel)
	switch {
	case together.Busy() >= allBusy*cpus:
		cause = "the machine has no further CPU: it has " + units.Counted(report.Host.CPUs(), "CPU")
		try = fmt.Sprintf("measure with n = %d", report.Host.CPUs())
	case together.Busy()+others >= allBusy*cpus:
		cause = fmt.Sprintf("CPUs that other programs keep busy, %.2f of %d", others, report.Host.CPUs())
		try = "measure it on a machine that has nothing else to do: whether its workers wait for something else can't be seen here"
	}
	return engine.Finding{
		Workload: r.Spec.Name,
		Statement: fmt.Sprintf("%s %s: the command keeps %.2f CPUs busy in parallel, %.2f alone; explains about %s of what is missing",
			roleOf(share), cause, together.Busy(), alone.Busy(), units.PercentTo(share, 0)),
		Try: try,
		Evidence: []engine.Figure{
			{Name: "CPUs busy, parallel", Value: together.Busy(), Source: commandSource},
			{Name: "CPUs busy, sequential", Value: alone.Busy(), Source: commandSource},
			{Name: "CPUs busy with other programs, parallel", Value: others, Source: "host's counters, median over legs"},
			missingFigure("idle workers", share),
		},
	}
}

// foreignIn is the share of the machine's CPUs that other programs had in the legs of
// a kind, as a median; 0 where it is not known.
func foreignIn(r *engine.Result, kind engine.LegKind) float64 {
	var shares []float64
	for i := range r.Samples {
		s := &r.Samples[i]
		if m := s.Evidence.Machine; s.Kind == kind && s.Timed() && m != nil && m.Foreign != nil {
			shares = append(shares, *m.Foreign)
		}
	}
	if len(shares) == 0 {
		return 0
	}
	return stats.Median(shares)
}

const commandSource = "wait4, median over legs"

// roleOf is how much a cause is claimed to do.
func roleOf(share float64) string {
	if share < halfShare {
		return "contributing:"
	}
	return "consistent with"
}

// shortCommands is the finding that a command is too short to be judged.
func shortCommands(r *engine.Result) []engine.Finding {
	reason := assess.TooShort(r)
	if reason == "" {
		return nil
	}
	if r.Spec.Single {
		return []engine.Finding{{
			Workload: r.Spec.Name, Statement: reason + ". So much of its time is what starting any program costs",
			Try: "give the command more to do, if its own work is what matters", Evidence: []engine.Figure{},
		}}
	}
	return []engine.Finding{{Workload: r.Spec.Name, Statement: reason, Try: "give the command more to do", Evidence: []engine.Figure{}}}
}
