package tui

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// slowTerminal answers after a while, once it is waited for.
type slowTerminal struct {
	open, hushed, left bool
	answers            int
}

func (s *slowTerminal) Hush() bool { s.hushed = true; return s.open }
func (s *slowTerminal) Settle()    { time.Sleep(time.Second); s.open = false }
func (s *slowTerminal) Answered()  { s.answers++ }
func (s *slowTerminal) Listen()    { s.hushed = false }
func (s *slowTerminal) Leave()     { s.left = true }

// sent is a program that only gets messages.
type sent struct {
	messages []tea.Msg
	killed   atomic.Bool
}

func (s *sent) Send(message tea.Msg) { s.messages = append(s.messages, message) }
func (s *sent) Kill()                { s.killed.Store(true) }

// someJobs are jobs that may be controlled, and a suspension that lasts until
// its context ends, or not at all.
type someJobs struct {
	controlled, lasts bool
	suspensions       int
}

func (j *someJobs) Controlled() bool { return j.controlled }

func (j *someJobs) Suspend(ctx context.Context) {
	if j.suspensions++; j.lasts {
		<-ctx.Done()
	}
}

func newDesk(t *testing.T, jobs Jobs) (*desk, *slowTerminal, *sent, context.CancelFunc) {
	ctx, cancel := context.WithCancel(t.Context())
	s, p := &slowTerminal{}, &sent{}
	return &desk{ctx: ctx, terminal: s, jobs: jobs, program: p}, s, p, cancel
}

// TestSizes holds that there always is something to draw on.
func TestSizes(t *testing.T) {
	unusual := []string{"LINES=30", "COLUMNS=100", "COLUMNSOMETHING=7"}
	for _, c := range []struct {
		told        tea.WindowSizeMsg
		environment []string
		want        tea.WindowSizeMsg
	}{
		{tea.WindowSizeMsg{Width: 120, Height: 40}, unusual, tea.WindowSizeMsg{Width: 120, Height: 40}},
		{tea.WindowSizeMsg{}, nil, tea.WindowSizeMsg{Width: 80, Height: 24}},
		{tea.WindowSizeMsg{Width: -1, Height: -1}, nil, tea.WindowSizeMsg{Width: 80, Height: 24}},
		{tea.WindowSizeMsg{Width: 132}, nil, tea.WindowSizeMsg{Width: 132, Height: 24}},
		{tea.WindowSizeMsg{}, unusual, tea.WindowSizeMsg{Width: 100, Height: 30}},
		{tea.WindowSizeMsg{}, []string{"COLUMNS=", "LINES=-3"}, tea.WindowSizeMsg{Width: 80, Height: 24}},
		{tea.WindowSizeMsg{Width: 1 << 30, Height: 1 << 30}, nil, tea.WindowSizeMsg{Width: largestSide, Height: largestSide}},
	} {
		d := &desk{environment: c.environment}
		if got := d.filter(nil, c.told); got != c.want {
			t.Errorf("%v with %q: %v, want %v", c.told, c.environment, got, c.want)
		}
	}
}

// TestQuitWaitsForAnswers holds that the program reads keys until the terminal
// has answered.
func TestQuitWaitsForAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, terminal, program, cancel := newDesk(t, nil)
		defer cancel()
		if got := d.filter(nil, tea.QuitMsg{}); got != (tea.QuitMsg{}) || !terminal.hushed {
			t.Errorf("nothing is waited for: %T, hushed %v", got, terminal.hushed)
		}
		terminal.open = true
		if got := d.filter(nil, tea.QuitMsg{}); got != nil {
			t.Errorf("%T before the answers", got)
		}
		if got := d.filter(nil, uv.PrimaryDeviceAttributesEvent{62}); got != nil || terminal.answers != 1 {
			t.Errorf("an answer is passed on as %T", got)
		}
		time.Sleep(time.Second)
		synctest.Wait()
		if len(program.messages) != 1 || d.filter(nil, program.messages[0]) != (tea.QuitMsg{}) {
			t.Errorf("after the answers: %v", program.messages)
		}
	})
}

// TestSuspensionNeedsJobs holds that the process is not suspended where nothing
// could resume it.
func TestSuspensionNeedsJobs(t *testing.T) {
	for name, jobs := range map[string]Jobs{"no jobs": nil, "jobs that are not controlled": &someJobs{}} {
		d, _, _, cancel := newDesk(t, jobs)
		if got := d.filter(nil, tea.SuspendMsg{}); got != (unsuspendable{}) {
			t.Errorf("%s: %T", name, got)
		}
		cancel()
	}
	open(t, options()).tell(unsuspendable{}).shows("no shell controls jobs here")
}

// TestSuspensionTakesTurns holds that there is one at a time, and that
// questions may be put again after it.
func TestSuspensionTakesTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		jobs := &someJobs{controlled: true}
		d, terminal, program, cancel := newDesk(t, jobs)
		defer cancel()
		terminal.hushed = true
		for range 2 {
			if got := d.filter(nil, tea.SuspendMsg{}); got != nil {
				t.Errorf("%T", got)
			}
		}
		time.Sleep(time.Second)
		synctest.Wait()
		if len(program.messages) != 1 {
			t.Fatalf("%d suspensions were asked for", len(program.messages))
		}
		if err := (&suspension{d}).Run(); err != nil || jobs.suspensions != 1 || terminal.left {
			t.Errorf("%v, %d suspensions, left %v", err, jobs.suspensions, terminal.left)
		}
		if got := d.filter(nil, suspended{}); got != (tea.ResumeMsg{}) || d.suspending || terminal.hushed {
			t.Errorf("%T, suspending %v, hushed %v", got, d.suspending, terminal.hushed)
		}
	})
}

// TestEndDuringASuspension holds that a program whose context ends during a
// suspension does not take the terminal again.
func TestEndDuringASuspension(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, terminal, _, cancel := newDesk(t, &someJobs{controlled: true, lasts: true})
		time.AfterFunc(time.Minute, cancel)
		if err := (&suspension{d}).Run(); err == nil || !terminal.left {
			t.Errorf("%v, left %v", err, terminal.left)
		}
	})
}

// TestAttend holds that a program that does not end in time is killed.
func TestAttend(t *testing.T) {
	for name, c := range map[string]struct {
		hurries time.Duration // after the stop; 0 for never
		takes   time.Duration
	}{
		"patience ends": {0, patienceAtAStop},
		"hurried":       {time.Millisecond, time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d, terminal, program, stop := newDesk(t, nil)
				told := make(chan struct{})
				hurry, cancel := hurried(d.ctx, told, patienceAtAStop)
				defer cancel()
				over := make(chan struct{})
				defer close(over)
				go d.attend(hurry, over)
				stop()
				if c.hurries > 0 {
					time.AfterFunc(c.hurries, func() { close(told) })
				}
				time.Sleep(c.takes - time.Nanosecond)
				synctest.Wait()
				if len(program.messages) != 1 || program.messages[0] != (terminated{}) || program.killed.Load() {
					t.Errorf("%v, killed %v", program.messages, program.killed.Load())
				}
				time.Sleep(time.Nanosecond)
				synctest.Wait()
				if !program.killed.Load() || !terminal.hushed {
					t.Errorf("killed %v, hushed %v", program.killed.Load(), terminal.hushed)
				}
			})
		})
	}
}
