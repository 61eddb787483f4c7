package diagnose

import (
	"fmt"
	"math"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/units"
)

// allBusy is the share of the machine's CPUs that a command uses where the
// machine has no more to give.
const allBusy = 0.9

// belowCommandCeiling says what held the speedup of a command back. A command
// lasts as long as its CPU time over the CPUs that it keeps busy. So what is
// missing on logs is the growth of its CPU time, and the shortfall of the CPUs
// that its workers keep busy: n times as many as the sequential command would
// reach the ceiling.
func belowCommandCeiling(report *engine.Report, r *engine.Result, whole engine.Finding) []engine.Finding {
	findings := []engine.Finding{whole}
	alone, ok := assess.Commands(r, engine.Sequential)
	together, both := assess.Commands(r, engine.Parallel)
	if !ok || !both || alone.CPU() <= 0 || together.CPU() <= 0 {
		return findings
	}
	missing := -math.Log(r.Speedup.Value / r.Ceiling.Speedup)
	work := math.Log(together.CPU().Seconds() / alone.CPU().Seconds())
	idle := math.Log(r.Ceiling.Speedup * alone.Busy() / together.Busy())
	if share := work / missing; share >= leastMissing {
		findings = append(findings, moreWork(r, &alone, &together, min(share, 1)))
	}
	if share := idle / missing; share >= leastMissing {
		findings = append(findings, idleCommand(report, r, &alone, &together, min(share, 1)))
	}
	return findings
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
	if cpus := report.Host.CPUs(); together.Busy() >= allBusy*float64(cpus) {
		cause = "the machine has no further CPU: it has " + units.Counted(cpus, "CPU")
		try = fmt.Sprintf("measure with n = %d", cpus)
	}
	return engine.Finding{
		Workload: r.Spec.Name,
		Statement: fmt.Sprintf("%s %s: the command keeps %.2f CPUs busy in parallel, %.2f alone; explains about %s of what is missing",
			roleOf(share), cause, together.Busy(), alone.Busy(), units.PercentTo(share, 0)),
		Try: try,
		Evidence: []engine.Figure{
			{Name: "CPUs busy, parallel", Value: together.Busy(), Source: commandSource},
			{Name: "CPUs busy, sequential", Value: alone.Busy(), Source: commandSource},
			missingFigure("idle workers", share),
		},
	}
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
	return []engine.Finding{{Workload: r.Spec.Name, Statement: reason, Try: "give the command more to do", Evidence: []engine.Figure{}}}
}
