package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"unicode/utf8"

	"golang.org/x/sys/unix"

	"ep-benchmark/cmd/internal/api"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/workloads/shipping"
)

// openTerminal makes a pseudo-terminal with this number of columns. What a
// process writes to its device can be read from the screen.
func openTerminal(t testing.TB, columns uint16) (screen, device *os.File) {
	t.Helper()
	screen, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("there are no pseudo-terminals here: %v", err)
	}
	t.Cleanup(func() { _ = screen.Close() })
	fd := int(screen.Fd())
	number, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	}
	if err == nil {
		rows := uint16(40)
		if columns == 0 { // a terminal that knows no size
			rows = 0
		}
		err = unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: rows, Col: columns})
	}
	if err != nil {
		t.Fatal(err)
	}
	device, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	return screen, device
}

// onTerminal runs the program on a terminal and returns all that it drew.
func onTerminal(t *testing.T, columns uint16, environment []string, args ...string) string {
	t.Helper()
	command, screen := startOnTerminal(t, columns, environment, args...)
	drawn, _ := io.ReadAll(screen) // ends with EIO when no process has the device open any more
	if err := command.Wait(); err != nil {
		t.Errorf("%v:\n%s", err, drawn)
	}
	return string(drawn)
}

// startOnTerminal starts the program with a terminal of its own, whose keys
// reach it as a user's keys do.
func startOnTerminal(t testing.TB, columns uint16, environment []string, args ...string) (command *exec.Cmd, screen *os.File) {
	t.Helper()
	screen, device := openTerminal(t, columns)
	defer func() { _ = device.Close() }()
	command = commandOnTerminal(t, device, environment, args...)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	return command, screen
}

// commandOnTerminal returns the program, not started yet, on a terminal.
func commandOnTerminal(t testing.TB, device *os.File, environment []string, args ...string) *exec.Cmd {
	t.Helper()
	name, value := raceOptions()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	command := exec.CommandContext(ctx, "ep-benchmark", args...)
	command.Dir = t.TempDir()
	command.Env = append(os.Environ(), append([]string{name + "=" + value, "TERM=xterm-256color", "NO_COLOR="}, environment...)...)
	command.Stdin, command.Stdout, command.Stderr = device, device, device
	command.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	return command
}

const (
	eraseLine = "\r\x1b[K"
	colour    = "\x1b[1m"
)

var short = []string{
	"tracking", "parsing", "--plain", "--latency", "none", "--packages", "4", "--iterations", "20", "--rounds", "4", "--minimum-leg", "40ms",
	"--target", "tracking=0.001", "--target", "parsing=1h",
}

// progressLine is how a redrawn line begins: with its clock, or, where there
// is no room for it, with its share.
var progressLine = regexp.MustCompile(`^(\d\d:\d\d| *\d+ %)  `)

func TestProgressIsOneLineOnATerminal(t *testing.T) {
	for _, columns := range []uint16{60, 100} {
		t.Run(fmt.Sprint(columns), func(t *testing.T) {
			t.Parallel()
			drawn := onTerminal(t, columns, nil, short...)
			lines := strings.Split(drawn, eraseLine)
			redrawn := 0
			for i, line := range lines {
				if !progressLine.MatchString(line) || strings.Contains(line, "\n") {
					continue
				}
				redrawn++
				if width := utf8.RuneCountInString(line); width > int(columns) {
					t.Errorf("%d columns: %q", width, line)
				}
				if i == len(lines)-1 {
					t.Errorf("the last line is not cleared: %q", line)
				}
			}
			if redrawn < 3 {
				t.Errorf("only %d lines were redrawn:\n%q", redrawn, drawn)
			}
			if !strings.Contains(drawn, colour) || !strings.Contains(drawn, "Summary") {
				t.Errorf("the report has no colours:\n%q", drawn)
			}
		})
	}
}

