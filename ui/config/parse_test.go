package config

import (
	"errors"
	"fmt"
	"image/color"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"ep-benchmark/engine/tomlfile"
	"ep-benchmark/ui/cells"
)

// parsed reads a file that is called "c.toml".
func parsed(text []byte) (Config, []tomlfile.Problem) {
	config, err := parse("c.toml", text)
	if failed, ok := errors.AsType[*tomlfile.Error](err); ok {
		return config, failed.Problems
	}
	return config, nil
}

// shown is a problem as the tests below have it.
func shown(p tomlfile.Problem) string {
	if p.Line == 0 {
		return p.Text
	}
	return fmt.Sprintf("line %d, column %d: %s", p.Line, p.Column, p.Text)
}

func TestAcceptedOptions(t *testing.T) {
	text := "\ufeff" + `
theme = "light"
glyphs = "ascii"
refresh = 10
mouse = false
window = "10m"
[keys]
start = "x"
stop = []
quit = ["ctrl+q", "q"]
[colours]
good = "#22AA55"
bad = 196
warn = "011"
text = "Default"
`
	got, problems := parsed([]byte(strings.ReplaceAll(text, "\n", "\r\n")))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := Default()
	want.Theme, want.Glyphs, want.Refresh, want.Mouse, want.Window = ThemeLight, GlyphsASCII, 10, false, 10*time.Minute
	want.Colours = map[cells.Role]color.Color{
		cells.Good: color.RGBA{0x22, 0xaa, 0x55, 0xff}, cells.Bad: ansi.IndexedColor(196), cells.Warn: ansi.BasicColor(11), cells.Text: nil,
	}
	want.Keys = newKeymap(map[Action][]string{ActionStart: {"x"}, ActionStop: {}, ActionQuit: {"ctrl+q", "q"}})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if action, bound := got.Keys.Action("enter"); bound {
		t.Errorf("enter was replaced and still means %s", action)
	}
	if action, _ := got.Keys.Action("ctrl+q"); action != ActionQuit {
		t.Errorf("ctrl+q means %q", action)
	}
	if keys := got.Keys.Keys(ActionStop); len(keys) > 0 || got.Keys.FirstKey(ActionStop) != "" {
		t.Errorf("stop was to have no key and has %q", keys)
	}
}

// TestWaysToWriteATable holds that all of TOML's notations for a table are read alike.
func TestWaysToWriteATable(t *testing.T) {
	for _, text := range []string{"[keys]\nstart = 'x'", "keys = {start = 'x'}", "keys.start = ['x']", "[ 'keys' ]\n\"start\" = \"\\u0078\""} {
		config, problems := parsed([]byte(text))
		if action, _ := config.Keys.Action("x"); len(problems) > 0 || action != ActionStart {
			t.Errorf("%q: %v, x means %q", text, problems, action)
		}
	}
}

// TestSwappedKeys holds that actions can trade their default keys, if the file says so for both.
func TestSwappedKeys(t *testing.T) {
	config, problems := parsed([]byte("[keys]\nquit = 'Q'\nquit_keep = 'q'"))
	if action, _ := config.Keys.Action("q"); len(problems) > 0 || action != ActionQuitKeep {
		t.Errorf("%v, q means %q", problems, action)
	}
}

