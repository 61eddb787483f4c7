// Package recorded holds runs for tests to show: reports and event logs of
// machines good and bad, with plausible figures that never change.
//
// Its opinion: only the measurements are made up. Every figure derived from
// them comes from engine/assess and baselines/diagnose, as in a real run, so
// that a page drawn from a recording can't show what no run could.
//
// A recording is made once and shared. A test that changes one takes a
// [Run.Copy].
package recorded

import (
	"encoding/json"
	"sync"
	"time"

	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
)

// A Run is a recorded run: the events that the observer got, and the report.
type Run struct {
	Name   string
	Events []engine.Event
	Report engine.Report
}

// Runs lists all recordings.
func Runs() []Run {
	return []Run{
		Finished(), TwoCPUs(), Quick(), Interrupted(), Refused(), Flaky(), BothSchedules(),
		SixtyFour(), TwoHundredFiftySix(), Unwatched(), Hostile(), Adaptive(),
		Gated(), Throttled(), Contended(), Imbalanced(), Slowed(), Bulk(), Sweep(), Sizes(),
	}
}

// Copy is the run with a report of its own.
func (r Run) Copy() Run {
	text, err := json.Marshal(r.Report)
	if err != nil {
		panic(err) // of figures that are all finite
	}
	r.Report = engine.Report{}
	if err := json.Unmarshal(text, &r.Report); err != nil {
		panic(err)
	}
	return r
}

var (
	// Finished is a whole run on a large machine with two kinds of core.
	Finished = once(func() *scenario { return standard("finished", large()) })
	// TwoCPUs is a whole run where work that computes has nowhere to go: an
	// expectation can't be met, a target is missed and another is unclear.
	TwoCPUs = once(func() *scenario { return cramped("two-cpus") })
	// Quick is a run of one round: outcomes by the point estimate.
	Quick = once(func() *scenario { return brief("quick", large()) })
	// Interrupted is a run that was ended in its third round.
	Interrupted = once(interrupted)
	// Refused is a run whose server was not there for one workload.
	Refused = once(refused)
	// Flaky is a run in which some of a workload's operations went wrong from
	// its third round on, with an error text that holds control characters.
	Flaky = once(flaky)
	// BothSchedules is a run with interference: what computes is disturbed.
	BothSchedules = once(bothSchedules)
	// Adaptive is a run whose workloads end at the first look, at a later one,
	// and because the time is up.
	Adaptive = once(adaptive)
	// Gated is a run of which some rounds were gated, and made again.
	Gated = once(gated)
	// Throttled is a run on a machine that slowed down soon and stayed slow, so
	// that its figures rest on gated rounds.
	Throttled = once(throttled)
	// Contended is a run on a machine that others kept busy throughout.
	Contended = once(contended)
	// Imbalanced is a run whose work does not get to the efficiency cores. CPU
	// profiles were taken of it.
	Imbalanced = once(imbalanced)
	// Slowed is Finished with a server that answers one workload later, alone
	// as well as under load.
	Slowed = once(slowedServer)
	// Bulk is work that was carried out once, of which some failed.
	Bulk = once(bulk)
	// SixtyFour is a quick run on a machine with many cores.
	SixtyFour = once(func() *scenario { return brief("64-cores", server(64)) })
	// TwoHundredFiftySix has more cores than any page has lines.
	TwoHundredFiftySix = once(func() *scenario { return brief("256-cores", server(256)) })
	// Unwatched is a quick run on a system that reports nothing of its cores,
	// and next to nothing of itself.
	Unwatched = once(unwatched)
	// Hostile is a run whose every text from outside is hostile.
	Hostile = once(hostileTexts)
)

func once(make func() *scenario) func() Run {
	return sync.OnceValue(func() Run { return make().record() })
}

func brief(name string, host engine.Host) *scenario {
	s := standard(name, host)
	s.plan.Rounds = 1
	return s
}

func interrupted() *scenario {
	s := standard("interrupted", large())
	s.until, s.ended = 14*time.Second, "interrupted"
	return s
}

func refused() *scenario {
	s := standard("refused", large())
	s.lanes[0].failing = 1
	s.lanes[0].failure = engine.ErrorCount{Kind: "connection refused", Message: "dial tcp 127.0.0.1:8080: connect: connection refused"}
	return s
}

func flaky() *scenario {
	s := standard("flaky", small())
	s.lanes[1].failing, s.lanes[1].failingShare = 3, 0.06
	s.lanes[1].failure = engine.ErrorCount{Kind: "http 500", Message: hostile}
	s.warnings = []string{"12 bad lines of orders.tsv left out"}
	return s
}

func bothSchedules() *scenario {
	s := standard("both-schedules", large())
	s.plan.Schedule, s.plan.Rounds = engine.Both, 6
	return s
}

func unwatched() *scenario {
	s := brief("unwatched", engine.Host{LogicalCPUs: 1, OS: "plan9", Arch: "386", GoVersion: "go1.26.0", GOMAXPROCS: 1})
	s.unwatched = true
	s.plan.Workers = 0
	s.lanes[0].parallel, s.lanes[1].parallel = waves(&s.lanes[0], 2), waves(&s.lanes[1], 2)
	s.warnings = []string{"the system reports neither its CPU model nor its memory"}
	return s
}

// hostile is text that would move a cursor, ring a bell, reverse the line,
// break it, or colour what follows.
const hostile = "boom\x1b[2J\x1b[31m\a\b\r\nFAKE: all targets met\u202egnp.exe\u2028next\u0085\x9b31m\x00\xff\u200b\u00ad end"

func hostileTexts() *scenario {
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
	s.host.Governor, s.host.Power = hostile, hostile
	s.lanes[3].gates = map[int]gate{2: {engine.Contended, hostile, 1, 0}}
	s.lanes[0].failing = 2
	s.lanes[0].failure = engine.ErrorCount{Kind: "kind\x1b[31m", Message: hostile}
	return s
}

// record makes the run of a scenario.
func (s *scenario) record() Run {
	run := Run{Name: s.name}
	timelines := s.play()
	if s.modelled != nil {
		s.witness(timelines)
	}
	for _, t := range timelines {
		run.Report.Results = append(run.Report.Results, t.result)
	}
	s.finish(&run.Report, timelines)
	run.Events = s.events(timelines, run.Report)
	return run
}

// finish derives the rest of the report, as the runner and the command do.
func (s *scenario) finish(report *engine.Report, timelines []timeline) {
	report.Schema = engine.SchemaOf(&s.plan)
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
	report.Quality = assess.Quality(report)
	report.Findings = diagnose.Explain(report)
}

func ending(timelines []timeline) time.Duration {
	end := time.Duration(0)
	for _, t := range timelines {
		end = max(end, t.end)
	}
	return end
}
