//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine"
	"ep-benchmark/ui/export"
)

// pane is a shell in a terminal that tmux plays, on a server of its own.
type pane struct {
	t      *testing.T
	tmux   string
	socket string
	folder string // the shell's, empty at first
	raw    string // file that gets every byte the terminal is sent
}

// openPane starts a shell without a line editor, so that every change of the
// terminal's modes comes from the program.
func openPane(t *testing.T, width, height int, environment ...string) *pane {
	t.Helper()
	skipUnseenChildren(t)
	path, err := exec.LookPath("tmux")
	if err != nil {
		t.Skipf("there is no tmux here: %v", err)
	}
	outside, err := os.MkdirTemp("", "pane") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	p := &pane{t: t, tmux: path, socket: filepath.Join(outside, "s"), folder: t.TempDir(), raw: filepath.Join(outside, "raw")}
	t.Cleanup(func() {
		_, _ = p.command("kill-server")
		_ = os.RemoveAll(outside)
	})
	p.write(filepath.Join(outside, "rc"), "set +o emacs +o vi\nPS1='$ '\n")
	p.write(filepath.Join(outside, "conf"), "set -g status off\nset -g escape-time 0\nset -g set-clipboard on\n"+
		"set -g default-terminal tmux-256color\nset -g remain-on-exit on\nset -g history-limit 5000\n")
	start := []string{
		"-f", filepath.Join(outside, "conf"), "new-session", "-d", "-x", strconv.Itoa(width), "-y", strconv.Itoa(height),
		"-c", p.folder, "-e", "ENV=" + filepath.Join(outside, "rc"),
	}
	race, value := raceOptions()
	for _, pair := range append([]string{race + "=" + value, "XDG_CONFIG_HOME=" + outside, "LC_ALL=C.UTF-8", "COLORTERM=truecolor"}, environment...) {
		start = append(start, "-e", pair)
	}
	p.do(append(start, "sh", "-i")...)
	p.do("pipe-pane", "-o", "cat >'"+p.raw+"'")
	p.until("the file of what is drawn", func() bool {
		_, err := os.Stat(p.raw)
		return err == nil
	})
	p.await("the shell's prompt", func(screen string) bool { return strings.HasPrefix(screen, "$") })
	return p
}

// command calls tmux without the caller's variables that would change the
// result.
func (p *pane) command(args ...string) (string, error) {
	command := exec.Command(p.tmux, append([]string{"-u", "-S", p.socket}, args...)...)
	command.Env = slices.DeleteFunc(os.Environ(), func(pair string) bool {
		name, _, _ := strings.Cut(pair, "=")
		return slices.Contains([]string{"TMUX", "CI", "NO_COLOR", "COLORFGBG", "CLICOLOR", "CLICOLOR_FORCE"}, name)
	})
	text, err := command.CombinedOutput()
	return string(text), err
}

func (p *pane) do(args ...string) string {
	p.t.Helper()
	text, err := p.command(args...)
	if err != nil {
		p.t.Fatalf("tmux %s: %v\n%s", args[0], err, text)
	}
	return text
}

// press sends keys by tmux's names for them.
func (p *pane) press(keys ...string) {
	p.t.Helper()
	p.do(append([]string{"send-keys", "--"}, keys...)...)
}

// line types a line into the shell.
func (p *pane) line(text string) {
	p.t.Helper()
	p.do("send-keys", "-l", "--", text)
	p.press("Enter")
}

// screen returns the text on the screen.
func (p *pane) screen() string {
	p.t.Helper()
	return p.do("capture-pane", "-p")
}

// drawn returns every byte that the terminal was sent.
func (p *pane) drawn() string {
	p.t.Helper()
	text, err := os.ReadFile(p.raw)
	if err != nil {
		p.t.Fatal(err)
	}
	return string(text)
}

func (p *pane) write(path, text string) {
	p.t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		p.t.Fatal(err)
	}
}

// until waits for a condition, as long as patience lasts.
func (p *pane) until(what string, met func() bool) {
	p.t.Helper()
	late := time.After(patience)
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for !met() {
		select {
		case <-look.C:
		case <-late:
			screen, _ := p.command("capture-pane", "-p")
			p.t.Fatalf("waited %v for %s; the screen shows\n%s", patience, what, screen)
		}
	}
}

// await waits until the screen shows what is wanted, and returns it.
func (p *pane) await(what string, met func(screen string) bool) string {
	p.t.Helper()
	var screen string
	p.until(what, func() bool {
		screen = p.screen()
		return met(screen)
	})
	return screen
}

// shows waits for text that matches.
func (p *pane) shows(pattern string) string {
	p.t.Helper()
	return p.await(pattern, regexp.MustCompile(pattern).MatchString)
}

// hides waits until no text matches.
func (p *pane) hides(pattern string) string {
	p.t.Helper()
	wanted := regexp.MustCompile(pattern)
	return p.await("the end of "+pattern, func(screen string) bool { return !wanted.MatchString(screen) })
}

// before and behind make the shell save the terminal's settings before and
// after a command, and the command's exit code.
const before, behind = "stty -g >.before; ", `; echo $? >.code; stty -g >.behind`

// start runs the program in the shell.
func (p *pane) start(args ...string) {
	p.t.Helper()
	p.line(before + "ep-benchmark " + strings.Join(args, " ") + behind)
}

// startBroken runs the program that has something panic.
func (p *pane) startBroken(part string) {
	p.t.Helper()
	p.line(before + "broken " + part + behind)
}

