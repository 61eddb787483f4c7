package tomlfile_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"ep-benchmark/engine/text"
	"ep-benchmark/engine/tomlfile"
)

type colour string

func (colour) Words() []string { return []string{"red", "green", "blue"} }

type even int

func (e even) Valid() bool { return e%2 == 0 }

func (even) Expected() string { return "an even number" }

type limb struct{ time.Duration }

func (l *limb) UnmarshalText(value []byte) (err error) {
	l.Duration, err = time.ParseDuration(string(value))
	return err
}

type either []string

func (e *either) FromTOML(value any) error {
	var wrong []error
	values, isList := value.([]any)
	if !isList {
		values = []any{value}
	}
	for _, value := range values {
		if word, isText := value.(string); isText {
			*e = append(*e, word)
		} else {
			wrong = append(wrong, errors.New("no text: "+tomlfile.Found(value)))
		}
	}
	return errors.Join(wrong...)
}

type size struct {
	Width *uint8 `toml:"width"`
}

type item struct {
	Name string `toml:"name"`
	size
	Limb  limb   `toml:"limb"`
	Inner []size `toml:"inner"`
}

type file struct {
	Text   string             `toml:"text"`
	Yes    bool               `toml:"yes"`
	Count  int                `toml:"count"`
	Share  float64            `toml:"share"`
	Wait   time.Duration      `toml:"wait"`
	Even   even               `toml:"even"`
	Colour colour             `toml:"colour"`
	Either either             `toml:"either"`
	Any    any                `toml:"any"`
	Names  []string           `toml:"names"`
	Items  []item             `toml:"item"`
	One    *item              `toml:"one"`
	Free   map[string]int     `toml:"free"`
	Mixed  map[colour]float64 `toml:"mixed"`
	Here   string             // no key
}

func (*file) Hint(key string) string {
	if key == "recipe" {
		return "this is a cookbook"
	}
	return ""
}

const whole = "\ufeff" + `text = "x"
yes = true
count = -3
share = 2
wait = "1m30s"
even = 4
colour = "red"
either = "a"
any = [1, {x = 2}]
names = ["a", "b"]
free = {a = 1, "b c" = 2}
mixed.green = 0.5
[[item]]
name = "first"
width = 7
[[item.inner]]
width = 1
[[item.inner]]
width = 2
[[item]]
limb = "2s"
inner = [{width = 3}]
[one]
name = "only"
`

