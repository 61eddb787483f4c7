package overlays

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
)

// A Palette finds an action by its words.
type Palette struct {
	plain
	field field
	all   []Entry
	found entries
}

// Chosen says that an action was chosen by its words.
type Chosen struct{ Action config.Action }

// NewPalette offers every action but those that make no sense here.
func NewPalette(keys config.Keymap) *Palette {
	p := &Palette{field: newField("what to do")}
	for _, action := range config.Actions() {
		if action.Action == config.ActionPalette || action.Action == config.ActionClose {
			continue
		}
		p.all = append(p.all, Entry{Text: action.Help, Detail: strings.Join(keys.Keys(action.Action), " "), Send: Chosen{action.Action}})
	}
	p.find()
	return p
}

// find keeps the entries that have all the words.
func (p *Palette) find() {
	p.found.all, p.found.cursor = p.found.all[:0], 0
	words := strings.Fields(strings.ToLower(p.field.text()))
	for _, e := range p.all {
		text := strings.ToLower(e.Text)
		matches := true
		for _, word := range words {
			matches = matches && strings.Contains(text, word)
		}
		if matches {
			p.found.all = append(p.found.all, e)
		}
	}
}

// Draw draws the dialog.
func (p *Palette) Draw(screen cells.Area, th *theme.Theme) {
	inside := parts.Dialog(screen, th, "What to do", min(72, screen.Width-2), min(18, screen.Height))
	p.field.draw(inside.Rows(0, 1), th)
	below := inside.Rows(2, inside.Height-2)
	p.found.draw(below, th)
	if len(p.found.all) == 0 {
		below.Fit(0, 0, below.Width, cells.In(cells.Muted), "nothing has these words")
	}
}

// Press takes the arrows for the list, and everything else for the words.
func (p *Palette) Press(key tea.KeyPressMsg, _ config.Action) Result {
	switch key.String() {
	case "esc":
		return closed
	case "up":
		p.found.cursor--
	case "down", "tab":
		p.found.cursor++
	case "enter":
		if chosen := p.found.chosen(); chosen != nil {
			return Result{Close: true, Send: chosen.Send}
		}
	default:
		p.field.press(key)
		p.find()
	}
	return Result{}
}

// Click chooses the entry at a place.
func (p *Palette) Click(x, y int) Result { return p.found.click(x, y) }

// Paste adds to the words.
func (p *Palette) Paste(text string) Result {
	p.field.paste(text)
	p.find()
	return Result{}
}
