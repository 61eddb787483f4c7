package tui

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/baselines"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/overlays"
	"ep-benchmark/ui/tui/pages"
)

// storeChanged is the result of a change that the reader asked for.
type storeChanged struct {
	done    string // in words
	deleted []int64
	err     error
}

// change changes the store in the background, and reads it anew.
func (l *library) change(do func(Store) (string, error), deleted ...int64) tea.Cmd {
	store := l.store
	return l.fetch(func() tea.Msg {
		done, err := do(store)
		if err != nil {
			deleted = nil
		}
		return storeChanged{done, deleted, err}
	})
}

// onChange says what was changed, and reads the list anew.
func (l *library) onChange(c storeChanged) tea.Cmd {
	for _, number := range c.deleted {
		delete(l.archive.Marked, number)
	}
	if c.err != nil {
		l.tell("Not done", c.err.Error())
		return l.reread()
	}
	return tea.Batch(l.say("%s", c.done), l.reread())
}

// mark marks the run under the cursor, or unmarks it, and goes on to the next.
func (l *library) mark(run *pages.Stored) tea.Cmd {
	switch {
	case l.store == nil:
		return l.noStore()
	case run == nil:
		return l.say("only runs that are kept, in History, can be marked")
	}
	marked := l.archive.Marked
	if marked[run.Number] {
		delete(marked, run.Number)
	} else {
		marked[run.Number] = true
	}
	l.history.Act(config.ActionDown)
	return nil
}

// marked are the numbers of the marked runs, ascending.
func (l *library) marked() []int64 {
	if l.archive == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(l.archive.Marked))
}

// deleteRuns asks before it deletes the marked runs, or the one under the
// cursor. Those that a baseline holds stay.
func (l *library) deleteRuns(on pages.Selection) tea.Cmd {
	if l.store == nil {
		return l.noStore()
	}
	numbers := l.marked()
	if len(numbers) == 0 && on.Stored != nil {
		numbers = []int64{on.Stored.Number}
	}
	if len(numbers) == 0 || !on.Lists {
		return l.say("mark or select a run in History first")
	}
	for _, number := range numbers {
		if run := l.archive.Run(number); run != nil && len(run.Baselines) > 0 {
			l.tell("Not deleted", fmt.Sprintf("run %d belongs to the baseline %s: delete that first, or save it without the run",
				number, strings.Join(run.Baselines, " and ")))
			return nil
		}
	}
	l.overlay = overlays.NewQuestion("Delete "+runsNumbered(numbers)+"?", "What is deleted can't be brought back.", intent(func() tea.Cmd {
		return l.change(func(s Store) (string, error) { return "deleted " + runsNumbered(numbers), s.Delete(numbers...) }, numbers...)
	}))
	return nil
}

// runsNumbered names runs: "run 7", "runs 7, 8 and 9", "12 runs".
func runsNumbered(numbers []int64) string {
	switch n := len(numbers); {
	case n == 1:
		return fmt.Sprintf("run %d", numbers[0])
	case n > 5:
		return fmt.Sprintf("%d runs", n)
	}
	var texts []string
	for _, number := range numbers {
		texts = append(texts, fmt.Sprint(number))
	}
	last := len(texts) - 1
	return "runs " + strings.Join(texts[:last], ", ") + " and " + texts[last]
}

// pin pins the baseline that holds the run under the cursor, or unpins it.
func (l *library) pin(run *pages.Stored) tea.Cmd {
	switch {
	case l.store == nil:
		return l.noStore()
	case run == nil:
		return l.say("select a run of a baseline in History, or a baseline with %s, to pin it", l.key(config.ActionChooseComparison))
	case len(run.Baselines) == 0:
		return l.say("run %d belongs to no baseline: %s saves one", run.Number, l.key(config.ActionSaveBaseline))
	case len(run.Baselines) == 1:
		return l.pinOne(run.Baselines[0])
	}
	var entries []overlays.Entry
	for _, name := range run.Baselines {
		entries = append(entries, overlays.Entry{Text: name, Send: intent(func() tea.Cmd { return l.pinOne(name) })})
	}
	l.overlay = overlays.NewList("Pin", entries...)
	return nil
}

// pinOne pins a baseline, or unpins the one that is.
func (l *library) pinOne(name string) tea.Cmd {
	pinned := slices.ContainsFunc(l.archive.Baselines, func(b baselines.Baseline) bool { return b.Name == name && b.Pinned })
	if pinned {
		return l.change(func(s Store) (string, error) { return name + " is no longer pinned", s.Unpin(name) })
	}
	return l.change(func(s Store) (string, error) {
		return name + " is pinned: runs of its conditions are compared with it", s.Pin(name)
	})
}
