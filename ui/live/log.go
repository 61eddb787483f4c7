package live

import (
	"fmt"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// Level says how much a line of the log matters.
type Level string

// The levels of a log line.
const (
	Note    Level = "note"
	Success Level = "success"
	Caution Level = "caution" // not believed, and kept
	Problem Level = "problem"
)

// A LogLine is something that happened, in words.
type LogLine struct {
	At       time.Duration
	Level    Level
	Workload string // "" where it is about the run
	Text     string
}

func (r *Run) say(level Level, workload, text string) {
	r.Told++
	r.Log = keep(r.Log, LogLine{At: r.At, Level: level, Workload: workload, Text: text}, longestLog)
}

// LogSince returns the lines that were logged after the given count, as far as
// they are remembered.
func (r *Run) LogSince(told int) []LogLine {
	return r.Log[max(len(r.Log)-max(r.Told-told, 0), 0):]
}

// logResult logs the outcome of a workload. For one that was given up, the
// warning that goes with it says so.
func (r *Run) logResult(result *engine.Result) {
	name := result.Spec.Name
	if r.Plan.Once {
		level := Note
		if result.Operations.Unfinished() > 0 {
			level = Problem
		}
		r.say(level, name, words.Done(result))
		return
	}
	for i := range result.Effects {
		r.say(Note, name, words.Effect(result, &result.Effects[i]))
	}
	if outcome := words.OutcomeInShort(result); outcome != "" && result.Failure == "" {
		r.say(Note, name, outcome)
	}
	for _, a := range result.Assessments {
		if !a.Target.Gates {
			continue
		}
		text := fmt.Sprintf("target %s %s", a.Target, a.Outcome)
		switch {
		case a.Target.Metric == engine.MetricTime && result.Sequential != nil:
			text += " with " + units.Seconds(result.Sequential.TimePerPass.Value)
		case a.Target.Metric == engine.MetricSpeedup && result.Speedup != nil:
			text += " with " + units.Factor(result.Speedup.Value)
		}
		text += whenAssessed(result)
		level := Note
		switch a.Outcome {
		case engine.Met:
			level = Success
		case engine.Missed, engine.Failing, engine.NotMeasured:
			level = Problem
		}
		r.say(level, name, text)
	}
}

// whenAssessed says at which look a workload ended, or after how many rounds.
// Where the rounds were open and no look decided, it says why the workload
// ended.
func whenAssessed(result *engine.Result) string {
	rounds := units.Counted(result.Rounds, "round")
	switch {
	case result.Stopped == "":
		return " after " + rounds
	case result.Look > 0 && assess.Decided(result):
		return fmt.Sprintf(" at look %d (%s)", result.Look, rounds)
	}
	return ": " + result.Stopped
}

func (r *Run) logEnd(report *engine.Report) {
	if report.Partial {
		r.say(Problem, "", "run ended early: "+report.Ended+"; what is done is kept")
		return
	}
	r.say(Note, "", "run finished in "+units.Duration(report.Duration))
	switch text := words.Quality(&report.Quality); report.Quality.Badge {
	case engine.Fair:
		r.say(Caution, "", "quality "+text)
	case engine.Poor:
		r.say(Problem, "", "quality "+text)
	}
}
