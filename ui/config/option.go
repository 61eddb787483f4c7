package config

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"ep-benchmark/engine/units"
)

// An option is a line of the file that stands outside the tables, as the example has it.
type option struct {
	name  string
	help  string
	write func(Config) string // the value as TOML
}

var options = []option{
	{
		"theme", "The colours: " + listed(Theme.Words(""), "or") + " (none at all). auto is dark or light, as the terminal says.",
		func(c Config) string { return strconv.Quote(string(c.Theme)) },
	},
	{
		"glyphs", "What charts are drawn with: " + listed(Glyphs.Words(""), "or") + ".",
		func(c Config) string { return strconv.Quote(string(c.Glyphs)) },
	},
	{
		"refresh", fmt.Sprintf("Frames per second, from %d to %d.", MinRefresh, MaxRefresh),
		func(c Config) string { return strconv.Itoa(c.Refresh) },
	},
	{
		"mouse", "Whether the mouse is listened to. false leaves it to the terminal, to select text with.",
		func(c Config) string { return strconv.FormatBool(c.Mouse) },
	},
	{
		"window", fmt.Sprintf("How much time the charts of a run show at first, from %s to %s. They grow with the run.", units.Typed(MinWindow), units.Typed(MaxWindow)),
		func(c Config) string { return strconv.Quote(units.Typed(c.Window)) },
	},
}

// Words are the themes that a file can name.
func (Theme) Words() []string {
	return []string{string(ThemeAuto), string(ThemeDark), string(ThemeLight), string(ThemeContrast), string(ThemeColourBlind), string(ThemeNone)}
}

// Words are the kinds of glyphs that a file can name.
func (Glyphs) Words() []string {
	return []string{string(GlyphsAuto), string(GlyphsBraille), string(GlyphsBlock), string(GlyphsASCII)}
}

// refresh is a number of frames per second.
type refresh int

func (r refresh) Valid() bool { return r >= MinRefresh && r <= MaxRefresh }

func (refresh) Expected() string {
	return fmt.Sprintf("a whole number of frames per second, from %d to %d", MinRefresh, MaxRefresh)
}

// window is how much time the charts show.
type window struct{ time.Duration }

func (w *window) UnmarshalText(value []byte) (err error) {
	w.Duration, err = time.ParseDuration(string(value))
	return err
}

func (w window) Valid() bool { return w.Duration >= MinWindow && w.Duration <= MaxWindow }

func (window) Expected() string {
	return fmt.Sprintf(`a time from %s to %s, such as "20s" or "1m30s"`, units.Typed(MinWindow), units.Typed(MaxWindow))
}

// listed writes words as "auto, dark or light", with that or another conjunction.
func listed[Word ~string](words []Word, conjunction string) string {
	var out strings.Builder
	for i, word := range words {
		switch {
		case i == 0:
		case i == len(words)-1:
			out.WriteString(" " + conjunction + " ")
		default:
			out.WriteString(", ")
		}
		out.WriteString(string(word))
	}
	return out.String()
}