var refusedFiles = []struct {
	name, text string
	want       []string // each problem's line and key parts, parts separated by |
}{
	{"unknown option", "\ntheem = 'dark'", []string{`line 2, column 1: |unknown key "theem"|did you mean theme? Expected theme, glyphs, refresh, mouse, window, keys, colours`}},
	{"capital letters", "Theme = 'dark'", []string{`line 1, column 1: |unknown key "Theme"|did you mean theme? Expected theme, glyphs, refresh, mouse, window, keys, colours`}},
	{"unknown option, no guess", "zzz = 1", []string{`"zzz"|expected theme, glyphs, refresh, mouse, window, keys, colours`}},
	{"unknown table", "[colors]\ngood = 1", []string{`line 1, column 2: |unknown key "colors"|did you mean colours? Expected theme, `}},
	{"action at the top", "stop = 'x'", []string{`unknown key "stop" at the top: it belongs below [keys]`}},
	{"role at the top", "good = 3", []string{`unknown key "good" at the top: it belongs below [colours]`}},
	{"theme", "theme = 'solarized'", []string{`line 1, column 9: theme: |auto, dark, light, high-contrast, colour-blind, none|found "solarized"`}},
	{"theme, nearly", "theme = 'drak'", []string{`|auto, dark, light, high-contrast, colour-blind, none; found "drak"; did you mean dark?`}},
	{"unknown actions", "[keys]\nquti = 'q'\nxyz = []\nstop_ = 's'", []string{`line 2, column 1: |Expected start, `, `line 3, column 1: unknown action "xyz" in [keys]: expected one of those listed above`, `line 4, column 1: unknown action "stop_" in [keys]: did you mean stop?`}},
	{"after other letters", "keys = {'ö' = 'x', quti = 'q'}", []string{`line 1, column 9: unknown action "ö"`, `line 1, column 20: unknown action "quti"`}},
	{"theme of another type", "theme = true", []string{`theme: |found true`}},
	{"glyphs", "glyphs = ['ascii']", []string{`glyphs: |auto, braille, block, ascii|found a list`}},
	{"refresh too low", "refresh = 0", []string{`refresh: |from 1 to 10|found 0`}},
	{"refresh too high", "refresh = 11", []string{`refresh: |from 1 to 10|found 11`}},
	{"refresh as text", "refresh = '4'", []string{`refresh: |whole number|found "4"`}},
	{"refresh broken", "refresh = 2.5", []string{`refresh: |whole number|found 2.5`}},
	{"mouse as text", "mouse = 'true'", []string{`mouse: |true or false|found "true"`}},
	{"mouse as date", "mouse = 2020-01-01", []string{`mouse: |found a date or time`}},
	{"window too short", "window = '4.9s'", []string{`window: |from 5s to 10m|found "4.9s"`}},
	{"window too long", "window = '11m'", []string{`window: |from 5s to 10m|found "11m"`}},
	{"window as number", "window = 20", []string{`window: |such as "20s"|found 20`}},
	{"window as table", "window.of = 20", []string{`window: |found a table`}},
	{"keys as text", "keys = 'q'", []string{`line 1, column 8: keys: expected a table, [keys]|found "q"`}},
	{"keys as tables", "[[keys]]\nquit = 'q'", []string{`line 1, column 3: keys: expected a table|found a list`}},
	{"unknown action", "[keys]\nquti = 'q'", []string{`line 2, column 1: unknown action "quti"|did you mean quit? Expected start, rerun_one, stop, freeze`}},
	{"unknown action with hyphen", "[keys]\nnext-veiw = 'q'", []string{`did you mean next_view? Expected start, `}},
	{"unknown action, no guess", "[keys]\nmake_coffee = 'ctrl+k'", []string{`unknown action "make_coffee" in [keys]: expected start, rerun_one, |, speed_up, slow_down`}},
	{"option below keys", "[keys]\nrefresh = 4", []string{`line 2, column 1: unknown action "refresh" in [keys]: it belongs at the top of the file, above all tables`}},
	{"option below keys, an action's name too", "[keys]\nquit = 'q'\ntheme = 'dark'", []string{`line 3, column 9: keys.theme: |"dark"|if theme at the top of the file was meant`}},
	{"option below colours", "[colours]\ntheme = 'dark'", []string{`line 2, column 1: unknown role "theme" in [colours]: it belongs at the top`}},
	{"unknown key", "[keys]\nstart = 'Ctrl-X'", []string{`line 2, column 9: keys.start: unknown key name "Ctrl-X": did you mean "ctrl+x"?`}},
	{"key that is no name", "[keys]\nstart = 'press x'", []string{`line 2, column 9: |"press x"|key names look like "a"`}},
	{"key of another type", "[keys]\nstart = 1", []string{`keys.start: expected a key such as "q"|found 1`}},
	{"list of lists", "[keys]\nstart = [['x']]", []string{`keys.start: |found a list`}},
	{"dotted action", "[keys]\nstart.first = 'x'", []string{`line 2, column 1: keys.start: |found a table`}},
	{"empty key", "[keys]\nstart = ''", []string{`keys.start: an empty key name|[]`}},
	{"key twice", "[keys]\nstart = ['x', 'x']", []string{`keys.start: "x" stands there twice`}},
	{"too many keys", "[keys]\nstart = [" + strings.Repeat("'x',", 17) + "]", []string{`keys.start: 17 keys, of at most 16`}},
	{"key of two actions", "[keys]\nstart = 'x'\nstop = 'x'", []string{`line 3, column 1: key "x" is given to stop and to start (line 2): |give the other a key of its own`}},
	{"key of three actions", "keys = {start='x', stop='x', copy='x'}", []string{`line 1, column 20: key "x" is given to stop and to start (line 1)`, `line 1, column 30: key "x" is given to copy and to start`}},
	{
		"default key of another", "[keys]\nstart = 's'",
		[]string{`line 2, column 1: key "s" of start is a default key of stop too: |choose another|stop = ["f1"]`},
	},
	{"one default key of two", "[keys]\nstart = 'k'", []string{`key "k" of start is a default key of up too|up = ["up"]`}},
	{"several default keys", "[keys]\nstart = ['k', 'up', 'f1']", []string{`"k"|up = ["f2"]`, `"up"|up = ["f2"]`}},
	{"no way to quit", "[keys]\nquit = []", []string{`line 2, column 1: quit must have at least one key`}},
	{"no way to interrupt", "[keys]\ninterrupt = []", []string{`interrupt must have at least one key`}},
	{"no help", "[keys]\nhelp = []", []string{`help must have at least one key`}},
	{"no way to quit, by mistake", "[keys]\nquit = 'Qx'", []string{`keys.quit: unknown key name "Qx"`}},
	{"unknown role", "[colours]\ngod = 1", []string{`line 2, column 1: unknown role "god" in [colours]: did you mean good? Expected text, muted, faint`}},
	{"unknown role, no guess", "[colours]\npink = 1", []string{`"pink" in [colours]: expected text, muted, faint`}},
	{"short colour", "[colours]\ngood = '#fff'", []string{`line 2, column 8: colours.good: expected "#rrggbb"|"default"; found "#fff"`}},
	{"colour's name", "[colours]\ngood = 'green'", []string{`colours.good: |found "green"`}},
	{"ANSI colour too high", "[colours]\ngood = 256\nbad = '256'\nwarn = -1", []string{`line 2, column 8: colours.good: |found 256`, `line 3, column 7: |found "256"`, `line 4, column 8: |found -1`}},
	{"colour with a sign", "[colours]\ngood = '+5'", []string{`found "+5"`}},
	{"colours as list", "colours = [1]", []string{`colours: expected a table|found a list`}},
	{"empty name", "'' = 1", []string{`line 1, column 1: unknown key ""`}},

	{"syntax", "theme = 'dark'\nglyphs = braille", []string{`line 2, column 10: not valid TOML: `}},
	{"unfinished list", "[keys]\nstart = ['x'", []string{`line 2, column 12: not valid TOML: array is incomplete`}},
	{"option twice", "theme = 'dark'\ntheme = 'light'", []string{`line 2, column 1: not valid TOML: key theme is already defined`}},
	{"table twice", "[keys]\n[keys]", []string{`line 2, column 2: |not valid TOML: table keys already exists`}},
	{"number too large", "refresh = 99999999999999999999", []string{`line 1, column 11: |not valid TOML: |too large`}},
	{"not UTF-8", "theme = 'dark'\n# caf\xe9", []string{`line 2, column 6: not UTF-8 text; save the file as UTF-8`}},
	{"UTF-16", "\xff\xfet\x00", []string{`line 1, column 1: not UTF-8 text`}},

	{"escape in a name", "\"\\u001b[2J\" = 1", []string{`unknown key "\x1b[2J"`}},
	{"escape in a name, twice", "\"\\u001b[2J\" = 1\n\"\\u001b[2J\" = 1", []string{`line 2, column 1: |key  [2J is already defined`}},
	{"escape in a key", "[keys]\nstart = \"\\u001b[2J\"", []string{`unknown key name "\x1b[2J"`}},
	{"escape in a value", "theme = \"\\u001b[2J\\u202e\"", []string{`found "\x1b[2J\u202e"`}},
	{"endless name, twice", strings.Repeat(strings.Repeat("k", 10_000)+" = 1\n", 2), []string{`line 2, column 1: |not valid TOML: key kkk|k…`}},
	{"endless name", strings.Repeat("k", 100_000) + " = 1", []string{`(100000 bytes)`}},

	{
		"all at once, in order", "refresh = 99\n[colours]\ngood = 'x'\n[keys]\nquit = []\nstart = ['Enter', 's']\nnope_nope = 'n'\nzoom = 'f3'\ncopy = 'f3'",
		[]string{`line 1, column 11: refresh`, `line 3, column 8: colours.good`, `line 5, column 1: quit must`, `line 6, column 1: key "s"`, `line 6, column 9: keys.start`, `line 7, column 1: unknown action`, `line 9, column 1: key "f3" is given to copy and to zoom (line 8)`},
	},
}

