// Package screen finds the terminal that a dashboard can have, and shows it there.
// The terminal is only lent: it is given back however the program ends.
package screen

import (
	"context"
	"errors"
	"fmt"
	"os"

	"golang.org/x/term"

	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/ui/terminal"
	"ep-benchmark/ui/tui"
)

// Seat is the terminal that shows the dashboard and reads its keys.
type Seat struct {
	keys, screen *os.File
	opened       bool // close has to close keys
}

// Close closes the terminal that FindSeat has opened.
func (s *Seat) Close() {
	if s != nil && s.opened {
		_ = s.keys.Close()
	}
}

// controlling is the terminal that a process is controlled from, whatever its
// streams are.
const controlling = "/dev/tty"

// Wanted tells whether standard output is a terminal that can draw the dashboard, and
// not one of a CI system.
func Wanted(env process.Environment) bool {
	return process.IsTerminal(env.Stdout) && env.Getenv("TERM") != "dumb" && env.Getenv("CI") == ""
}

// FindSeat reads keys from stdin if it is a terminal. If it is not, and
// elsewhere is set, it reads them from the controlling terminal. Otherwise it
// returns nil without an error.
func FindSeat(env process.Environment, elsewhere bool) (*Seat, error) {
	s := &Seat{screen: process.FileOf(env.Stdout)}
	in, isFile := env.Stdin.(*os.File)
	switch {
	case isFile && term.IsTerminal(int(in.Fd())):
		s.keys = in
	case !elsewhere:
		return nil, nil
	default:
		var err error
		if s.keys, err = os.OpenFile(controlling, os.O_RDWR, 0); err != nil {
			return nil, fmt.Errorf("keys can't be read: standard input is a file or a pipe, and %s can't be opened: %w", controlling, files.WithoutPath(err))
		}
		s.opened = true
	}
	if !terminal.NewJobs(s.keys).Foreground() {
		s.Close()
		return nil, errors.New("the program runs in the background, where it may not have the terminal")
	}
	return s, nil
}

// Show shows the dashboard until the user leaves it or ctx ends.
func (s *Seat) Show(ctx context.Context, env process.Environment, o tui.Options) (tui.Outcome, error) {
	lent, err := terminal.Lend(s.keys, s.screen)
	if err != nil {
		return tui.Outcome{}, fmt.Errorf("dashboard: the terminal's modes: %w", err)
	}
	o.Terminal, o.Jobs = lent, terminal.NewJobs(s.keys)
	if env.Stops == nil {
		return tui.Run(ctx, o)
	}
	o.Hurry = env.Stops.Lend(lent)
	defer env.Stops.Returned()
	env.Stops.Post(env.StartGuard(lent), process.AsTerminal(env.Stderr))
	return tui.Run(ctx, o)
}
