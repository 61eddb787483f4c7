package config

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ep-benchmark/engine/tomlfile"
)

// A Role is what a colour means, by the id that the file has for it. Every colour on the screen belongs to a role.
type Role string

// What colours mean.
const (
	RoleText        Role = "text"
	RoleMuted       Role = "muted"
	RoleFaint       Role = "faint"
	RoleTitle       Role = "title"
	RoleAccent      Role = "accent"
	RoleGood        Role = "good"
	RoleBad         Role = "bad"
	RoleWarn        Role = "warn"
	RoleSequential  Role = "sequential"
	RoleParallel    Role = "parallel"
	RolePerformance Role = "performance"
	RoleEfficiency  Role = "efficiency"
	RoleOwn         Role = "own"
	RoleForeign     Role = "foreign"
	RoleBorder      Role = "border"
	RoleFocus       Role = "focus"
	RoleSelection   Role = "selection"
)

// A RoleSpec describes a role.
type RoleSpec struct {
	Role Role
	Help string // one line, at most 60 columns
}

// Roles returns all roles, in the order in which the example file has them. The caller owns the result.
func Roles() []RoleSpec { return slices.Clone(roleSpecs) }

var roleSpecs = []RoleSpec{
	{RoleText, "figures and words"},
	{RoleMuted, "what stands beside them: labels, units, hints"},
	{RoleFaint, "what is only there to lean on: scales, empty bars"},
	{RoleTitle, "titles of views and panels"},
	{RoleAccent, "what can be pressed: keys, tabs"},
	{RoleGood, "a target met, a change for the better"},
	{RoleBad, "a target missed, a failure, a change for the worse"},
	{RoleWarn, "what is unclear or needs a look"},
	{RoleSequential, "sequential legs"},
	{RoleParallel, "parallel legs"},
	{RolePerformance, "performance (P) cores"},
	{RoleEfficiency, "efficiency (E) cores"},
	{RoleOwn, "load by this program"},
	{RoleForeign, "load by everything else"},
	{RoleBorder, "lines around and between panels"},
	{RoleFocus, "the line around the panel that has the keys"},
	{RoleSelection, "behind the selected row"},
}

// A Colour is "#rrggbb" in lower case, the number of an ANSI colour from "0" to "255", or [TerminalColour].
type Colour string

// TerminalColour is the colour that the terminal itself would use.
const TerminalColour Colour = "default"

// wantColour names what is accepted as a colour.
const wantColour = `"#rrggbb", an ANSI colour's number from 0 to 255, or "default"`

var rgbPattern = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// FromTOML reads a colour.
func (c *Colour) FromTOML(value any) error {
	switch value := value.(type) {
	case int64:
		if value >= 0 && value <= 255 {
			*c = Colour(strconv.FormatInt(value, 10))
			return nil
		}
	case string:
		lower := strings.ToLower(value)
		if lower == string(TerminalColour) || rgbPattern.MatchString(lower) {
			*c = Colour(lower)
			return nil
		}
		if number, err := strconv.ParseUint(value, 10, 8); err == nil {
			*c = Colour(strconv.FormatUint(number, 10))
			return nil
		}
	}
	return fmt.Errorf("expected %s; found %s", wantColour, tomlfile.Found(value))
}

// Words are the roles that a file can name.
func (Role) Words() []string {
	ids := make([]string, len(roleSpecs))
	for i, spec := range roleSpecs {
		ids[i] = string(spec.Role)
	}
	return ids
}
