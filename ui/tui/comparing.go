package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

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

// lookUp does the work of looking a side up; nil is no work.
func (c *comparing) lookUp(work func() versus.Found) tea.Cmd {
	c.stale = true
	if work == nil {
		return nil
	}
	return c.fetch(func() tea.Msg { return work() })
}

// choose compares with another choice.
func (c *comparing) choose(choice versus.Choice) tea.Cmd {
	work, err := c.versus.Choose(choice)
	if err != nil {
		return c.say("%v", err)
	}
	return c.lookUp(work)
}

// chooseRun compares with a run of the store.
func (c *comparing) chooseRun(number int64) tea.Cmd {
	return tea.Batch(c.choose(versus.Stored(c.library.store, fmt.Sprint(number))), c.say("compared with run %d", number))
}

// show compares with a choice and shows what comes of it.
func (c *comparing) show(choice versus.Choice, name string) tea.Cmd {
	c.display.turn(comparePage)
	return tea.Batch(c.choose(choice), c.say("compared with %s", name))
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

// explained takes the causes that were found.
func (c *comparing) explained(found versus.Causes) tea.Cmd {
	c.stale = true
	if err := c.versus.Explained(found); err != nil {
		return c.say("evidence left out: %v", err)
	}
	return nil
}
