package tui

import (
	"context"
	"time"

	"github.com/charmbracelet/colorprofile"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/recording"
	"ep-benchmark/ui/terminal"
	"ep-benchmark/ui/tui/pages"
)

// Start runs workloads and passes all events to observe, until ctx ends. The
// dashboard starts runs through it and does not know the runner. Start also
// keeps the run: the dashboard learns the run's number and saves nothing
// itself.
type Start func(ctx context.Context, workloads []string, observe engine.Observer) (Finished, error)

// TestClaims puts the claims of a ledger to the test, until ctx ends. It passes the
// events of each experiment to observe, and to tell how far the claims are tested,
// whenever that has changed; at the end as well.
type TestClaims func(ctx context.Context, observe engine.Observer, tell func(pages.Tested)) error

// Options say what the dashboard shows and where.
type Options struct {
	Start Start
	// Claims puts claims to the test, in place of Start; nil for a run of workloads.
	Claims    TestClaims
	Workloads []string          // what a run of everything runs
	Sweeps    []string          // what stored sweeps recommend for them, in words
	Once      bool              // only one run is started, since it leaves something behind
	Player    *recording.Player // shows a recording instead; Start is not used then
	View      string            // that is shown first, one of [Views]; "" is run

	Config config.Config
	// NoColour is the reader's wish to have none (NO_COLOR).
	NoColour bool
	// Profile is the colours that the terminal has, as far as its name tells; all where
	// it is unknown.
	Profile colorprofile.Profile
	// Light says what to take the background for until the terminal tells.
	Light bool

	// Store is where runs and baselines are kept; nil where nothing is.
	Store Store
	// First says that no run was ever kept, so that the screen is explained.
	First bool
	Past  []pages.Kept // files and references at hand
	// With is what to compare with from the start. Nil is what is usual: the
	// pinned baseline of a run's conditions, else the latest clean runs;
	// nothing where there is no store.
	With *compare.Side
	// AllowMismatch compares runs of different conditions all the same.
	AllowMismatch bool

	// Load opens an exported run by its path.
	Load func(path string) (pages.Kept, error)
	// Folder is where exports go; Now names them by the time.
	Folder string
	Now    func() time.Time

	// Hurry is closed when the program is to end without waiting for anything;
	// nil for never.
	Hurry <-chan struct{}
	// StopPatience is how long a run may take to end when the process has to; 0 is
	// 1.4 seconds.
	StopPatience time.Duration

	// Terminal is where the dashboard is shown.
	Terminal *terminal.Lent
	// Jobs suspends the program; nil where nothing can.
	Jobs Jobs
	// Environment is the process's, for what the terminal can do.
	Environment []string
}

// profile is the colours that are written.
func (o *Options) profile() colorprofile.Profile {
	switch {
	case o.NoColour:
		return colorprofile.ASCII
	case o.Profile == colorprofile.Unknown:
		return colorprofile.TrueColor
	}
	return o.Profile
}

// Jobs is what the dashboard needs of the control of jobs; [terminal.Jobs] is
// one.
type Jobs interface {
	// Controlled tells whether a suspended program could be resumed.
	Controlled() bool
	// Suspend stops the process until it goes on in the foreground or ctx ends.
	Suspend(ctx context.Context)
}

// Outcome is what is left when the dashboard is closed.
type Outcome struct {
	Report *engine.Report // of the last run that ended, a confirming one aside; nil for none
	// Comparison is that run's; nil where there was nothing to compare with. A
	// change in it that no fresh run has confirmed is among its suspects.
	Comparison *compare.Comparison
	Err        error // why a run could not be carried out
	// Frame is the last frame as text, when the reader wants it kept.
	Frame string
	// Interrupted says that the reader ended a run before its end.
	Interrupted bool
}