func TestDecode(t *testing.T) {
	var got file
	got.Here = "kept"
	if _, err := tomlfile.Decode("f.toml", []byte(strings.ReplaceAll(whole, "\n", "\r\n")), &got); err != nil {
		t.Fatal(err)
	}
	n := func(n uint8) *uint8 { return &n }
	want := file{
		Text: "x", Yes: true, Count: -3, Share: 2, Wait: 90 * time.Second, Even: 4, Colour: "red", Either: either{"a"},
		Any: []any{int64(1), map[string]any{"x": int64(2)}}, Names: []string{"a", "b"},
		Items: []item{
			{Name: "first", size: size{n(7)}, Inner: []size{{n(1)}, {n(2)}}},
			{Limb: limb{2 * time.Second}, Inner: []size{{n(3)}}},
		},
		One: &item{Name: "only"}, Free: map[string]int{"a": 1, "b c": 2}, Mixed: map[colour]float64{"green": 0.5}, Here: "kept",
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(item{}), cmp.AllowUnexported(size{})); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsLeftOutStays(t *testing.T) {
	got := file{Text: "old", Count: 7}
	if _, err := tomlfile.Decode("f.toml", []byte("count = 8"), &got); err != nil || got.Text != "old" || got.Count != 8 {
		t.Errorf("%+v, %v", got, err)
	}
}

var refused = []struct {
	name, text string
	want       []string
}{
	{"syntax", "text = \n", []string{"f.toml:1:8: not valid TOML: "}},
	{"key twice", "yes = true\nyes = true", []string{"f.toml:2:1: not valid TOML: key yes is already defined"}},
	{"not UTF-8", "# \n#\xff", []string{"f.toml:2:2: not UTF-8 text"}},
	{"too large", strings.Repeat("#", tomlfile.MaxBytes+1), []string{"f.toml: larger than 128 KiB"}},
	{"too deep", "any = " + strings.Repeat("[", 50_000), []string{"not valid TOML: arrays and inline tables are nested"}},
	{"unknown key", "\ncuont = 1", []string{`f.toml:2:1: unknown key "cuont" at the top: did you mean count? Expected text, yes, `}},
	{"other letters' case", "Count = 1", []string{`f.toml:1:1: unknown key "Count" at the top: did you mean count?`}},
	{"field without a key", "Here = 1", []string{`unknown key "Here"`}},
	{"several unknown keys", "cuont = 1\ntxet = 1\nzzz = 1", []string{"did you mean count? Expected", `2:1: unknown key "txet" at the top: did you mean text?`, `3:1: unknown key "zzz" at the top: expected one of those listed above`}},
	{"unknown key of a table", "[one]\nnam = 1", []string{`f.toml:2:1: unknown key "nam" in [one]: did you mean name? Expected name, width, limb, inner`}},
	{"unknown key of tables", "[[item]]\n[[item.inner]]\nhight = 1", []string{`f.toml:3:1: unknown key "hight" in [[item.inner]]: expected width`}},
	{"unknown word as a key", "[mixed]\ngren = 1", []string{`f.toml:2:1: unknown colour "gren" in [mixed]: did you mean green? Expected red, green, blue`}},
	{"below the wrong table", "[one]\ncount = 1", []string{`f.toml:2:1: unknown key "count" in [one]: it belongs at the top of the file, above all tables`}},
	{"above the tables", "name = 1", []string{`f.toml:1:1: unknown key "name" at the top: it belongs below [[item]] or [one]`}},
	{"another kind of file", "[recipe]", []string{`f.toml:1:2: unknown key "recipe" at the top: this is a cookbook. Expected text, `}},
	{"text", "text = 1", []string{"f.toml:1:8: text: expected text in quotes; found 1"}},
	{"bool", "yes = 'no'", []string{`f.toml:1:7: yes: expected true or false, without quotes; found "no"`}},
	{"whole number", "count = 1.5", []string{"f.toml:1:9: count: expected a whole number; found 1.5"}},
	{"number", "share = 2020-01-01", []string{"share: expected a number; found a date or time"}},
	{"small number", "[one]\nwidth = 300", []string{"f.toml:2:9: one.width: expected a whole number, 0 or more; found 300"}},
	{"negative number", "one.width = -1", []string{"one.width: expected a whole number, 0 or more; found -1"}},
	{"time", "wait = 5", []string{`wait: expected a time in quotes, such as "100ms" or "1m30s"; found 5`}},
	{"own notation", "[one]\nlimb = 'x'", []string{`f.toml:2:8: one.limb: time: invalid duration`}},
	{"out of bounds", "even = 3", []string{"even: expected an even number; found 3"}},
	{"bounds and type", "even = []", []string{"even: expected an even number; found a list"}},
	{"word", "colour = 'gren'", []string{`f.toml:1:10: colour: expected one of red, green, blue; found "gren"; did you mean green?`}},
	{"word of another type", "colour = {}", []string{"colour: expected one of red, green, blue; found a table"}},
	{"list", "names = 'a'", []string{`names: expected a list; found "a"`}},
	{"item of a list", "names = ['a',\n 2]", []string{"f.toml:2:2: names: expected text in quotes; found 2"}},
	{"table", "one = 3", []string{"f.toml:1:7: one: expected a table, [one] on a line of its own; found 3"}},
	{"one table of several", "[item]", []string{"f.toml:1:2: item: expected tables that begin with [[item]]; found a table"}},
	{"several of one table", "[[one]]", []string{"f.toml:1:3: one: expected a table, [one] on a line of its own; found a list"}},
	{"table of a list", "item = [1]", []string{"f.toml:1:9: item: expected a table, [[item]] on a line of its own; found 1"}},
	{"several at once", "either = [1, true]\n", []string{"f.toml:1:10: either: no text: 1", "f.toml:1:10: either: no text: true"}},
	{"name to be quoted", "[free]\n'a b' = 'x'", []string{`f.toml:2:9: free."a b": expected a whole number; found "x"`}},
	{"in the order of the file", "yes = 1\n[free]\na = 'x'\n[mixed]\nred = 'x'\n[one]\nx = 1", []string{"f.toml:1:7", "f.toml:3:5", "f.toml:5:7", "f.toml:7:1"}},
	{"escapes", "\"\\u001b[2J\" = 1\ntext = 1", []string{`unknown key "\x1b[2J"`, "text"}},
}

func TestRefused(t *testing.T) {
	for _, c := range refused {
		var into file
		_, err := tomlfile.Decode("f.toml", []byte(c.text), &into)
		failed, ok := errors.AsType[*tomlfile.Error](err)
		if !ok || len(failed.Problems) != len(c.want) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		for i, line := range failed.Lines()[len(failed.Lines())-len(c.want):] {
			if !strings.Contains(line, c.want[i]) || strings.ContainsFunc(line, func(r rune) bool { return !unicode.IsPrint(r) }) {
				t.Errorf("%s: %s\nwant %s", c.name, line, c.want[i])
			}
		}
	}
}

func TestManyProblems(t *testing.T) {
	var b strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&b, "key%d = 1\n", i)
	}
	_, err := tomlfile.Decode("f.toml", []byte(b.String()), &file{})
	if lines := text.Lines(err); len(lines) != 22 || lines[0] != "f.toml has 1000 problems:" || lines[21] != "  and 980 more" {
		t.Errorf("%q", lines)
	}
}

