package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/parts"
)

// help lists every key by group. It is made from the keymap, so it can't miss
// one.
type help struct {
	lines  []helpLine
	scroll int
}

type helpLine struct{ group, keys, text string }

func newHelp(keys config.Keymap) overlay {
	h := &help{}
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
		h.lines = append(h.lines, helpLine{keys: strings.Join(bound, " "), text: action.Help})
	}
	return h
}

// helpWidth has room for the longest line.
const helpWidth = 72

func (h *help) draw(screen cells.Area, m *model) {
	columns := 1
	if screen.Width >= 2*helpWidth+4 {
		columns = 2
	}
	down := (len(h.lines) + columns - 1) / columns
	inside := parts.Dialog(screen, &m.theme, "Keys", min(helpWidth*columns+4, screen.Width), min(down+4, screen.Height))
	rows := inside.Height - 2
	h.scroll = min(max(h.scroll, 0), max(down-rows, 0))
	width := inside.Width / columns
	for i, l := range h.lines {
		y := i%down - h.scroll
		if y < 0 || y >= rows {
			continue
		}
		cell := inside.Part(i/down*width, y, width-1, 1)
		if l.group != "" {
			cell.Text(0, 0, cells.In(cells.Title).Bold(), l.group)
			continue
		}
		cell.Fit(1, 0, 15, cells.In(cells.Accent), l.keys)
		cell.Fit(17, 0, cell.Width-17, cells.Style(0), l.text)
	}
	inside.Fit(0, inside.Height-1, inside.Width, cells.In(cells.Faint), "up and down scroll, esc closes; keys can be changed in the configuration file")
}

func (h *help) press(m *model, key tea.KeyPressMsg, action config.Action) tea.Cmd {
	switch {
	case action == config.ActionUp:
		h.scroll--
	case action == config.ActionDown:
		h.scroll++
	case action == config.ActionPageDown:
		h.scroll += 10
	case action == config.ActionPageUp:
		h.scroll -= 10
	case closes(key, action), action == config.ActionHelp, action == config.ActionQuit:
		m.overlay = nil
	}
	return nil
}

func (h *help) click(m *model, _, _ int) tea.Cmd {
	m.overlay = nil
	return nil
}

func (*help) paste(*model, string) {}
