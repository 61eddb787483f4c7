package terminal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"syscall"

	"golang.org/x/sys/unix"
)

// Guard is a process that gives the terminal back when this process dies
// without time to do so itself: by a panic that its goroutine does not recover,
// by a fatal error of the runtime, or by a kill.
//
// It is a session of its own, so that no signal of the terminal reaches it and
// no shell keeps it from setting modes. It reads a pipe whose other end only
// this process holds open, so that the guard ends when this process does,
// however that happens.
type Guard struct {
	process *exec.Cmd
	report  *os.File // the pipe
}

// Guard starts the guard by a command line that runs [Stand]. It gets no
// environment.
//
// The pipe holds less than a crash report, and the guard gives the terminal
// back before it reads the rest. So this process can't finish its report, and
// can't end, before the terminal is given back.
func (l *Lent) Guard(command ...string) (*Guard, error) {
	from, report, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer func() { _ = from.Close() }()
	g := &Guard{process: exec.Command(command[0], command[1:]...), report: report}
	g.process.Dir = "/"
	g.process.Env = []string{}
	g.process.Stdin, g.process.Stdout = from, l.screen
	g.process.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err = g.process.Start(); err == nil {
		err = g.brief(l.modes)
	}
	if err != nil {
		g.Dismiss()
		return nil, fmt.Errorf("starting what guards the terminal: %w", err)
	}
	return g, nil
}

// brief sends the terminal's modes to the guard, and has the runtime write
// crash reports to it.
func (g *Guard) brief(modes unix.Termios) error {
	if err := narrow(g.report); err != nil {
		return err
	}
	if err := json.NewEncoder(g.report).Encode(modes); err != nil {
		return err
	}
	debug.SetTraceback("all")
	return debug.SetCrashOutput(g.report, debug.CrashOptions{})
}

// Dismiss ends the guard: the terminal was given back.
func (g *Guard) Dismiss() {
	_ = debug.SetCrashOutput(nil, debug.CrashOptions{}) // nil can't be refused
	debug.SetTraceback("single")
	if g.process.Process != nil {
		_ = g.process.Process.Kill() // it may be gone
		_ = g.process.Wait()
	}
	_ = g.report.Close()
}

// Stand is what the guard process runs. It waits until the process that writes
// to from dies or reports a crash. Then it gives the terminal back and calls
// tell, which writes the reason; report is empty where the process was killed.
func Stand(from io.Reader, screen *os.File, tell func(w io.Writer, report io.Reader)) error {
	return stand(from, screen, backInShape, tell)
}

func stand(from io.Reader, screen *os.File, giveBack func(*os.File, *unix.Termios), tell func(w io.Writer, report io.Reader)) error {
	var modes unix.Termios
	line, err := readLine(from)
	if err == nil {
		err = json.Unmarshal(line, &modes)
	}
	if err != nil {
		return fmt.Errorf("the terminal's modes: %w", err)
	}
	beginning := make([]byte, 1) // no more, so that the rest waits
	n, _ := io.ReadFull(from, beginning)
	giveBack(screen, &modes)
	tell(screen, io.MultiReader(bytes.NewReader(beginning[:n]), from))
	return nil
}

// readLine reads a line and not a byte more.
func readLine(from io.Reader) ([]byte, error) {
	var line []byte
	for one := make([]byte, 1); ; {
		if _, err := io.ReadFull(from, one); err != nil {
			return nil, err
		}
		if one[0] == '\n' {
			return line, nil
		}
		line = append(line, one[0])
	}
}

// backInShape gives the terminal back. It sets the modes only while they are
// still the dashboard's: otherwise a shell has set its own by now.
func backInShape(screen *os.File, modes *unix.Termios) {
	_, _ = screen.WriteString(restoring) // a terminal that is gone needs none
	if now, err := unix.IoctlGetTermios(int(screen.Fd()), getModes); err == nil && raw(now) {
		_ = setTermios(int(screen.Fd()), modes)
	}
}

// raw tells whether a terminal passes input and output on unchanged. It does so
// for the dashboard, and for no shell that edits a line.
func raw(modes *unix.Termios) bool {
	return modes.Oflag&unix.OPOST == 0 && modes.Lflag&(unix.ICANON|unix.ISIG|unix.ECHO) == 0
}
