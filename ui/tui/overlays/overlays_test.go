package overlays

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/theme"
)

// A screen is a grid of 60x12 with an overlay on it.
type screen struct {
	grid *cells.Grid
	on   Overlay
}

func show(on Overlay) *screen {
	s := &screen{cells.NewGrid(60, 12), on}
	s.text()
	return s
}

// text draws the overlay anew.
func (s *screen) text() string {
	s.grid.Reset(60, 12)
	s.on.Draw(s.grid.All(), &theme.Theme{Glyphs: theme.ASCII()})
	var text strings.Builder
	for y := range 12 {
		for _, cell := range s.grid.Row(y) {
			text.WriteRune(cell.Rune)
		}
		text.WriteByte('\n')
	}
	return text.String()
}

// press presses keys, each with the action that it has by default, and returns
// what came of the last.
func (s *screen) press(keys ...tea.KeyPressMsg) Result {
	var r Result
	for _, key := range keys {
		action, _ := config.Default().Keys.Action(key.String())
		r = s.on.Press(key, action)
		s.text()
	}
	return r
}

// click clicks on a text.
func (s *screen) click(t *testing.T, text string) Result {
	t.Helper()
	for y, row := range strings.Split(s.text(), "\n") {
		if x := strings.Index(row, text); x >= 0 {
			return s.on.Click(x, y)
		}
	}
	t.Fatalf("%q is not on the screen:\n%s", text, s.text())
	return Result{}
}

var (
	up, down = tea.KeyPressMsg{Code: tea.KeyUp}, tea.KeyPressMsg{Code: tea.KeyDown}
	enter    = tea.KeyPressMsg{Code: tea.KeyEnter}
	esc      = tea.KeyPressMsg{Code: tea.KeyEscape}
)

// long has more lines than the screen, each of them another.
var long = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn\no\np\nq\nthe end\n"

func letter(r rune) tea.KeyPressMsg { return tea.KeyPressMsg{Code: r, Text: string(r)} }

// TestListSendsWhatIsChosen moves past both ends, and chooses by key and click.
func TestListSendsWhatIsChosen(t *testing.T) {
	list := func() *screen {
		return show(NewList("Which", Entry{Text: "first", Send: 1}, Entry{Text: "second", Send: 2, Pin: 3}))
	}
	for _, of := range []struct {
		name string
		keys []tea.KeyPressMsg
		want Result
	}{
		{"enter", []tea.KeyPressMsg{enter}, Result{true, 1}},
		{"past the end", []tea.KeyPressMsg{down, down, down, enter}, Result{true, 2}},
		{"past the start", []tea.KeyPressMsg{up, up, enter}, Result{true, 1}},
		{"esc", []tea.KeyPressMsg{esc}, Result{true, nil}},
		{"another key", []tea.KeyPressMsg{letter('x')}, Result{}},
		{"pin what can't be", []tea.KeyPressMsg{letter('p')}, Result{}},
		{"pin", []tea.KeyPressMsg{down, letter('p')}, Result{false, 3}},
	} {
		if got := list().press(of.keys...); got != of.want {
			t.Errorf("%s: the result is %+v, want %+v", of.name, got, of.want)
		}
	}
	if got := list().click(t, "second"); got != (Result{true, 2}) {
		t.Errorf("a click on the second entry is %+v", got)
	}
	if got := list().on.Click(0, 0); got != closed {
		t.Errorf("a click beside the list is %+v", got)
	}
	empty := show(NewFilled("Which", "nothing yet", func() []Entry { return nil }))
	if got := empty.press(down, enter, letter('p')); got != (Result{}) {
		t.Errorf("an empty list sends %+v", got)
	}
}

// TestFilledListIsRefreshed offers more when more is known.
func TestFilledListIsRefreshed(t *testing.T) {
	all := []Entry{{Text: "one", Send: 1}}
	s := show(NewFilled("Which", "", func() []Entry { return all }))
	all = append(all, Entry{Text: "two", Send: 2})
	s.on.Refresh()
	if got := s.press(down, enter); got != (Result{true, 2}) {
		t.Errorf("the entry that came later sends %+v", got)
	}
}