// Ctrl-C signals all processes on the terminal. The simulator runs until the
// report has been written. The progress line is erased before that.
func TestCtrlCOnATerminal(t *testing.T) {
	t.Parallel()
	command, screen := startOnTerminal(t, 100, nil, longRun("--plain", "--export=json:out.json")...)
	readUntil(t, screen, `tracking \d+/1000`)
	if _, err := screen.WriteString("\x03"); err != nil {
		t.Fatal(err)
	}
	rest, _ := io.ReadAll(screen)
	_ = command.Wait()
	if code := command.ProcessState.ExitCode(); code != cli.ExitInterrupted {
		t.Errorf("exit code %d, want %d:\n%s", code, cli.ExitInterrupted, rest)
	}
	if !strings.Contains(string(rest), eraseLine+"finishing up; ") || !strings.Contains(string(rest), "PARTIAL") {
		t.Errorf("no partial report:\n%q", rest)
	}
	if strings.Contains(string(rest), api.SimulatorEnded) {
		t.Errorf("the simulator was interrupted, too:\n%s", rest)
	}
}

// readUntil reads what is drawn up to what matches, and maybe some more.
func readUntil(t *testing.T, screen io.Reader, pattern string) {
	t.Helper()
	var drawn strings.Builder
	buffer := make([]byte, 1<<15)
	for wanted := regexp.MustCompile(pattern); !wanted.MatchString(drawn.String()); {
		n, err := screen.Read(buffer)
		if err != nil {
			t.Fatalf("%v before %s:\n%q", err, pattern, drawn.String())
		}
		drawn.Write(buffer[:n])
	}
}

// A terminal that knows no size shows the dashboard all the same. No shell
// controls jobs there, so Ctrl-Z only prints that. A signal still ends the run.
func TestBareTerminal(t *testing.T) {
	t.Parallel()
	command, screen := startOnTerminal(t, 0, []string{"CI="}, longRun("--export=json:out.json")...)
	readUntil(t, screen, "RUNNING")
	if _, err := screen.WriteString("\x1a"); err != nil {
		t.Fatal(err)
	}
	readUntil(t, screen, "shell|controls|suspended|continued") // what stood there in the same place is not drawn again
	if err := command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	rest, _ := io.ReadAll(screen)
	_ = command.Wait()
	if code := command.ProcessState.ExitCode(); code != cli.ExitInterrupted || !strings.Contains(string(rest), "PARTIAL") {
		t.Errorf("exit code %d, want %d:\n%q", code, cli.ExitInterrupted, rest)
	}
}

// With the orders on stdin, keys come from the controlling terminal.
func TestKeysWhileStdinHasTheOrders(t *testing.T) {
	t.Parallel()
	screen, device := openTerminal(t, 100)
	orders, gives, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	command := commandOnTerminal(t, device, []string{"CI="}, "parsing", "--input", "-", "--rounds", "1000", "--minimum-leg", "5ms", "--iterations", "20")
	command.Stdin, command.SysProcAttr.Ctty = orders, 1
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	_, _ = device.Close(), orders.Close()
	_, err = io.WriteString(gives, strings.Join(shipping.Sample()[:20], "\n"))
	if err = errors.Join(err, gives.Close()); err != nil {
		t.Fatal(err)
	}
	readUntil(t, screen, "RUNNING")
	if _, err := screen.WriteString("\x03"); err != nil {
		t.Fatal(err)
	}
	readUntil(t, screen, "PARTIAL")
	if _, err := screen.WriteString("q"); err != nil {
		t.Fatal(err)
	}
	rest, _ := io.ReadAll(screen)
	_ = command.Wait()
	if code := command.ProcessState.ExitCode(); code != cli.ExitInterrupted {
		t.Errorf("exit code %d, want %d:\n%q", code, cli.ExitInterrupted, rest)
	}
}

// NO_COLOR removes the colours, and nothing else.
func TestNoColourOnATerminal(t *testing.T) {
	t.Parallel()
	drawn := onTerminal(t, 80, []string{"NO_COLOR=1"}, short...)
	if rest := strings.ReplaceAll(drawn, eraseLine, ""); strings.Contains(rest, "\x1b") {
		t.Errorf("there are escape sequences:\n%q", rest)
	}
	if !strings.Contains(drawn, eraseLine) {
		t.Errorf("no line was redrawn:\n%q", drawn)
	}
}

// A dumb terminal can neither colour nor erase.
func TestDumbTerminal(t *testing.T) {
	t.Parallel()
	if drawn := onTerminal(t, 80, []string{"TERM=dumb"}, short...); strings.Contains(drawn, "\x1b") {
		t.Errorf("there are escape sequences:\n%q", drawn)
	}
}
