package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/trend"
	"ep-benchmark/ui/tui/pages"
)

// catalog is the reading of the store for History, the chooser and the saver.
// Nothing is read before one of them is opened: a list of ten thousand runs
// takes a moment, and a run may be on.
type catalog struct {
	wanted  bool // History, the chooser or the saver was opened
	reading bool
	again   bool // the store has changed while it was read
	looking bool // at figures
	trends  string
}

func newArchive() *pages.Archive {
	return &pages.Archive{Figures: map[int64][]compare.Figure{}, Marked: map[int64]bool{}}
}

// historyPage is the one that lists runs.
const historyPage = 3

func (m *model) history() *pages.History { return m.pages[historyPage].(*pages.History) }

// catalogRead is a reading of the store's list.
type catalogRead struct {
	runs      []pages.Stored
	baselines []baselines.Baseline
	err       error
}

// reread reads the list anew, if it has been wanted so far.
func (m *model) reread() tea.Cmd {
	if m.options.Store == nil || !m.catalog.wanted {
		return nil
	}
	if m.catalog.reading {
		m.catalog.again = true
		return nil
	}
	m.catalog.reading = true
	store := m.options.Store
	return m.fetch(func() tea.Msg {
		entries, err := store.List(baselines.Query{})
		if err != nil {
			return catalogRead{err: err}
		}
		named, err := store.Baselines()
		return catalogRead{pages.StoredOf(entries), named, err}
	})
}

// listed keeps the list that was read, and reads what the screen needs.
func (m *model) listed(read catalogRead) tea.Cmd {
	kept := m.view.Kept
	m.catalog.reading = false
	kept.Read, kept.Failure = true, ""
	if read.err != nil {
		kept.Failure = read.err.Error()
	} else {
		kept.Runs, kept.Baselines = read.runs, read.baselines
		m.history().Search(&m.view)
	}
	if m.overlay != nil {
		m.overlay.Refresh()
	}
	if m.catalog.again {
		m.catalog.again = false
		return m.reread()
	}
	m.catalog.trends = "" // the newest run may be new
	return m.lookAround()
}

// lookAround reads what the page on the screen is about to show.
func (m *model) lookAround() tea.Cmd {
	if m.options.Store == nil || m.page != historyPage {
		return nil
	}
	if !m.catalog.wanted {
		m.catalog.wanted = true
		return m.reread()
	}
	if !m.view.Kept.Read {
		return nil
	}
	m.view.Run = m.shown()
	return tea.Batch(m.look(), m.trend())
}

// figuresRead are the figures of some runs.
type figuresRead struct {
	asked []int64
	runs  []compare.Run
	err   error
}

// look reads the figures of the runs around the cursor, one reading at a time.
func (m *model) look() tea.Cmd {
	numbers := m.history().Around(&m.view, max(m.height, defaultHeight))
	if m.catalog.looking || len(numbers) == 0 {
		return nil
	}
	m.catalog.looking = true
	store := m.options.Store
	return m.fetch(func() tea.Msg {
		runs, err := store.Runs(numbers...)
		return figuresRead{numbers, runs, err}
	})
}

// looked keeps the figures, and nothing else of the runs: there may be very
// many.
func (m *model) looked(read figuresRead) tea.Cmd {
	m.catalog.looking = false
	for _, number := range read.asked {
		m.view.Kept.Figures[number] = []compare.Figure{} // asked for, and not again
	}
	for i := range read.runs {
		m.view.Kept.Figures[read.runs[i].Number] = read.runs[i].Figures
	}
	if read.err != nil {
		return m.say("figures could not be read: %v", read.err)
	}
	return m.lookAround()
}

// trendsRead is how the figures went.
type trendsRead struct {
	trends trend.Past
	err    error
}

// trend looks at the runs of the conditions that the run on the screen has, or
// else the newest run kept.
func (m *model) trend() tea.Cmd {
	fingerprint := ""
	switch {
	case len(m.versus.begun.Conditions) > 0:
		fingerprint = m.versus.begun.Fingerprint()
	case len(m.view.Kept.Runs) > 0:
		fingerprint = m.view.Kept.Runs[0].Fingerprint
	}
	if fingerprint == "" || fingerprint == m.catalog.trends {
		return nil
	}
	m.catalog.trends = fingerprint
	store := m.options.Store
	return m.fetch(func() tea.Msg {
		trends, err := trendsOf(store, fingerprint)
		return trendsRead{trends, err}
	})
}

func (m *model) trended(read trendsRead) tea.Cmd {
	if read.err != nil {
		return m.say("the trend could not be read: %v", read.err)
	}
	if read.trends.Fingerprint == m.catalog.trends {
		m.view.Trends = read.trends
	}
	return nil
}

// trendsOf reads the clean runs with a fingerprint and finds how each figure
// that decides went, and how the last run stands to both baselines.
func trendsOf(store Store, fingerprint string) (trend.Past, error) {
	t := trend.Past{Fingerprint: fingerprint}
	entries, err := store.List(baselines.Query{Fingerprint: fingerprint, CleanOnly: true, Limit: trend.Latest})
	if err != nil || len(entries) == 0 {
		return t, err
	}
	numbers := make([]int64, len(entries))
	for i := range entries {
		numbers[i] = entries[i].Number
	}
	runs, err := store.Runs(numbers...)
	if err != nil {
		return t, err
	}
	t, err = trend.PastOf(store, runs, fingerprint)
	return decisive(t), err
}

// decisive leaves out figures that decide no verdict: there is little room.
func decisive(t trend.Past) trend.Past {
	t.Figures = slices.DeleteFunc(t.Figures, func(f trend.Figure) bool { return !f.Metric.Gates() })
	return t
}

// sessionTrends are those of the runs at hand, where nothing is kept: of them
// the clean ones with the conditions of the last.
func sessionTrends(past []pages.Kept) trend.Past {
	var runs []compare.Run
	fingerprint := ""
	for i := len(past) - 1; i >= 0; i-- {
		for j := range past[i].Side.Runs {
			run := &past[i].Side.Runs[j]
			if past[i].Report == nil || !run.Joins() {
				continue
			}
			if fingerprint == "" {
				fingerprint = run.Fingerprint()
			}
			if run.Fingerprint() == fingerprint {
				runs = append(runs, *run)
			}
		}
	}
	slices.SortStableFunc(runs, func(a, b compare.Run) int { return a.StartedAt.Compare(b.StartedAt) })
	t := trend.Over(runs, nil)
	t.Fingerprint = fingerprint
	return decisive(t)
}
