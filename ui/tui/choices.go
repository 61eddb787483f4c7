package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/ui/tui/overlays"
	"ep-benchmark/ui/tui/pages"
	"ep-benchmark/ui/tui/versus"
)

// latestChoices is how many of the newest runs the chooser offers; the others
// are in History.
const latestChoices = 8

// choices are what there is to compare with: the default, baselines, the
// claims, runs and files, nothing.
func (c *comparing) choices() []overlays.Entry {
	var all []overlays.Entry
	if store := c.library.store; store != nil {
		all = append(all, overlays.Entry{Text: "Default", Detail: "the pinned baseline, else the latest clean runs", Send: intent(func() tea.Cmd {
			return c.show(versus.Default(store), "the default")
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
		overlays.Entry{Text: "Nothing", Send: intent(func() tea.Cmd { return c.choose(versus.Choice{}) })})
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
			Send: intent(func() tea.Cmd { return c.show(versus.Stored(store, name), name) }),
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
