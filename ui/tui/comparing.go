package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/judge"
	"ep-benchmark/engine"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/overlays"
	"ep-benchmark/ui/tui/pages"
	"ep-benchmark/ui/tui/versus"
)

// comparing has the reader choose what the run is compared with, and does in the
// background what the comparison needs of the store.
type comparing struct {
	*console
	display *display
	session *session
	library *library
	versus  *versus.Controller
	last    *engine.Report // of the last run that ended; nil for none
}

// usualReference is what suits each run; nothing where nothing is kept.
func usualReference(store Store) judge.Reference {
	if store == nil {
		return judge.Reference{}
	}
	return judge.Usual(store)
}

// lookUp does the work of looking a side up; nil is no work.
func (c *comparing) lookUp(work func() versus.Found) tea.Cmd {
	c.stale = true
	if work == nil {
		return nil
	}
	return c.fetch(func() tea.Msg { return work() })
}

// choose compares with another reference.
func (c *comparing) choose(reference judge.Reference) tea.Cmd {
	work, err := c.versus.Choose(reference)
	if err != nil {
		return c.say("%v", err)
	}
	return c.lookUp(work)
}

// chooseRun compares with a run of the store.
func (c *comparing) chooseRun(number int64) tea.Cmd {
	return tea.Batch(c.choose(judge.Named(c.library.store, fmt.Sprint(number))), c.say("compared with run %d", number))
}

// show compares with a reference and shows what comes of it.
func (c *comparing) show(reference judge.Reference, name string) tea.Cmd {
	c.display.turn(comparePage)
	return tea.Batch(c.choose(reference), c.say("compared with %s", name))
}

// offer compares with the run under the cursor of a page that lists runs;
// elsewhere it offers what there is.
func (c *comparing) offer(on pages.Selection) tea.Cmd {
	switch {
	case on.Kept != nil:
		return tea.Batch(c.choose(c.library.choice(on.Kept.Side)), c.say("compared with %s", on.Kept.Side.Name))
	case on.Stored != nil:
		return c.chooseRun(on.Stored.Number)
	}
	hint := "enter chooses, esc closes"
	if c.library.store != nil {
		hint = "enter chooses, " + c.library.key(config.ActionPinBaseline) + " pins, esc closes"
	}
	c.overlay = overlays.NewFilled("Compare with", hint, c.choices)
	if c.library.store == nil {
		return nil
	}
	c.library.wanted = true
	return c.library.reread()
}

// explain looks for the causes of regressions in the background: the reports of
// the baseline's runs have to be read.
func (c *comparing) explain() tea.Cmd {
	work := c.versus.Explain(c.session.run.Report)
	if work == nil {
		return nil
	}
	return c.fetch(func() tea.Msg { return work() })
}

// onCauses takes the causes that were found.
func (c *comparing) onCauses(found versus.Causes) tea.Cmd {
	c.stale = true
	if err := c.versus.Explained(found); err != nil {
		return c.say("evidence left out: %v", err)
	}
	return nil
}

// latestChoices is how many of the newest runs the chooser offers; the others
// are in History.
const latestChoices = 8

// choices are what there is to compare with: the default, baselines, the
// claims, runs and files, nothing.
func (c *comparing) choices() []overlays.Entry {
	var all []overlays.Entry
	if store := c.library.store; store != nil {
		all = append(all, overlays.Entry{Text: "Default", Detail: "the pinned baseline, else the latest clean runs", Send: intent(func() tea.Cmd {
			return c.show(usualReference(store), "the default")
		})})
		all = append(all, c.baselineChoices(store)...)
	}
	for i := len(c.library.atHand) - 1; i >= 0; i-- {
		kept := c.library.atHand[i]
		if c.onScreen(&kept) {
			continue
		}
		all = append(all, overlays.Entry{Text: kept.Side.Name, Detail: aboutSide(&kept.Side), Send: intent(func() tea.Cmd {
			return c.show(c.library.choice(kept.Side), kept.Side.Name)
		})})
	}
	if c.library.store != nil {
		all = append(all, c.runChoices()...)
	}
	return append(all,
		overlays.Entry{Text: "Open an exported run …", Send: intent(func() tea.Cmd { c.overlay = overlays.NewOpener(); return nil })},
		overlays.Entry{Text: "Nothing", Send: intent(func() tea.Cmd { return c.choose(judge.Reference{}) })})
}

// onScreen tells whether a run is the one that would be compared.
func (c *comparing) onScreen(kept *pages.Kept) bool {
	return kept.Report != nil && kept.Report == c.last && c.session.run.Finished && !c.session.running()
}

// aboutSide is a side in a few words.
func aboutSide(side *compare.Side) string {
	if _, last := side.Taken(); side.Label == "" && !last.IsZero() {
		return last.UTC().Format("2006-01-02 15:04")
	}
	return side.Label
}

// baselineChoices are the named baselines, or why there is none yet.
func (c *comparing) baselineChoices(store Store) []overlays.Entry {
	archive := c.library.archive
	var all []overlays.Entry
	for i := range archive.Baselines {
		b := &archive.Baselines[i]
		name := b.Name
		all = append(all, overlays.Entry{
			Text: name, Detail: aboutBaseline(b),
			Send: intent(func() tea.Cmd { return c.show(judge.Named(store, name), name) }),
			Pin:  intent(func() tea.Cmd { return c.library.pinOne(name) }),
		})
	}
	switch failure := archive.Failure; {
	case failure != "":
		all = append(all, overlays.Entry{Text: "the store could not be read", Detail: failure, Send: intent(func() tea.Cmd { return c.say("%s", failure) })})
	case !archive.Read:
		all = append(all, overlays.Entry{Text: "reading the store …"})
	}
	return all
}

// runChoices are the newest runs but the one on the screen.
func (c *comparing) runChoices() []overlays.Entry {
	var all []overlays.Entry
	for i := range c.library.archive.Runs {
		run := &c.library.archive.Runs[i]
		if len(all) == latestChoices {
			break
		}
		if number := run.Number; number != c.versus.Number() {
			detail := run.StartedAt.UTC().Format("2006-01-02 15:04")
			if !run.Clean {
				detail += ", not clean"
			}
			all = append(all, overlays.Entry{Text: fmt.Sprintf("run %d", number), Detail: detail, Send: intent(func() tea.Cmd {
				c.display.turn(comparePage)
				return c.chooseRun(number)
			})})
		}
	}
	return all
}
