// Package recorded holds runs for tests to show: reports and event logs of
// machines good and bad, with plausible figures that never change.
//
// Its opinion: only the measurements are made up. Every figure derived from
// them comes from engine/assess and baselines/diagnose, as in a real run, so
// that a page drawn from a recording can't show what no run could.
package recorded

import (
	"time"

	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
)

// A Run is a recorded run: what the observer was told, and the report.
type Run struct {
	Name   string
	Events []engine.Event
	Report engine.Report
}

// Runs lists all recordings. Each call makes them anew, so that a test may
// change what it is given.
func Runs() []Run {
	return []Run{
		Finished(), TwoCPUs(), Quick(), Interrupted(), Refused(), Flaky(), BothSchedules(), SixtyFour(), TwoHundredFiftySix(), Unwatched(), Hostile(),
	}
}

// Finished is a whole run on a large machine with two kinds of core.
func Finished() Run { return standard("finished", large()).record() }

// TwoCPUs is a whole run where work that computes has nowhere to go: a target
// can't be attained, another is missed and a third is unclear.
func TwoCPUs() Run { return cramped("two-cpus").record() }

// Quick is a run of one round: outcomes by the point estimate.
func Quick() Run {
	s := standard("quick", large())
	s.plan.Rounds = 1
	return s.record()
}

// Interrupted is a run that was ended in its third round.
func Interrupted() Run {
	s := standard("interrupted", large())
	s.until, s.ended = 14*time.Second, "interrupted"
	return s.record()
}

// Refused is a run whose server was not there for one workload.
func Refused() Run {
	s := standard("refused", large())
	s.lanes[0].failing = 1
	s.lanes[0].failure = engine.ErrorCount{Kind: "connection refused", Message: "dial tcp 127.0.0.1:8080: connect: connection refused"}
	return s.record()
}

// Flaky is a run in which one workload was given up in its third round, by an
// error whose words try to be more than words.
func Flaky() Run {
	s := standard("flaky", small())
	s.lanes[1].failing = 3
	s.lanes[1].failure = engine.ErrorCount{Kind: "http 500", Message: hostile}
	s.lanes[1].failingShare = 0.06
	s.warnings = []string{"12 bad lines of orders.tsv left out"}
	return s.record()
}

// BothSchedules is a run with interference: analytics takes CPUs from the
// rest.
func BothSchedules() Run {
	s := standard("both-schedules", large())
	s.plan.Schedule = engine.Both
	return s.record()
}

// SixtyFour and TwoHundredFiftySix are runs on machines with many cores.
func SixtyFour() Run { return standard("64-cores", server(64)).record() }

// TwoHundredFiftySix has more cores than any page has lines.
func TwoHundredFiftySix() Run { return standard("256-cores", server(256)).record() }

// Unwatched is a run on a system that tells nothing of its cores, and next to
// nothing of itself.
func Unwatched() Run {
	s := standard("unwatched", engine.Host{LogicalCPUs: 1, OS: "plan9", Arch: "386", GoVersion: "go1.26.0", GOMAXPROCS: 1})
	s.unwatched = true
	s.plan.Workers = 0
	s.lanes[0].parallel, s.lanes[1].parallel = waves(&s.lanes[0], 2), waves(&s.lanes[1], 2)
	s.warnings = []string{"the system tells neither its CPU model nor its memory"}
	return s.record()
}

// hostile is text that would move a cursor, ring a bell, reverse the line,
// break it, or colour what follows.
const hostile = "boom\x1b[2J\x1b[31m\a\b\r\nFAKE: all targets met\u202egnp.exe\u2028next\u0085\x9b31m\x00\xff\u200b\u00ad end"

// Hostile is a run whose every text from outside is hostile.
func Hostile() Run {
	s := cramped("hostile")
	s.host.Model, s.host.CPUModel, s.host.OSVersion = "model "+hostile, "CPU "+hostile, "OS "+hostile
	s.host.Virtualisation, s.host.Kernel = "VM "+hostile, hostile
	s.host.Clusters = []engine.Cluster{{Kind: "P\x1b[5m", Name: hostile, CPUs: []int{0}}, {Kind: "E\n", Name: hostile, CPUs: []int{1}}}
	s.warnings = []string{"bad lines in \x1b]0;owned\x07" + hostile}
	s.version = "0.1.0\x1b[8m"
	s.until = 20 * time.Second
	s.ended = "interrupted" + hostile
	for i := range s.lanes {
		spec := &s.lanes[i].spec
		spec.Title += hostile
		spec.SizeNoun += "\x1b[1ms"
		spec.Items += "\t\x1b[1m"
		spec.Settings = map[string]string{"lines": hostile, "\x1b[2Kkey": hostile}
		for part := range spec.Parts {
			spec.Parts[part] += "\x1b[7m"
		}
		for target := range spec.Targets {
			spec.Targets[target].Where += "\x1b[2K" + hostile
		}
	}
	s.lanes[0].failing = 2
	s.lanes[0].failure = engine.ErrorCount{Kind: "kind\x1b[31m", Message: hostile}
	return s.record()
}

// record makes the run of a scenario.
func (s *scenario) record() Run {
	run := Run{Name: s.name}
	timelines := s.play()
	for _, t := range timelines {
		run.Report.Results = append(run.Report.Results, t.result)
	}
	s.finish(&run.Report, timelines)
	run.Events = s.events(timelines, run.Report)
	return run
}

// finish derives the rest of the report, as the runner and the command do.
func (s *scenario) finish(report *engine.Report, timelines []timeline) {
	report.Schema = engine.ReportSchema
	report.StartedAt = time.Date(2026, 3, 14, 9, 26, 53, 589_793_238, time.UTC)
	report.Version, report.Plan, report.Host = s.version, s.plan, s.host
	report.Duration = ending(timelines) + 3*time.Millisecond
	report.Partial, report.Ended = s.until > 0, s.ended
	report.Warnings = append([]string{}, s.warnings...)
	for _, t := range timelines {
		if t.result.Failure != "" {
			report.Warnings = append(report.Warnings, t.result.Spec.Name+" was given up: "+t.result.Failure)
		}
	}
	report.Interference = assess.Interference(report.Results)
	report.Utilisation = assess.Utilisation(report.Results, report.Host)
	report.Findings = diagnose.Explain(report)
}

func ending(timelines []timeline) time.Duration {
	end := time.Duration(0)
	for _, t := range timelines {
		end = max(end, t.end)
	}
	return end
}
