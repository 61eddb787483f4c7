package tui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/tui/overlays"
	"ep-benchmark/ui/tui/pages"
)

// trial is how far claims are put to the test, as it arrived and as it is shown.
type trial struct {
	now, shown *pages.Tested // nil before anything has arrived
}

// account is what is known of the claims; nil for nothing.
func (t *trial) account() *claims.Account {
	if t.now == nil {
		return nil
	}
	return &t.now.Account
}

// starter is what carries the options' work out: a run of workloads, or the testing of
// claims.
func starter(o *Options, send func(tea.Msg)) Start {
	if o.Claims == nil {
		return o.Start
	}
	return func(ctx context.Context, _ []string, observe engine.Observer) (Finished, error) {
		return Finished{}, o.Claims(ctx, observe, func(t pages.Tested) { send(t) })
	}
}

// onTested takes how far the claims are tested.
func (m *model) onTested(t pages.Tested) {
	m.trial.now = &t
	m.stale = m.stale || m.frozen == nil
}

// showTested has the pages draw what has arrived, unless the view is frozen.
func (m *model) showTested() {
	if m.frozen == nil {
		m.trial.shown = m.trial.now
	}
}

// shownAccount is that of the claims on the screen; nil for a run of workloads.
func (m *model) shownAccount() *claims.Account {
	if m.trial.shown == nil {
		return nil
	}
	return &m.trial.shown.Account
}

// onClaims tells whether the page of claims is on the screen.
func (m *model) onClaims() bool { return m.current() == pages.Page(m.views.claims) }

// viewClaims turns to the page of claims, where there is one.
func (m *model) viewClaims() tea.Cmd {
	if at := slices.Index(m.pages, pages.Page(m.views.claims)); at >= 0 {
		return m.turn(at)
	}
	return m.say("no claims are put to the test here: ep-benchmark claims does that")
}

// testingEnded takes the end of the testing: its experiments are kept, and there is no
// run to compare.
func (c *control) testingEnded(e *runEnded) tea.Cmd {
	c.outcome.Err = e.err
	c.outcome.Interrupted = c.outcome.Interrupted || c.stoppedEarly
	if e.err != nil {
		c.tell("The claims could not be put to the test", e.err.Error())
	}
	if c.closing {
		c.keepLast()
		return tea.Quit
	}
	return c.library.reread()
}

// offerClaims asks how what is known of the claims is to be written, or the screen.
func (x *exporter) offerClaims(account func() *claims.Account, screen func() snapshot) {
	write := func(extension string, render func(*claims.Account) ([]byte, error)) intent {
		return func() tea.Cmd {
			known := account()
			if known == nil {
				return x.say("nothing to export yet: the claims are being read; the screen can be exported at any time")
			}
			return x.write(extension, func() ([]byte, error) { return render(known) })
		}
	}
	markdown := func(a *claims.Account) ([]byte, error) { return export.ClaimsMarkdown(a), nil }
	x.overlay = overlays.NewList("Export",
		overlays.Entry{Text: "HTML: the claims on a page", Detail: ".html", Send: write("html", export.ClaimsHTML)},
		overlays.Entry{Text: "Markdown: the page rewritten", Detail: ".md", Send: write("md", markdown)},
		overlays.Entry{Text: "JSON: all that is known", Detail: ".json", Send: write("json", export.EncodeClaims)},
		overlays.Entry{Text: "SVG: a picture of the screen", Detail: ".svg", Send: intent(func() tea.Cmd { return x.writePicture(screen()) })},
		overlays.Entry{Text: "Text: the screen with its colours", Detail: ".ansi", Send: intent(func() tea.Cmd { return x.writeText(screen()) })})
}

// claimsSummary gives the terminal's clipboard what is known of the claims in a few
// lines.
func (x *exporter) claimsSummary(a *claims.Account) tea.Cmd {
	return tea.Batch(tea.SetClipboard(export.ClaimsSummary(a)), x.say("summary sent to the clipboard"))
}