func TestPositions(t *testing.T) {
	positions, err := tomlfile.Decode("f.toml", []byte(whole), &file{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path []any
		want text.Place
	}{
		{[]any{"count"}, text.Place{Line: 3, Column: 1}},
		{[]any{"any", 1, "x"}, text.Place{Line: 9, Column: 12}},
		{[]any{"free", "b c"}, text.Place{Line: 11, Column: 16}},
		{[]any{"mixed", "green"}, text.Place{Line: 12, Column: 7}},
		{[]any{"item", 0}, text.Place{Line: 13, Column: 3}},
		{[]any{"item", 0, "width"}, text.Place{Line: 15, Column: 1}},
		{[]any{"item", 0, "inner", 1, "width"}, text.Place{Line: 19, Column: 1}},
		{[]any{"item", 1, "inner", 0, "width"}, text.Place{Line: 22, Column: 11}},
		{[]any{"item", 1, "missing"}, text.Place{Line: 20, Column: 3}},
		{[]any{"missing"}, text.Place{}},
	} {
		if got := positions.At(c.path...); got != c.want {
			t.Errorf("%v: %v, want %v", c.path, got, c.want)
		}
	}
	if (tomlfile.Positions{}).At("x") != (text.Place{}) {
		t.Error("the zero value knows a place")
	}
}

func TestJoin(t *testing.T) {
	positions, err := tomlfile.Decode("f.toml", []byte("yes = true\nno = 1"), &file{})
	late := tomlfile.Problemf(positions.At("yes"), "yes: not today")
	failed, ok := errors.AsType[*tomlfile.Error](positions.Join(err, late))
	if !ok || len(failed.Problems) != 2 || failed.Problems[0] != late {
		t.Errorf("%v", failed)
	}
	if err := positions.Join(nil); err != nil {
		t.Errorf("nothing was joined, and it is %v", err)
	}
}

func TestRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "f.toml")
	if _, err := tomlfile.Read(path); !os.IsNotExist(err) {
		t.Errorf("a missing file: %v", err)
	}
	if _, err := tomlfile.Read(filepath.Dir(path)); err == nil || err.Error() != "a directory, not a file" {
		t.Errorf("a folder: %v", err)
	}
	if _, err := tomlfile.Read(os.DevNull); err == nil || err.Error() != "not a regular file" {
		t.Errorf("a device: %v", err)
	}
	if err := os.WriteFile(path, []byte("yes = true"), 0o600); err != nil {
		t.Fatal(err)
	}
	if file, err := tomlfile.Read(path); err != nil || string(file) != "yes = true" {
		t.Errorf("%q, %v", file, err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(whole))
	for _, c := range refused {
		if len(c.text) < 1000 {
			f.Add([]byte(c.text))
		}
	}
	f.Fuzz(func(t *testing.T, file1 []byte) {
		var into file
		positions, err := tomlfile.Decode("f.toml", file1, &into)
		if err = positions.Join(err); err == nil {
			return
		}
		for _, line := range text.Lines(err) {
			if strings.ContainsFunc(line, func(r rune) bool { return !unicode.IsPrint(r) }) {
				t.Errorf("not printable: %q", line)
			}
		}
	})
}
