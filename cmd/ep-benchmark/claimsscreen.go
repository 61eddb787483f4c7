package main

import (
	"context"
	"io"
	"slices"
	"sync"

	"github.com/spf13/pflag"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/claims"
	"ep-benchmark/cmd/internal/claiming"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/comparing"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/screen"
	"ep-benchmark/engine"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui"
	"ep-benchmark/ui/tui/pages"
)

// claimsScreen are the flags of the dashboard of claims, and where it is shown.
type claimsScreen struct {
	plain    bool
	config   string
	seat     *screen.Seat // nil for plain lines
	settings config.Config
}

func (f *claimsScreen) register(set *pflag.FlagSet) {
	set.BoolVar(&f.plain, "plain", false, "plain lines instead of the dashboard, as in a pipe or in CI")
	cli.Describe(set, "plain", screen.Group, "", "true or false")
	screen.RegisterConfig(set, &f.config)
}

// open finds the terminal for the dashboard, unless plain lines are wanted or stdout
// holds a document.
func (f *claimsScreen) open(streamed bool, env process.Environment) (err error) {
	if !f.plain && !streamed && screen.Wanted(env) {
		if f.seat, err = screen.FindSeat(env, false); err != nil {
			env.Tell("plain lines in place of the dashboard: %v", err)
		}
	}
	if f.seat != nil || f.config != "" {
		f.settings, err = files.LoadConfig(f.config, env.Getenv)
		return err
	}
	return nil
}

// A claimsWatch shows a test of claims on the dashboard, and keeps what it was told
// last.
type claimsWatch struct {
	plan func() (*claiming.Test, error) // makes the test anew, each time that it is begun
	past map[string][]claims.Past       // before the test that is on

	mutex  sync.Mutex
	latest claims.Account
}

// watchClaims shows the test on the dashboard until it is closed.
func (b *claimsBench) watchClaims(ctx context.Context, f *claimsScreen, w *claimsWatch) (tui.Outcome, error) {
	options, err := comparing.ScreenOptions(b.env, f.settings, nil)
	if err != nil {
		return tui.Outcome{}, err
	}
	if b.store != nil {
		options.Store = b.store
	}
	shown := *b
	shown.env.Stderr = io.Discard // the dashboard has the terminal
	options.Claims = func(ctx context.Context, observe engine.Observer, tell func(pages.Tested)) error {
		shown.observe = observe
		test, err := w.plan()
		if err != nil {
			return err
		}
		if w.past, err = pastOf(b.store, &test.Ledger); err != nil {
			return err
		}
		test.Run, test.RunParts = shown.run, shown.runParts
		return w.carryOut(ctx, test, tell)
	}
	return f.seat.Show(ctx, b.env, options)
}

// carryOut carries a test out, and tells how far it is whenever that has changed.
func (w *claimsWatch) carryOut(ctx context.Context, test *claiming.Test, tell func(pages.Tested)) error {
	coming := test.Coming()
	state := func(a *claims.Account, running string) {
		account := *a
		account.Entries = slices.Clone(a.Entries)
		w.mutex.Lock()
		w.latest = account
		w.mutex.Unlock()
		over := running == "" && len(coming) == 0
		tell(pages.Tested{Account: account, Running: running, Coming: slices.Clone(coming), Past: w.past, Over: over})
	}
	drop := func(id string) { coming = slices.DeleteFunc(coming, func(c string) bool { return c == id }) }
	test.Begins = func(c *claims.Claim, _ *claiming.Experiment) {
		drop(c.ID)
		state(test.Account(), c.ID)
	}
	test.Ended = func(a *claims.Account, at int) {
		drop(a.Entries[at].Claim.ID)
		state(a, "")
	}
	state(test.Account(), "")
	err := test.CarryOut(ctx)
	coming = nil
	state(test.Account(), "")
	return err
}

// account is what was known last.
func (w *claimsWatch) account() *claims.Account {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return &w.latest
}

// mostPast is how many accounts of a ledger the dashboard looks back to.
const mostPast = 50

// pastOf are the earlier findings on each claim of a ledger, by its id; none where
// nothing is kept.
func pastOf(store *baselines.Store, ledger *claims.Ledger) (map[string][]claims.Past, error) {
	if store == nil {
		return nil, nil
	}
	accounts, err := store.Accounts(ledger.Key(), mostPast)
	if err != nil {
		return nil, err
	}
	all := map[string][]claims.Past{}
	for i := range ledger.Claims {
		id := ledger.Claims[i].ID
		if past := claims.PastOf(accounts, id); len(past) > 0 {
			all[id] = past
		}
	}
	return all, nil
}