// TestQuestionMeansNoByDefault holds that enter alone changes nothing.
func TestQuestionMeansNoByDefault(t *testing.T) {
	s := show(NewQuestion("Delete?", "It is gone then.", "yes"))
	if got := s.press(enter); got != closed {
		t.Errorf("enter is %+v", got)
	}
	if got := s.press(down, enter); got != (Result{true, "yes"}) {
		t.Errorf("yes is %+v", got)
	}
}

// TestMessageClosesByAnyKey but scrolls where it is long.
func TestMessageClosesByAnyKey(t *testing.T) {
	if got := show(NewMessage("Title", "short")).press(down); got != closed {
		t.Errorf("down on a short message is %+v", got)
	}
	s := show(NewMessage("Title", long))
	top := s.text()
	if got := s.press(down); got != (Result{}) || s.text() == top {
		t.Errorf("down on a long message is %+v", got)
	}
	if s.press(up); s.text() != top {
		t.Error("up does not scroll back")
	}
	if got := s.press(letter('x')); got != closed {
		t.Errorf("another key is %+v", got)
	}
}

// TestTextsStyleNothing holds that escape sequences in a text are shown and not
// obeyed.
func TestTextsStyleNothing(t *testing.T) {
	for _, on := range []Overlay{NewMessage("Title", "a\x1b[31mb")} {
		if text := show(on).text(); !strings.Contains(text, "a [31mb") {
			t.Errorf("the text is\n%s", text)
		}
	}
}

// TestFieldsSendWhatIsWritten by keys and by pasting, which makes one row of it.
func TestFieldsSendWhatIsWritten(t *testing.T) {
	s := show(NewOpener())
	s.on.Paste(" a\n b ")
	if got := s.press(letter('q'), enter); got != (Result{true, PathWritten{"a bq"}}) {
		t.Errorf("the opener sends %+v", got)
	}
	f := show(NewFilter("main"))
	if got := f.press(letter('x')); got != (Result{false, Narrowed{"mainx"}}) {
		t.Errorf("the filter sends %+v", got)
	}
	if got := f.press(down); got != (Result{false, Moved{config.ActionDown}}) {
		t.Errorf("down sends %+v", got)
	}
	if got := f.press(esc); got != (Result{true, Narrowed{}}) {
		t.Errorf("esc sends %+v", got)
	}
}

// TestSaverTakesANameOrOneThatIs writes a name, chooses one, and goes back.
func TestSaverTakesANameOrOneThatIs(t *testing.T) {
	saver := func() *screen {
		return show(NewSaver("Save", "note", func() []Entry { return []Entry{{Text: "main"}, {Text: "old"}} },
			func(name string) error {
				if name == "" {
					return errors.New("a name is missing")
				}
				return nil
			}, func(name string) tea.Msg { return name }))
	}
	for _, of := range []struct {
		name string
		keys []tea.KeyPressMsg
		want Result
	}{
		{"written", []tea.KeyPressMsg{letter('a'), enter}, Result{true, "a"}},
		{"nothing written", []tea.KeyPressMsg{enter}, Result{}},
		{"the first", []tea.KeyPressMsg{down, enter}, Result{true, "main"}},
		{"past the last", []tea.KeyPressMsg{down, down, down, enter}, Result{true, "old"}},
		{"back to what is written", []tea.KeyPressMsg{letter('a'), down, down, up, up, enter}, Result{true, "a"}},
		{"writing leaves the names", []tea.KeyPressMsg{down, letter('b'), enter}, Result{true, "b"}},
		{"down again begins at the first", []tea.KeyPressMsg{down, down, letter('b'), down, enter}, Result{true, "main"}},
		{"esc", []tea.KeyPressMsg{esc}, closed},
	} {
		if got := saver().press(of.keys...); got != of.want {
			t.Errorf("%s: the result is %+v, want %+v", of.name, got, of.want)
		}
	}
	if s := saver(); s.press(enter) != (Result{}) || !strings.Contains(s.text(), "a name is missing") {
		t.Error("a wrong name is not explained")
	}
	if got := saver().click(t, "old"); got != (Result{true, "old"}) {
		t.Errorf("a click on a name is %+v", got)
	}
}
