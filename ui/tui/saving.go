package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/tui/overlays"
)

// saveBaseline asks for the name of a baseline of the marked runs, or else of
// the run that has just ended; nil for none.
func (l *library) saveBaseline(last *Finished) tea.Cmd {
	if l.store == nil {
		return l.noStore()
	}
	numbers := l.marked()
	if len(numbers) == 0 {
		if last == nil {
			return l.say("nothing to save: mark a run in History, or finish one first")
		}
		numbers = []int64{last.Number}
		if run := compare.RunOf("", &last.Report); !run.Joins() {
			l.tell("Not saved", "only clean runs join a baseline, and this one is not: "+strings.Join(run.Reservations(), "; "))
			return nil
		}
	}
	for _, number := range numbers {
		if run := l.archive.Run(number); run != nil && !run.Clean {
			l.tell("Not saved", fmt.Sprintf("run %d is not clean, and only clean runs join a baseline: %s", number, strings.Join(run.Doubts, "; ")))
			return nil
		}
	}
	note := ""
	if n := len(numbers); n < compare.FewRuns {
		note = fmt.Sprintf("%s: verdicts against it are provisional until it has %d", units.Counted(n, "run"), compare.FewRuns)
	}
	l.overlay = overlays.NewSaver("Save "+runsNumbered(numbers)+" as a baseline", note, l.baselineNames, baselines.CheckName, func(name string) tea.Msg {
		return intent(func() tea.Cmd { return l.saveAs(name, numbers) })
	})
	l.wanted = true
	return l.reread()
}

// baselineNames are the names that are taken.
func (l *library) baselineNames() []overlays.Entry {
	var entries []overlays.Entry
	for i := range l.archive.Baselines {
		b := &l.archive.Baselines[i]
		entries = append(entries, overlays.Entry{Text: b.Name, Detail: aboutBaseline(b)})
	}
	return entries
}

// saveAs saves a baseline under a name, and asks where the name is taken.
func (l *library) saveAs(name string, numbers []int64) tea.Cmd {
	save := func(replace bool) tea.Cmd {
		return l.change(func(s Store) (string, error) { return saved(s.SaveBaseline(name, numbers, replace)) })
	}
	at := slices.IndexFunc(l.archive.Baselines, func(b baselines.Baseline) bool { return b.Name == name })
	if at < 0 {
		return save(false)
	}
	l.overlay = overlays.NewList(name+" has "+aboutBaseline(&l.archive.Baselines[at]),
		overlays.Entry{Text: "Add " + runsNumbered(numbers) + " to it", Send: intent(func() tea.Cmd {
			return l.change(func(s Store) (string, error) { return saved(s.AddToBaseline(name, numbers)) })
		})},
		overlays.Entry{Text: "Make it of " + runsNumbered(numbers) + " alone", Send: intent(func() tea.Cmd { return save(true) })},
		overlays.Entry{Text: "Leave it as it is"})
	return nil
}

// saved describes a baseline that was saved.
func saved(b baselines.Baseline, err error) (string, error) {
	text := "baseline " + b.Name + " has " + aboutBaseline(&b)
	if n := len(b.LeftOut); n > 0 {
		text += fmt.Sprintf("; %d older ones were left out", n)
	}
	if n := len(b.Runs); n < compare.FewRuns {
		text += fmt.Sprintf("; provisional below %d", compare.FewRuns)
	}
	return text, err
}

// aboutBaseline is a baseline in a few words.
func aboutBaseline(b *baselines.Baseline) string {
	text := units.Counted(len(b.Runs), "run") + ", " + b.SavedAt.UTC().Format("2006-01-02")
	if b.Pinned {
		text += ", pinned"
	}
	return text
}
