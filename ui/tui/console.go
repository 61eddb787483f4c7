package tui

import (
	"fmt"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/tui/overlays"
)

// console is how every part of the dashboard speaks to the reader, and where it
// does what may have to wait.
type console struct {
	overlay overlays.Overlay // on top of the page; nil for none
	notice  notice           // on the footer
	stale   bool             // the frame is older than what it shows
	// fetch does work in the background.
	fetch func(work func() tea.Msg) tea.Cmd
}

// A notice is a short message, for a while.
type notice struct {
	text  string
	count int
}

// noticeOver says that a notice has been shown long enough.
type noticeOver int

// over takes the notice away, if no other has come since.
func (n *notice) over(which noticeOver) bool {
	if int(which) != n.count || n.text == "" {
		return false
	}
	n.text = ""
	return true
}

// say shows a notice.
func (c *console) say(format string, args ...any) tea.Cmd {
	c.notice.count++
	c.notice.text = fmt.Sprintf(format, args...)
	c.stale = true
	which := noticeOver(c.notice.count)
	return tea.Tick(4*time.Second, func(time.Time) tea.Msg { return which })
}

// tell shows a message that has to be closed.
func (c *console) tell(title, text string) { c.overlay = overlays.NewMessage(title, text) }

// broke says that work in the background panicked.
type broke struct{ err error }

// fetch does work that may wait in the background; its message arrives later. A
// panic becomes an error that is shown, so that the terminal is given back.
func fetch(work func() tea.Msg) tea.Cmd {
	return func() (message tea.Msg) {
		defer func() {
			if value := recover(); value != nil {
				message = broke{fmt.Errorf("a bug in ep-benchmark: %v\n%s", value, debug.Stack())}
			}
		}()
		return work()
	}
}
