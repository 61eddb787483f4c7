package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"golang.org/x/term"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/ui/terminal"
	"ep-benchmark/ui/tui"
)

// seat is the terminal that shows the dashboard and reads its keys.
type seat struct {
	keys, screen *os.File
	opened       bool // close has to close keys
}

// close closes the terminal that findSeat has opened.
func (s *seat) close() {
	if s != nil && s.opened {
		_ = s.keys.Close()
	}
}

// controlling is the terminal that a process is controlled from, whatever its
// streams are.
const controlling = "/dev/tty"

// findSeat returns where to show the dashboard: a terminal that can draw it, if
// stdout gets no other output. It returns nil if plain lines are printed. It
// prints the reason if that may surprise the user.
func (f *runFlags) findSeat(world surroundings, streamed bool) *seat {
	if f.plain || f.debugs() || !isTerminal(world.stdout) || world.getenv("TERM") == "dumb" || world.getenv("CI") != "" || streamed {
		return nil
	}
	s, err := findSeat(world, f.set.Changed("input") && f.input == standardInput)
	if err != nil {
		tell(world, "plain lines in place of the dashboard: %v", err)
		return nil
	}
	return s
}

// findSeat reads keys from stdin if it is a terminal. If it is not, and
// elsewhere is set, it reads them from the controlling terminal. Otherwise it
// returns nil without an error.
func findSeat(world surroundings, elsewhere bool) (*seat, error) {
	s := &seat{screen: fileOf(world.stdout)}
	in, isFile := world.stdin.(*os.File)
	switch {
	case isFile && term.IsTerminal(int(in.Fd())):
		s.keys = in
	case !elsewhere:
		return nil, nil
	default:
		var err error
		if s.keys, err = os.OpenFile(controlling, os.O_RDWR, 0); err != nil {
			return nil, fmt.Errorf("keys can't be read: standard input is a file or a pipe, and %s can't be opened: %w", controlling, withoutPath(err))
		}
		s.opened = true
	}
	if !terminal.NewJobs(s.keys).Foreground() {
		s.close()
		return nil, errors.New("the program runs in the background, where it may not have the terminal")
	}
	return s, nil
}

// show shows the dashboard until the user leaves it or ctx ends.
func (s *seat) show(ctx context.Context, world surroundings, o tui.Options) (tui.Outcome, error) {
	lent, err := terminal.Lend(s.keys, s.screen)
	if err != nil {
		return tui.Outcome{}, fmt.Errorf("dashboard: the terminal's modes: %w", err)
	}
	o.Terminal, o.Jobs = lent, terminal.NewJobs(s.keys)
	if world.stops == nil {
		return tui.Run(ctx, o)
	}
	o.Hurry = world.stops.lend(lent)
	defer world.stops.returned()
	world.stops.post(world.guarded(lent), asTerminal(world.stderr))
	return tui.Run(ctx, o)
}

// asTerminal returns the file of a stream that is a terminal; nil if it is
// none.
func asTerminal(w io.Writer) *os.File {
	if !isTerminal(w) {
		return nil
	}
	return fileOf(w)
}

// guardCommand runs the guard of the terminal. It is not a command for users:
// it needs the pipe that the dashboard gives it.
const guardCommand = "guard-the-terminal"

// guarded starts the guard of a terminal. It returns nil if that fails: the
// dashboard works without a guard.
func (w surroundings) guarded(lent *terminal.Lent) *terminal.Guard {
	executable, err := w.executable()
	if err != nil {
		return nil
	}
	g, err := lent.Guard(executable, guardCommand)
	if err != nil {
		return nil
	}
	return g
}

// guard gives the terminal back when the program that had it has died. It
// ignores the signals that end the program, because systemd and docker send
// theirs to all processes.
func guard(from io.Reader, screen *os.File) int {
	signal.Ignore(append(endings, crashes...)...)
	if err := terminal.Stand(from, screen, tellCrash); err != nil {
		fmt.Fprintf(os.Stderr, "ep-benchmark %s: the dashboard starts it: %v\n", guardCommand, err)
		return cli.ExitFailed
	}
	return cli.ExitOK
}

// tellCrash prints the runtime's report of a crash, with an explanation for the
// user.
func tellCrash(w io.Writer, report io.Reader) {
	lines := bufio.NewReader(report)
	if _, err := lines.Peek(1); err != nil { // it was killed, or the terminal took no output
		_ = say(w, "ep-benchmark: it ended before it could give the terminal back, which has been done for it")
		return
	}
	tellBug(w, "the program crashed", nil)
	for {
		line, err := lines.ReadString('\n')
		_ = say(w, "%s", strings.TrimRight(line, "\n"))
		if err != nil {
			return
		}
	}
}
