package process

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/ending"
	"ep-benchmark/ui/terminal"
)

// GuardCommand runs the guard of the terminal. It is not a command for users:
// it needs the pipe that the dashboard gives it.
const GuardCommand = "guard-the-terminal"

// StartGuard starts the guard of a terminal. It returns nil if that fails: the
// dashboard works without a guard.
func (env Environment) StartGuard(lent *terminal.Lent) *terminal.Guard {
	executable, err := env.Executable()
	if err != nil {
		return nil
	}
	g, err := lent.Guard(executable, GuardCommand)
	if err != nil {
		return nil
	}
	return g
}

// RunGuard gives the terminal back when the program that had it has died. It
// ignores the signals that end the program, because systemd and docker send
// theirs to all processes.
func RunGuard(from io.Reader, screen *os.File) int {
	signal.Ignore(append(endings, ending.Crashes...)...)
	if err := terminal.Stand(from, screen, tellCrash); err != nil {
		fmt.Fprintf(os.Stderr, "ep-benchmark %s: the dashboard starts it: %v\n", GuardCommand, err)
		return cli.ExitFailed
	}
	return cli.ExitOK
}

// tellCrash prints the runtime's report of a crash, with an explanation for the
// user.
func tellCrash(w io.Writer, report io.Reader) {
	lines := bufio.NewReader(report)
	if _, err := lines.Peek(1); err != nil { // it was killed, or the terminal took no output
		_ = Say(w, "ep-benchmark: it ended before it could give the terminal back, which has been done for it")
		return
	}
	TellBug(w, "the program crashed", nil)
	for {
		line, err := lines.ReadString('\n')
		_ = Say(w, "%s", strings.TrimRight(line, "\n"))
		if err != nil {
			return
		}
	}
}
