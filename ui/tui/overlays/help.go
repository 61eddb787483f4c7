package overlays

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"ep-benchmark/engine/text"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/styled"
	"ep-benchmark/ui/tui/theme"
)

// A Help lists every key by group. It is made from the keymap, so it can't miss
// one.
type Help struct {
	plain
	scroller
	about   [3]string
	lines   []helpLine
	columns int // that the lines are laid out in
	width   int
}

// A helpLine is the title of a group, or what a key does.
type helpLine struct {
	group   string
	binding key.Binding
}

// NewHelp lists the keys of a keymap, after lines that explain the screen.
func NewHelp(keys config.Keymap, about [3]string) *Help {
	h := &Help{about: about}
	group := ""
	for _, action := range config.Actions() {
		bound := keys.Keys(action.Action)
		if len(bound) == 0 {
			continue
		}
		if action.Group != group {
			group = action.Group
			h.lines = append(h.lines, helpLine{group: group})
		}
		h.lines = append(h.lines, helpLine{binding: key.NewBinding(key.WithKeys(bound...), key.WithHelp(strings.Join(bound, " "), action.Help))})
	}
	return h
}

// helpWidth has room for the longest line of what explains the screen, keysWidth for the keys of most
// actions.
const helpWidth, keysWidth = 76, 15

// Draw draws the dialog.
func (h *Help) Draw(screen cells.Area, th *theme.Theme) {
	columns := 1
	if screen.Width >= 2*helpWidth+4 {
		columns = 2
	}
	down := (len(h.lines) + columns - 1) / columns
	inside := parts.Dialog(screen, th, "Keys", min(helpWidth*columns+4, screen.Width), min(down+len(h.about)+5, screen.Height))
	if h.columns != columns || h.width != inside.Width {
		h.columns, h.width = columns, inside.Width
		h.show(append(h.explained(inside.Width), h.layout(columns, down, inside.Width/columns)...))
	}
	h.draw(inside.Rows(0, inside.Height-2))
	inside.Fit(0, inside.Height-1, inside.Width, cells.In(cells.Faint), "up and down scroll, esc closes; keys can be changed in the configuration file")
}

// explained are the lines that explain the screen, and a blank one.
func (h *Help) explained(width int) []string {
	var rows []string
	for _, about := range h.about {
		for _, line := range text.Wrap(about, width) {
			rows = append(rows, styled.As(cells.Style(0)).Render(line))
		}
	}
	return append(rows, "")
}

// layout lays the lines out in columns of a width.
func (h *Help) layout(columns, down, width int) []string {
	rows := make([]string, down)
	for i := range h.lines {
		cell := h.lines[i].render(max(width-1, 0))
		if i/down < columns-1 {
			cell += strings.Repeat(" ", max(width-ansi.StringWidth(cell), 0))
		}
		rows[i%down] += cell
	}
	return rows
}

// render is a line in a width.
func (l *helpLine) render(width int) string {
	if l.group != "" {
		return styled.As(cells.In(cells.Title).Bold()).Render(ansi.Truncate(l.group, width, "…"))
	}
	help := l.binding.Help()
	keys := ansi.Truncate(styled.Plain(help.Key), keysWidth, "…")
	keys += strings.Repeat(" ", keysWidth+1-ansi.StringWidth(keys))
	return " " + styled.As(cells.In(cells.Accent)).Render(keys) + ansi.Truncate(help.Desc, max(width-keysWidth-2, 0), "…")
}

// Press scrolls or closes.
func (h *Help) Press(key tea.KeyPressMsg, action config.Action) Result {
	if h.scroll(action) {
		return Result{}
	}
	if closes(key, action) || action == config.ActionHelp || action == config.ActionQuit {
		return closed
	}
	return Result{}
}
