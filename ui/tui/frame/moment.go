// Package frame draws what stands around a page: the answer and the tabs on the
// first row, and what can be done on the last.
//
// Its opinion: the first row alone answers the reader's question, at any width.
package frame

import (
	"fmt"
	"strings"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/recording"
)

// A Moment is what the dashboard is doing.
type Moment struct {
	Run    *live.Run         // that is shown
	Player *recording.Player // of a recording; nil for a run
	Still  bool              // a picture is made, and no key can be pressed

	Running    bool // a run is on
	Stopping   bool // it is being ended
	Confirming bool // it is a fresh run, which confirms the last one
	Frozen     bool // the view is held

	Claims *claims.Account // that are put to the test; nil before any is known, and for none
	Tests  bool            // claims are put to the test

	Once  bool // no second run is started
	Lists bool // the page lists runs
	Opens bool // the page opens what its cursor is on with enter
	Keeps bool // runs are kept in a store
	Saves bool // there is a run that can be saved as a baseline
}

// state is what the run is doing, in a word. A run that was never measured is said to
// be that before anything else.
func (m *Moment) state() (string, cells.Role) {
	word, role := m.doing()
	if !m.Run.Plan.Generated {
		return word, role
	}
	never := strings.ToUpper(engine.NeverMeasured)
	if m.Player != nil && !m.Still && m.Player.Paused() {
		never += ", paused"
	}
	return never, cells.Warn
}

func (m *Moment) doing() (string, cells.Role) {
	switch {
	case m.Still && m.Run.Finished:
		return "FINISHED", cells.Accent
	case m.Still:
		return "RUNNING", cells.Accent
	case m.Frozen:
		return "FROZEN", cells.Warn
	case m.Player != nil && m.Player.Paused():
		return "RECORDING paused", cells.Warn
	case m.Player != nil && m.Player.Done():
		return "RECORDING over", cells.Accent
	case m.Player != nil:
		return fmt.Sprintf("RECORDING %gx", m.Player.Speed()), cells.Accent
	case m.Stopping:
		return "STOPPING", cells.Warn
	case m.Tests && m.Running && m.Claims == nil:
		return "STARTING", cells.Accent
	case m.Tests && m.Running:
		return "RUNNING", cells.Accent
	case m.Tests && m.Claims != nil:
		return "FINISHED", cells.Accent
	case m.Confirming:
		return "CONFIRMING", cells.Warn
	case m.Run.Finished && m.Run.Report.Partial:
		return "PARTIAL", cells.Warn
	case m.Run.Finished:
		return "FINISHED", cells.Accent
	case !m.Running:
		return "NO RUN", cells.Muted
	case !m.Run.Started:
		return "STARTING", cells.Accent
	}
	return "RUNNING", cells.Accent
}
