package tui

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/baselines"
	"ep-benchmark/engine"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/report"
	"ep-benchmark/ui/tui/overlays"
	"ep-benchmark/ui/tui/pages"
	"ep-benchmark/ui/words"
)

// storeChanged is the result of a change that the reader asked for.
type storeChanged struct {
	done    string // in words
	deleted []int64
	err     error
}

// change changes the store in the background, and reads it anew.
func (m *model) change(do func(Store) (string, error), deleted ...int64) tea.Cmd {
	store := m.options.Store
	return m.fetch(func() tea.Msg {
		done, err := do(store)
		if err != nil {
			deleted = nil
		}
		return storeChanged{done, deleted, err}
	})
}

func (m *model) changed(c storeChanged) tea.Cmd {
	for _, number := range c.deleted {
		delete(m.view.Kept.Marked, number)
		if m.versus.number == number {
			m.versus.number = 0
		}
	}
	if c.err != nil {
		m.overlay = overlays.NewMessage("Not done", c.err.Error())
		return m.reread()
	}
	return tea.Batch(m.say("%s", c.done), m.reread())
}

// noStore says why something can't be done.
func (m *model) noStore() tea.Cmd { return m.say("nothing is kept: there is no store") }

// selected is the run of the store under History's cursor; false where another
// page is shown, or the run is not in the store.
func (m *model) selected() (*pages.Stored, bool) {
	if m.page != historyPage || m.options.Store == nil {
		return nil, false
	}
	m.sync()
	_, stored := m.history().Selected(&m.view)
	return stored, stored != nil
}

// mark marks the run under the cursor, or unmarks it, and goes on to the next.
func (m *model) mark() tea.Cmd {
	run, ok := m.selected()
	switch {
	case m.options.Store == nil:
		return m.noStore()
	case !ok:
		return m.say("only runs that are kept, in History, can be marked")
	}
	marked := m.view.Kept.Marked
	if marked[run.Number] {
		delete(marked, run.Number)
	} else {
		marked[run.Number] = true
	}
	m.history().Act(config.ActionDown, &m.view)
	return nil
}

// marked are the numbers of the marked runs, ascending.
func (m *model) marked() []int64 {
	if m.view.Kept == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(m.view.Kept.Marked))
}

// deleteRuns asks before it deletes the marked runs, or the one under the
// cursor. Those that a baseline holds stay.
func (m *model) deleteRuns() tea.Cmd {
	if m.options.Store == nil {
		return m.noStore()
	}
	numbers := m.marked()
	if run, ok := m.selected(); ok && len(numbers) == 0 {
		numbers = []int64{run.Number}
	}
	if len(numbers) == 0 || m.page != historyPage {
		return m.say("mark or select a run in History first")
	}
	for _, number := range numbers {
		if run := m.view.Kept.Run(number); run != nil && len(run.Baselines) > 0 {
			m.overlay = overlays.NewMessage("Not deleted", fmt.Sprintf("run %d belongs to the baseline %s: delete that first, or save it without the run",
				number, strings.Join(run.Baselines, " and ")))
			return nil
		}
	}
	m.overlay = overlays.NewQuestion("Delete "+runsNumbered(numbers)+"?", "What is deleted can't be brought back.", intent(func(m *model) tea.Cmd {
		return m.change(func(s Store) (string, error) { return "deleted " + runsNumbered(numbers), s.Delete(numbers...) }, numbers...)
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
func (m *model) pin() tea.Cmd {
	run, ok := m.selected()
	switch {
	case m.options.Store == nil:
		return m.noStore()
	case !ok:
		return m.say("select a run of a baseline in History, or a baseline with %s, to pin it", m.view.Key(config.ActionChooseComparison))
	case len(run.Baselines) == 0:
		return m.say("run %d belongs to no baseline: %s saves one", run.Number, m.view.Key(config.ActionSaveBaseline))
	case len(run.Baselines) == 1:
		return m.pinOne(run.Baselines[0])
	}
	var entries []overlays.Entry
	for _, name := range run.Baselines {
		entries = append(entries, overlays.Entry{Text: name, Send: intent(func(m *model) tea.Cmd { return m.pinOne(name) })})
	}
	m.overlay = overlays.NewList("Pin", entries...)
	return nil
}

// pinOne pins a baseline, or unpins the one that is.
func (m *model) pinOne(name string) tea.Cmd {
	pinned := slices.ContainsFunc(m.view.Kept.Baselines, func(b baselines.Baseline) bool { return b.Name == name && b.Pinned })
	if pinned {
		return m.change(func(s Store) (string, error) { return name + " is no longer pinned", s.Unpin(name) })
	}
	return m.change(func(s Store) (string, error) {
		return name + " is pinned: runs of its conditions are compared with it", s.Pin(name)
	})
}

// reportRead is a run's report, to be looked at.
type reportRead struct {
	title  string
	report engine.Report
	err    error
}

// open shows the run under History's cursor; elsewhere it asks for a file.
func (m *model) open() tea.Cmd {
	if m.page != historyPage {
		m.overlay = overlays.NewOpener()
		return nil
	}
	m.sync()
	kept, stored := m.history().Selected(&m.view)
	switch {
	case stored != nil:
		number, store := stored.Number, m.options.Store
		return m.fetch(func() tea.Msg {
			r, err := store.Report(number)
			return reportRead{fmt.Sprintf("Run %d", number), r, err}
		})
	case kept != nil && kept.Report != nil:
		return m.opened(reportRead{title: kept.Side.Name, report: *kept.Report})
	case kept != nil:
		return m.say("%s", words.NotMeasured(&kept.Side))
	}
	m.overlay = overlays.NewOpener()
	return nil
}

// opened shows a report's text on top.
func (m *model) opened(read reportRead) tea.Cmd {
	if read.err != nil {
		m.overlay = overlays.NewMessage("Not opened", read.err.Error())
		return nil
	}
	m.overlay = overlays.NewViewer(read.title, func(width int) string {
		var text strings.Builder
		_ = report.Write(&text, &read.report, report.Style{Width: width}) // a builder takes everything
		return text.String()
	})
	return nil
}
