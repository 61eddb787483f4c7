package tui

import (
	tea "charm.land/bubbletea/v2"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/judge"
	"ep-benchmark/baselines/trend"
	"ep-benchmark/engine"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/pages"
)

// library is what the dashboard knows of other runs: those at hand, and those in
// the store. Reading and changing the store is done in the background.
type library struct {
	*console
	key     func(config.Action) string
	load    func(path string) (pages.Kept, error) // reads an exported run; nil where nothing can
	store   Store                                 // nil where nothing is kept
	history *pages.History                        // whose list is looked through
	atHand  []pages.Kept                          // claims, files, and runs of this session, the oldest first
	archive *pages.Archive                        // what is known of the store; nil where there is none
	trends  trend.Past                            // how the figures went

	wanted  bool // the list was asked for, so it is kept up to date
	reading bool
	again   bool // the store has changed while it was read
	looking bool // at figures
	trended string
}

// newLibrary knows what is at hand, and nothing of the store so far.
func newLibrary(c *console, o *Options, history *pages.History) *library {
	l := &library{console: c, key: o.Config.Keys.FirstKey, store: o.Store, load: o.Load, history: history, atHand: o.Past}
	if o.Store != nil {
		l.archive = &pages.Archive{Figures: map[int64][]compare.Figure{}, Marked: map[int64]bool{}}
	}
	return l
}

// intent is what is done when an entry of a list is chosen.
type intent func() tea.Cmd

// noStore says why something can't be done.
func (l *library) noStore() tea.Cmd { return l.say("nothing is kept: there is no store") }

// add adds a run of this session to those at hand.
func (l *library) add(name string, f *Finished) {
	run := compare.RunOf(name, &f.Report)
	run.Number = f.Number
	l.atHand = append(l.atHand, pages.Kept{Side: compare.SideOf(run), Report: &f.Report, Number: f.Number})
	if l.store == nil {
		l.trends = sessionTrends(l.atHand)
	}
}

// choice compares with a side that is at hand, and has its reports as evidence.
func (l *library) choice(side compare.Side) judge.Reference {
	var evidence []*engine.Report
	for i := range l.atHand {
		if kept := &l.atHand[i]; kept.Report != nil && kept.Side.Name == side.Name {
			evidence = append(evidence, kept.Report)
		}
	}
	return judge.Fixed(side, evidence...)
}