func TestRefusedFiles(t *testing.T) {
	for _, c := range refusedFiles {
		_, problems := parsed([]byte(c.text))
		if len(problems) != len(c.want) {
			t.Errorf("%s: %d problems, expected %d:\n%v", c.name, len(problems), len(c.want), problems)
			continue
		}
		for i, problem := range problems {
			checkParts(t, c.name, shown(problem), c.want[i])
			checkPrintable(t, c.name, shown(problem))
		}
	}
}

// checkParts checks that a text begins with the first of some parts if that names a line, and has all of them.
func checkParts(t *testing.T, name, text, parts string) {
	t.Helper()
	for part := range strings.SplitSeq(parts, "|") {
		if at := strings.Index(text, part); at < 0 || strings.HasPrefix(part, "line ") && at > 0 {
			t.Errorf("%s: %q, expected %q", name, text, part)
		}
	}
}

func checkPrintable(t *testing.T, name, text string) {
	t.Helper()
	if strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
		t.Errorf("%s: not safe to print: %q", name, text)
	}
	if len(text) > 1000 {
		t.Errorf("%s: %d bytes", name, len(text))
	}
}

func optionNames() []string {
	var names []string
	for _, option := range options {
		names = append(names, option.name)
	}
	return names
}

// TestEveryOptionIsRead holds that each option that is listed is read into a place of its own.
func TestEveryOptionIsRead(t *testing.T) {
	other := map[string]string{"theme": "'none'", "glyphs": "'block'", "refresh": "9", "mouse": "false", "window": "'1m30s'"}
	if names := slices.Sorted(maps.Keys(other)); !slices.Equal(names, slices.Sorted(slices.Values(optionNames()))) {
		t.Fatalf("this test knows %q", names)
	}
	for _, option := range options {
		config, problems := parsed([]byte(option.name + " = " + other[option.name]))
		written := strings.ReplaceAll(option.write(config), `"`, `'`)
		if len(problems) > 0 || written != other[option.name] {
			t.Errorf("%s: %v, written as %s", option.name, problems, written)
		}
	}
}
