package config

import (
	"fmt"
	"image/color"
	"regexp"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"ep-benchmark/engine/tomlfile"
	"ep-benchmark/ui/cells"
)

// roles are what colours mean, in the order of the example file, each with one line of help.
var roles = []struct {
	role cells.Role
	help string
}{
	{cells.Text, "figures and words"},
	{cells.Muted, "what stands beside them: labels, units, hints"},
	{cells.Faint, "what is only there to lean on: scales, empty bars"},
	{cells.Title, "titles of views and panels"},
	{cells.Accent, "what can be pressed: keys, tabs"},
	{cells.Good, "a target met, a change for the better"},
	{cells.Bad, "a target missed, a failure, a change for the worse"},
	{cells.Warn, "what is unclear or needs a look"},
	{cells.Sequential, "sequential legs"},
	{cells.Parallel, "parallel legs"},
	{cells.Performance, "performance (P) cores"},
	{cells.Efficiency, "efficiency (E) cores"},
	{cells.Own, "load by this program"},
	{cells.Foreign, "load by everything else"},
	{cells.Border, "lines around and between panels"},
	{cells.Focus, "the line around the panel that has the keys"},
	{cells.Selection, "behind the selected row"},
}

// role is the name of a role in the file.
type role string

// Words are the roles that a file can name.
func (role) Words() []string {
	names := make([]string, len(roles))
	for i, spec := range roles {
		names[i] = spec.role.String()
	}
	return names
}

// terminalColour is what the file calls the colour that the terminal itself would use.
const terminalColour = "default"

// wantColour names what is accepted as a colour.
const wantColour = `"#rrggbb", an ANSI colour's number from 0 to 255, or "default"`

var rgbPattern = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// colour is a colour of the file; nil is the terminal's own.
type colour struct{ color.Color }

// FromTOML reads a colour.
func (c *colour) FromTOML(value any) error {
	switch value := value.(type) {
	case int64:
		if value >= 0 && value <= 255 {
			c.Color = lipgloss.Color(strconv.FormatInt(value, 10))
			return nil
		}
	case string:
		lower := strings.ToLower(value)
		if lower == terminalColour {
			return nil
		}
		if rgbPattern.MatchString(lower) {
			c.Color = lipgloss.Color(lower)
			return nil
		}
		if number, err := strconv.ParseUint(value, 10, 8); err == nil {
			c.Color = lipgloss.Color(strconv.FormatUint(number, 10))
			return nil
		}
	}
	return fmt.Errorf("expected %s; found %s", wantColour, tomlfile.Found(value))
}

// nameOf writes a colour as the file has it.
func nameOf(c color.Color) string {
	switch c := c.(type) {
	case nil:
		return terminalColour
	case ansi.BasicColor:
		return strconv.Itoa(int(c))
	case ansi.IndexedColor:
		return strconv.Itoa(int(c))
	}
	mixed := color.RGBAModel.Convert(c).(color.RGBA)
	return fmt.Sprintf("#%02x%02x%02x", mixed.R, mixed.G, mixed.B)
}

// coloursOf are the colours of the file by what they mean.
func coloursOf(read map[role]colour) map[cells.Role]color.Color {
	colours := make(map[cells.Role]color.Color)
	for name, chosen := range read {
		if known, ok := cells.RoleNamed(string(name)); ok {
			colours[known] = chosen.Color
		}
	}
	return colours
}
