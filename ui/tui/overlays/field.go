package overlays

import (
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/styled"
	"ep-benchmark/ui/tui/theme"
)

// longestText is how many characters can be written in a field.
const longestText = 4096

// A field is a line that is written in.
type field struct{ input textinput.Model }

func newField(placeholder string) field {
	input := textinput.New()
	input.Prompt, input.Placeholder, input.CharLimit = "", placeholder, longestText
	state := textinput.StyleState{Text: styled.As(0), Placeholder: styled.As(cells.In(cells.Faint))}
	input.SetStyles(textinput.Styles{Focused: state, Blurred: state})
	input.Focus()
	return field{input}
}

// draw draws what is written, with the cursor.
func (f *field) draw(a cells.Area, th *theme.Theme) {
	a.Rune(0, 0, th.Glyphs.Focus, cells.In(cells.Accent))
	a = a.Part(2, 0, a.Width-2, 1)
	f.input.SetWidth(max(a.Width-1, 0)) // the cursor may stand behind the text
	f.input.SetCursor(f.input.Position())
	styled.Draw(a, f.input.View())
}

func (f *field) press(key tea.KeyPressMsg) { f.input, _ = f.input.Update(key) }

// paste adds text, as one row.
func (f *field) paste(text string) {
	f.set(f.text() + strings.Join(strings.Fields(text), " "))
}

// set takes the place of what is written.
func (f *field) set(text string) {
	f.input.SetValue(text)
	f.input.CursorEnd()
}

func (f *field) text() string { return f.input.Value() }
