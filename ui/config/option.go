package config

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"ep-benchmark/engine/text"
)

// The tables of the file.
const (
	keysTable    = "keys"
	coloursTable = "colours"
)

// An option is a line of the file that stands outside the tables. The same list reads a file and writes the example.
type option struct {
	name  string
	help  string
	write func(Config) string                 // the value as TOML
	read  func(*Config, any) (problem string) // takes the value, or says what is wrong with it
}

var options = []option{
	{
		"theme", "The background that the colours are for: " + listed(themes, "or") + " (no colours at all).",
		func(c Config) string { return strconv.Quote(string(c.Theme)) },
		func(c *Config, value any) string { return readWord(&c.Theme, themes, value) },
	},
	{
		"glyphs", "What charts are drawn with: " + listed(glyphSets, "or") + ".",
		func(c Config) string { return strconv.Quote(string(c.Glyphs)) },
		func(c *Config, value any) string { return readWord(&c.Glyphs, glyphSets, value) },
	},
	{
		"refresh", fmt.Sprintf("Frames per second, from %d to %d.", MinRefresh, MaxRefresh),
		func(c Config) string { return strconv.Itoa(c.Refresh) },
		readRefresh,
	},
	{
		"mouse", "Whether the mouse is listened to. false leaves it to the terminal, to select text with.",
		func(c Config) string { return strconv.FormatBool(c.Mouse) },
		readMouse,
	},
	{
		"window", fmt.Sprintf("How much time the charts show, from %s to %s.", brief(MinWindow), brief(MaxWindow)),
		func(c Config) string { return strconv.Quote(brief(c.Window)) },
		readWindow,
	},
}

var (
	themes    = []Theme{ThemeAuto, ThemeDark, ThemeLight, ThemeNone}
	glyphSets = []Glyphs{GlyphsAuto, GlyphsBraille, GlyphsBlock, GlyphsASCII}
)

// readWord reads a value that is one of a few words.
func readWord[Word ~string](target *Word, accepted []Word, value any) (problem string) {
	word, ok := value.(string)
	if !ok || !slices.Contains(accepted, Word(word)) {
		return fmt.Sprintf("expected one of %s; found %s%s", listed(accepted, "or"), found(value), meant(word, accepted))
	}
	*target = Word(word)
	return ""
}

// meant asks whether the nearest of a few words was meant.
func meant[Word ~string](word string, accepted []Word) string {
	names := make([]string, len(accepted))
	for i := range accepted {
		names[i] = string(accepted[i])
	}
	if near, ok := text.Nearest(word, names); ok {
		return "; did you mean " + near + "?"
	}
	return ""
}

func readRefresh(c *Config, value any) (problem string) {
	rate, ok := value.(int64)
	if !ok || rate < MinRefresh || rate > MaxRefresh {
		return fmt.Sprintf("expected a whole number of frames per second, from %d to %d; found %s", MinRefresh, MaxRefresh, found(value))
	}
	c.Refresh = int(rate)
	return ""
}

func readMouse(c *Config, value any) (problem string) {
	on, ok := value.(bool)
	if !ok {
		return fmt.Sprintf("expected true or false, without quotes; found %s", found(value))
	}
	c.Mouse = on
	return ""
}

func readWindow(c *Config, value any) (problem string) {
	text, _ := value.(string)
	window, err := time.ParseDuration(text)
	if err != nil || window < MinWindow || window > MaxWindow {
		return fmt.Sprintf(`expected a time from %s to %s, such as "20s" or "1m30s"; found %s`, brief(MinWindow), brief(MaxWindow), found(value))
	}
	c.Window = window
	return ""
}

// brief writes a duration without the zeros that time.Duration ends in: 10m, not 10m0s.
func brief(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
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

func optionNames() []string {
	names := make([]string, len(options))
	for i, option := range options {
		names[i] = option.name
	}
	return names
}
