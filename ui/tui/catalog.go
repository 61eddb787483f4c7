package tui

import (
	tea "charm.land/bubbletea/v2"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/trend"
	"ep-benchmark/ui/tui/pages"
)

// catalogRead is a reading of the store's list.
type catalogRead struct {
	runs      []pages.Stored
	baselines []baselines.Baseline
	err       error
}

// reread reads the list anew, if it has been wanted so far.
func (l *library) reread() tea.Cmd {
	if l.store == nil || !l.wanted {
		return nil
	}
	if l.reading {
		l.again = true
		return nil
	}
	l.reading = true
	store := l.store
	return l.fetch(func() tea.Msg {
		entries, err := store.List(baselines.Query{})
		if err != nil {
			return catalogRead{err: err}
		}
		named, err := store.Baselines()
		return catalogRead{pages.StoredOf(entries), named, err}
	})
}

// onCatalog keeps the list that was read.
func (l *library) onCatalog(read catalogRead) tea.Cmd {
	kept := l.archive
	l.reading = false
	kept.Read, kept.Failure = true, ""
	if read.err != nil {
		kept.Failure = read.err.Error()
	} else {
		kept.Runs, kept.Baselines = read.runs, read.baselines
		l.history.Search()
	}
	if l.overlay != nil {
		l.overlay.Refresh()
	}
	if l.again {
		l.again = false
		return l.reread()
	}
	l.trended = "" // the newest run may be new
	return nil
}

// lookAround reads what a list of that many rows is about to show, and the trend of
// runs with a fingerprint.
func (l *library) lookAround(rows int, fingerprint string) tea.Cmd {
	if l.store == nil {
		return nil
	}
	if !l.wanted {
		l.wanted = true
		return l.reread()
	}
	if !l.archive.Read {
		return nil
	}
	return tea.Batch(l.readFigures(rows), l.readTrend(fingerprint))
}

// figuresRead are the figures of some runs.
type figuresRead struct {
	asked []int64
	runs  []compare.Run
	err   error
}

// readFigures reads the figures of the runs around the cursor, one reading at a time.
func (l *library) readFigures(rows int) tea.Cmd {
	numbers := l.history.Around(max(rows, defaultHeight))
	if l.looking || len(numbers) == 0 {
		return nil
	}
	l.looking = true
	store := l.store
	return l.fetch(func() tea.Msg {
		runs, err := store.Runs(numbers...)
		return figuresRead{numbers, runs, err}
	})
}

// onFigures keeps the figures, and nothing else of the runs: there may be very
// many.
func (l *library) onFigures(read figuresRead) tea.Cmd {
	l.looking = false
	for _, number := range read.asked {
		l.archive.Figures[number] = []compare.Figure{} // asked for, and not again
	}
	for i := range read.runs {
		l.archive.Figures[read.runs[i].Number] = read.runs[i].Figures
	}
	if read.err != nil {
		return l.say("figures could not be read: %v", read.err)
	}
	return nil
}

// trendsRead is how the figures went.
type trendsRead struct {
	trends trend.Past
	err    error
}

// readTrend looks at the runs with a fingerprint; without one at those with that of
// the newest run kept.
func (l *library) readTrend(fingerprint string) tea.Cmd {
	if fingerprint == "" && len(l.archive.Runs) > 0 {
		fingerprint = l.archive.Runs[0].Fingerprint
	}
	if fingerprint == "" || fingerprint == l.trended {
		return nil
	}
	l.trended = fingerprint
	store := l.store
	return l.fetch(func() tea.Msg {
		trends, err := trendsOf(store, fingerprint)
		return trendsRead{trends, err}
	})
}

// onTrends shows how the figures went.
func (l *library) onTrends(read trendsRead) tea.Cmd {
	if read.err != nil {
		return l.say("the trend could not be read: %v", read.err)
	}
	if read.trends.Fingerprint == l.trended {
		l.trends = read.trends
	}
	return nil
}
