package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/overlays"
	"ep-benchmark/ui/tui/pages"
)

const comparePage = 2

// latestChoices is how many of the newest runs the chooser offers; the others
// are in History.
const latestChoices = 8

// chooseComparison compares with the run under History's cursor; elsewhere it
// offers what there is.
func (m *model) chooseComparison() tea.Cmd {
	if m.page == historyPage {
		m.sync()
		kept, stored := m.history().Selected(&m.view)
		switch {
		case kept != nil:
			return tea.Batch(m.choose(m.chosen(kept.Side)), m.say("compared with %s", kept.Side.Name))
		case stored != nil:
			return m.chooseRun(stored.Number)
		}
	}
	hint := "enter chooses, esc closes"
	if m.options.Store != nil {
		hint = "enter chooses, " + m.view.Key(config.ActionPinBaseline) + " pins, esc closes"
	}
	m.overlay = overlays.NewFilled("Compare with", hint, func() []overlays.Entry { return choices(m) })
	if m.options.Store == nil {
		return nil
	}
	m.catalog.wanted = true
	return m.reread()
}

// chooseRun compares with a run of the store.
func (m *model) chooseRun(number int64) tea.Cmd {
	return tea.Batch(m.choose(stored(m.options.Store, fmt.Sprint(number))), m.say("compared with run %d", number))
}

// turnTo compares with a choice and shows what comes of it.
func (m *model) turnTo(c choice, name string) tea.Cmd {
	m.page = comparePage
	return tea.Batch(m.choose(c), m.say("compared with %s", name))
}

// choices are what there is to compare with: the default, baselines, the
// claims, runs and files, nothing.
func choices(m *model) []overlays.Entry {
	var all []overlays.Entry
	if store := m.options.Store; store != nil {
		all = append(all, overlays.Entry{Text: "Default", Detail: "the pinned baseline, else the latest clean runs", Send: intent(func(m *model) tea.Cmd {
			return m.turnTo(usually(store), "the default")
		})})
		all = append(all, baselineChoices(m, store)...)
	}
	for i := len(m.view.Past) - 1; i >= 0; i-- {
		kept := m.view.Past[i]
		if m.onScreen(&kept) {
			continue
		}
		all = append(all, overlays.Entry{Text: kept.Side.Name, Detail: aboutSide(&kept.Side), Send: intent(func(m *model) tea.Cmd {
			return m.turnTo(m.chosen(kept.Side), kept.Side.Name)
		})})
	}
	if m.options.Store != nil {
		all = append(all, runChoices(m)...)
	}
	return append(all,
		overlays.Entry{Text: "Open an exported run …", Send: intent(func(m *model) tea.Cmd { m.overlay = overlays.NewOpener(); return nil })},
		overlays.Entry{Text: "Nothing", Send: intent(func(m *model) tea.Cmd { return m.choose(choice{}) })})
}

// onScreen tells whether a run is the one that would be compared.
func (m *model) onScreen(kept *pages.Kept) bool {
	return kept.Report != nil && kept.Report == m.outcome.Report && m.run.Finished && !m.session.running()
}

func aboutSide(side *compare.Side) string {
	if _, last := side.Taken(); side.Label == "" && !last.IsZero() {
		return last.UTC().Format("2006-01-02 15:04")
	}
	return side.Label
}

func baselineChoices(m *model, store Store) []overlays.Entry {
	var all []overlays.Entry
	for i := range m.view.Kept.Baselines {
		b := &m.view.Kept.Baselines[i]
		name := b.Name
		all = append(all, overlays.Entry{
			Text: name, Detail: aboutBaseline(b),
			Send: intent(func(m *model) tea.Cmd { return m.turnTo(stored(store, name), name) }),
			Pin:  intent(func(m *model) tea.Cmd { return m.pinOne(name) }),
		})
	}
	switch kept := m.view.Kept; {
	case kept.Failure != "":
		all = append(all, overlays.Entry{Text: "the store could not be read", Detail: kept.Failure, Send: intent(func(m *model) tea.Cmd { return m.say("%s", kept.Failure) })})
	case !kept.Read:
		all = append(all, overlays.Entry{Text: "reading the store …"})
	}
	return all
}

// runChoices are the newest runs but the one on the screen.
func runChoices(m *model) []overlays.Entry {
	var all []overlays.Entry
	for i := range m.view.Kept.Runs {
		run := &m.view.Kept.Runs[i]
		if len(all) == latestChoices {
			break
		}
		if number := run.Number; number != m.versus.number {
			detail := run.StartedAt.UTC().Format("2006-01-02 15:04")
			if !run.Clean {
				detail += ", not clean"
			}
			all = append(all, overlays.Entry{Text: fmt.Sprintf("run %d", number), Detail: detail, Send: intent(func(m *model) tea.Cmd {
				m.page = comparePage
				return m.chooseRun(number)
			})})
		}
	}
	return all
}
