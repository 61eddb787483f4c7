package tui

import (
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/pages"
	"ep-benchmark/ui/tui/parts"
)

// palette finds an action by its words.
type palette struct {
	input   textinput.Model
	all     []entry
	found   []entry
	cursor  int
	first   int
	entries cells.Area
}

func newPalette(m *model) overlay {
	p := &palette{input: newInput("what to do")}
	for _, action := range config.Actions() {
		if action.Action == config.ActionPalette || action.Action == config.ActionClose {
			continue
		}
		p.all = append(p.all, entry{
			text: action.Help, detail: strings.Join(m.config.Keys.Keys(action.Action), " "),
			choose: func(m *model) tea.Cmd { return m.act(action.Action) },
		})
	}
	p.find()
	return p
}

// find keeps the entries that have all the words.
func (p *palette) find() {
	p.found = p.found[:0]
	words := strings.Fields(strings.ToLower(p.input.Value()))
	for _, e := range p.all {
		text := strings.ToLower(e.text)
		matches := true
		for _, word := range words {
			matches = matches && strings.Contains(text, word)
		}
		if matches {
			p.found = append(p.found, e)
		}
	}
	p.cursor = 0
}

func (p *palette) draw(screen cells.Area, m *model) {
	inside := parts.Dialog(screen, &m.theme, "What to do", min(72, screen.Width-2), min(18, screen.Height))
	drawInput(inside.Rows(0, 1), m, p.input)
	p.entries = inside.Rows(2, inside.Height-2)
	if len(p.found) == 0 {
		p.entries.Fit(0, 0, p.entries.Width, cells.In(cells.Muted), "nothing has these words")
		return
	}
	drawEntries(p.entries, m, p.found, &p.cursor, &p.first)
}

// press takes the arrows for the list, and everything else for the words.
func (p *palette) press(m *model, key tea.KeyPressMsg, _ config.Action) tea.Cmd {
	switch key.String() {
	case "esc":
		m.overlay = nil
	case "up":
		p.cursor--
	case "down", "tab":
		p.cursor++
	case "enter":
		if len(p.found) > 0 {
			m.overlay = nil
			return p.found[min(max(p.cursor, 0), len(p.found)-1)].choose(m)
		}
	default:
		p.input, _ = p.input.Update(key)
		p.find()
	}
	return nil
}

func (p *palette) click(m *model, x, y int) tea.Cmd {
	if !p.entries.Contains(x, y) {
		m.overlay = nil
		return nil
	}
	_, top := p.entries.Origin()
	if i := p.first + y - top; i < len(p.found) {
		m.overlay = nil
		return p.found[i].choose(m)
	}
	return nil
}

func (p *palette) paste(_ *model, text string) {
	p.input.SetValue(p.input.Value() + oneRow(text))
	p.input.CursorEnd()
	p.find()
}

// opener asks for the path of an exported run.
type opener struct{ input textinput.Model }

func newOpener() overlay { return &opener{newInput("path of an exported run, as result.json")} }

func (o *opener) draw(screen cells.Area, m *model) {
	inside := parts.Dialog(screen, &m.theme, "Open an exported run", min(72, screen.Width-2), 5)
	drawInput(inside.Rows(0, 1), m, o.input)
	inside.Fit(0, 2, inside.Width, cells.In(cells.Faint), "enter opens and compares with it, esc closes")
}

func (o *opener) press(m *model, key tea.KeyPressMsg, _ config.Action) tea.Cmd {
	switch key.String() {
	case "esc":
		m.overlay = nil
	case "enter":
		return m.load(o.input.Value())
	default:
		o.input, _ = o.input.Update(key)
	}
	return nil
}

func (o *opener) click(m *model, _, _ int) tea.Cmd {
	m.overlay = nil
	return nil
}

func (o *opener) paste(_ *model, text string) {
	o.input.SetValue(o.input.Value() + oneRow(text))
	o.input.CursorEnd()
}

// load opens an exported run and compares with it.
func (m *model) load(path string) tea.Cmd {
	path = strings.TrimSpace(path)
	if path == "" || m.options.Load == nil {
		m.overlay = nil
		return nil
	}
	kept, err := m.options.Load(path)
	if err != nil {
		m.overlay = newMessage("Not opened", err.Error())
		return nil
	}
	m.overlay = nil
	m.view.Past = append([]pages.Kept{kept}, m.view.Past...)
	return m.turnTo(m.chosen(kept.Side), kept.Side.Name)
}

func newInput(placeholder string) textinput.Model {
	input := textinput.New()
	input.Prompt = ""
	input.Placeholder = placeholder
	input.CharLimit = 4096
	input.Focus()
	return input
}

// drawInput draws a line that is being written, with its cursor.
func drawInput(a cells.Area, m *model, input textinput.Model) {
	a.Rune(0, 0, m.theme.Glyphs.Focus, cells.In(cells.Accent))
	a = a.Part(2, 0, a.Width-2, 1)
	value := []rune(input.Value())
	if len(value) == 0 {
		a.Fit(1, 0, a.Width-1, cells.In(cells.Faint), input.Placeholder)
	}
	at := min(input.Position(), len(value))
	first := at
	for room := a.Width - 1; first > 0; first-- {
		if room -= cells.Width(string(value[first-1])); room < 0 {
			break
		}
	}
	a.Text(0, 0, cells.Style(0), string(value[first:]))
	under := " "
	if at < len(value) {
		under = string(value[at])
	}
	a.Text(cells.Width(string(value[first:at])), 0, cells.Style(0).Reverse(), under)
}

// oneRow makes pasted text one line.
func oneRow(text string) string { return strings.Join(strings.Fields(text), " ") }
