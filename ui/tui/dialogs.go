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
	"ep-benchmark/ui/tui/pages"
)

// An intent is what the root does when an entry is chosen.
type intent func(*model) tea.Cmd

// take acts on what came of a key or a click on the overlay.
func (m *model) take(r overlays.Result) tea.Cmd {
	if r.Close {
		m.overlay = nil
	}
	switch sent := r.Send.(type) {
	case intent:
		return sent(m)
	case overlays.Chosen:
		return m.act(sent.Action)
	case overlays.PathWritten:
		return m.load(sent.Path)
	case overlays.Narrowed:
		m.history().Narrow(sent.Text, &m.view)
	case overlays.Moved:
		m.history().Act(sent.Action, &m.view)
	}
	return nil
}

// paste gives pasted text to what is on top.
func (m *model) paste(text string) tea.Cmd {
	if m.overlay == nil {
		return nil
	}
	return m.take(m.overlay.Paste(text))
}

// runLoaded is an exported run that was read, or why it was not.
type runLoaded struct {
	kept pages.Kept
	err  error
}

// load reads an exported run in the background.
func (m *model) load(path string) tea.Cmd {
	path, load := strings.TrimSpace(path), m.options.Load
	if path == "" || load == nil {
		return nil
	}
	return m.fetch(func() tea.Msg {
		kept, err := load(path)
		return runLoaded{kept, err}
	})
}

// loaded compares with the run that was read.
func (m *model) loaded(read runLoaded) tea.Cmd {
	if read.err != nil {
		m.overlay = overlays.NewMessage("Not opened", read.err.Error())
		return nil
	}
	m.view.Past = append([]pages.Kept{read.kept}, m.view.Past...)
	return m.turnTo(m.chosen(read.kept.Side), read.kept.Side.Name)
}

// filterRuns shows History and asks for words.
func (m *model) filterRuns() tea.Cmd {
	m.page = historyPage
	m.overlay = overlays.NewFilter(m.history().Filter())
	return nil
}

// saveBaseline asks for the name of a baseline of the marked runs, or else of
// the run that has just ended.
func (m *model) saveBaseline() tea.Cmd {
	if m.options.Store == nil {
		return m.noStore()
	}
	numbers := m.marked()
	if len(numbers) == 0 {
		if m.versus.number == 0 || m.session.running() {
			return m.say("nothing to save: mark a run in History, or finish one first")
		}
		numbers = []int64{m.versus.number}
		if run := compare.RunOf(thisRun, &m.run.Report); !run.Joins() {
			m.overlay = overlays.NewMessage("Not saved", "only clean runs join a baseline, and this one is not: "+strings.Join(run.Reservations(), "; "))
			return nil
		}
	}
	for _, number := range numbers {
		if run := m.view.Kept.Run(number); run != nil && !run.Clean {
			m.overlay = overlays.NewMessage("Not saved", fmt.Sprintf("run %d is not clean, and only clean runs join a baseline: %s", number, strings.Join(run.Doubts, "; ")))
			return nil
		}
	}
	note := ""
	if n := len(numbers); n < compare.FewRuns {
		note = fmt.Sprintf("%s: verdicts against it are provisional until it has %d", units.Counted(n, "run"), compare.FewRuns)
	}
	m.overlay = overlays.NewSaver("Save "+runsNumbered(numbers)+" as a baseline", note, m.baselineNames, baselines.CheckName, func(name string) tea.Msg {
		return intent(func(m *model) tea.Cmd { return m.saveAs(name, numbers) })
	})
	m.catalog.wanted = true
	return m.reread()
}

// baselineNames are the names that are taken.
func (m *model) baselineNames() []overlays.Entry {
	var entries []overlays.Entry
	for i := range m.view.Kept.Baselines {
		b := &m.view.Kept.Baselines[i]
		entries = append(entries, overlays.Entry{Text: b.Name, Detail: aboutBaseline(b)})
	}
	return entries
}

// saveAs saves a baseline under a name, and asks where the name is taken.
func (m *model) saveAs(name string, numbers []int64) tea.Cmd {
	save := func(replace bool) tea.Cmd {
		return m.change(func(s Store) (string, error) { return saved(s.SaveBaseline(name, numbers, replace)) })
	}
	at := slices.IndexFunc(m.view.Kept.Baselines, func(b baselines.Baseline) bool { return b.Name == name })
	if at < 0 {
		return save(false)
	}
	m.overlay = overlays.NewList(name+" has "+aboutBaseline(&m.view.Kept.Baselines[at]),
		overlays.Entry{Text: "Add " + runsNumbered(numbers) + " to it", Send: intent(func(m *model) tea.Cmd {
			return m.change(func(s Store) (string, error) { return saved(s.AddToBaseline(name, numbers)) })
		})},
		overlays.Entry{Text: "Make it of " + runsNumbered(numbers) + " alone", Send: intent(func(*model) tea.Cmd { return save(true) })},
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