// kept reads a line that the shell has written down; "" before it has.
func (p *pane) kept(name string) string {
	text, _ := os.ReadFile(filepath.Join(p.folder, name))
	line, whole := strings.CutSuffix(string(text), "\n")
	if !whole {
		return ""
	}
	return line
}

// ends waits for the program's end, and checks its exit code and that the
// terminal is as it was.
func (p *pane) ends(code int) {
	p.t.Helper()
	p.until("the program's end", func() bool { return p.kept(".behind") != "" })
	if got := p.kept(".code"); got != strconv.Itoa(code) {
		p.t.Errorf("exit code %s, want %d:\n%s", got, code, p.screen())
	}
	p.isRestored()
	if got, want := p.kept(".behind"), p.kept(".before"); got != want {
		p.t.Errorf("stty -g tells %s, and %s before", got, want)
	}
}

// flags returns the terminal's alternate screen, its visible cursor, its mouse.
func (p *pane) flags() string {
	p.t.Helper()
	return strings.TrimSpace(p.do("display-message", "-p", "#{alternate_on} #{cursor_flag} #{mouse_any_flag}"))
}

const restored = "0 1 0"

var (
	mode        = regexp.MustCompile(`\x1b\[\?([0-9;]+)([hl])`)
	colourOfSGR = regexp.MustCompile(`\x1b\[(?:[0-9;:]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:[;:][0-9;:]*)?m`)
)

// isRestored checks that no mode is left set: by what tmux knows of the
// terminal, and by the last sequence for each mode that it was sent. tmux hands
// those on to a process that writes them to a file, which takes a moment.
func (p *pane) isRestored() {
	p.t.Helper()
	if got := p.flags(); got != restored {
		p.t.Errorf("alternate screen, cursor, mouse: %s, want %s", got, restored)
	}
	p.until("every mode to be reset in what was drawn", func() bool { return len(p.modesLeft()) == 0 })
}

// modesLeft are the modes that were left otherwise than a shell needs them.
func (p *pane) modesLeft() []string {
	last := map[string]string{}
	for _, m := range mode.FindAllStringSubmatch(p.drawn(), -1) {
		for number := range strings.SplitSeq(m[1], ";") {
			last[number] = m[2]
		}
	}
	var left []string
	for number, set := range last {
		usual := "l"
		if number == "25" || number == "7" { // cursor, line wrap
			usual = "h"
		}
		if set != usual {
			left = append(left, number+set)
		}
	}
	return left
}

// processes lists the children of a process as "PID COMMAND LINE".
func processes(t *testing.T, parent string) []string {
	t.Helper()
	text, err := exec.Command("ps", "-A", "-o", "ppid=", "-o", "pid=", "-o", "args=").Output()
	if err != nil {
		t.Fatal(err)
	}
	var children []string
	for line := range strings.Lines(string(text)) {
		above, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if above == parent {
			children = append(children, strings.TrimSpace(rest))
		}
	}
	return children
}

// pid returns the program's process.
func (p *pane) pid() int {
	p.t.Helper()
	shell := strings.TrimSpace(p.do("display-message", "-p", "#{pane_pid}"))
	children := processes(p.t, shell)
	if len(children) != 1 {
		p.t.Fatalf("the shell has these children: %q", children)
	}
	return number(p.t, children[0])
}

// simulator returns the process that serves the program.
func (p *pane) simulator() int {
	p.t.Helper()
	for _, child := range processes(p.t, strconv.Itoa(p.pid())) {
		if strings.Contains(child, "simulator") {
			return number(p.t, child)
		}
	}
	p.t.Fatal("there is no simulator")
	return 0
}

// guard returns the process that gives the terminal back when a program can't;
// 0 if there is none.
func (p *pane) guard(program int) int {
	p.t.Helper()
	for _, child := range processes(p.t, strconv.Itoa(program)) {
		if strings.Contains(child, process.GuardCommand) && ignoresTerm(number(p.t, child)) {
			return number(p.t, child)
		}
	}
	return 0
}

// ignoresTerm reports whether a process ignores SIGTERM already. On a busy
// machine a child may take long for its first step. It returns true if the
// system does not show this.
func ignoresTerm(pid int) bool {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return true
	}
	_, after, found := strings.Cut(string(status), "SigIgn:")
	mask, _, _ := strings.Cut(strings.TrimSpace(after), "\n")
	ignored, err := strconv.ParseUint(mask, 16, 64)
	return !found || err != nil || ignored&(1<<(syscall.SIGTERM-1)) != 0
}

// tells checks that a text is on the normal screen, or was.
func (p *pane) tells(text string) {
	p.t.Helper()
	if left := p.do("capture-pane", "-p", "-S", "-"); !strings.Contains(left, text) {
		p.t.Errorf("nothing tells %q:\n%s", text, left)
	}
}

func number(t *testing.T, line string) int {
	t.Helper()
	text, _, _ := strings.Cut(line, " ")
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// signal sends a process a signal.
func (p *pane) signal(pid int, signal os.Signal) {
	p.t.Helper()
	process, err := os.FindProcess(pid)
	if err == nil {
		err = process.Signal(signal)
	}
	if err != nil {
		p.t.Fatal(err)
	}
}

// report reads an exported run.
func (p *pane) report(name string) engine.Report {
	p.t.Helper()
	file, err := os.Open(filepath.Join(p.folder, name))
	if err != nil {
		screen, _ := p.command("capture-pane", "-p", "-S", "-")
		p.t.Fatalf("%v; the screen shows\n%s", err, screen)
	}
	defer func() { _ = file.Close() }()
	report, err := export.Decode(file)
	if err != nil {
		p.t.Fatal(err)
	}
	return report
}
