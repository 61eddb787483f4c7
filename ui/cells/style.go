package cells

import "math"

// A Role is what something on the screen means; a palette gives it a colour.
type Role uint8

// The roles there are. Text is the zero value: the terminal's own foreground,
// or as a background the terminal's own background.
const (
	Text Role = iota
	Muted
	Faint
	Title
	Accent
	Good
	Bad
	Warn
	Sequential
	Parallel
	Performance
	Efficiency
	Own
	Foreign
	Border
	Focus     // as a background: what has the focus
	Selection // as a background: what is chosen
	roles
)

var roleNames = [roles]string{
	"text", "muted", "faint", "title", "accent", "good", "bad", "warn", "sequential", "parallel",
	"performance", "efficiency", "own", "foreign", "border", "focus", "selection",
}

// String is the role's name in a configuration.
func (r Role) String() string { return roleNames[r] }

// Known tells whether there is such a role.
func (r Role) Known() bool { return r < roles }

// RoleNamed finds a role by its name.
func RoleNamed(name string) (Role, bool) {
	for i, known := range roleNames {
		if known == name {
			return Role(i), true
		}
	}
	return Text, false
}

// A Style is a foreground role, a background role and attributes. The zero
// value is plain text.
type Style uint32

const (
	bold      Style = 1 << 16
	reverse   Style = 1 << 17
	underline Style = 1 << 18

	shadeBits       = 19 // where the shade begins; 0 is none
	shades    Style = 0x3f << shadeBits

	heatBits       = 25 // where the heat of the background begins; 0 is none
	heats    Style = 0x3f << heatBits
)

// Shades is how many steps a foreground can be shaded in.
const Shades = 32

// Heats is how many steps the cells of a heat map have.
const Heats = 16

// bare marks a style of a heat map whose background is the terminal's own.
const bare = Heats + 1

// In returns the style of a role as the foreground.
func In(r Role) Style { return Style(r) }

// On gives the style a background.
func (s Style) On(r Role) Style {
	if s&heats != 0 {
		s &^= heats | shades | 0xff // the foreground is heat, too, and would be lost on r
	}
	return s&^0xff00 | Style(r)<<8
}

// Hot returns the style of a cell of a heat map, where the palette has heats of
// the role: the foreground shows one share (0 to 1), the background another. A
// share that is not a number leaves its ground to the terminal.
func Hot(r Role, front, behind float64) Style {
	s := Style(r) | Style(heatStep(front))<<shadeBits
	if math.IsNaN(behind) {
		return s | bare<<heatBits
	}
	return s | Style(r)<<8 | Style(heatStep(behind))<<heatBits
}

// IsSolid tells whether what is drawn in the style has the colour of its ground.
func (s Style) IsSolid() bool {
	front, behind, hot := s.heat()
	return hot && front == behind && s.Foreground() == s.Background()
}

// heatStep is the number of a share's step, from 1; 0 for what is not a number.
func heatStep(share float64) int {
	if math.IsNaN(share) {
		return 0
	}
	return 1 + HeatStep(share)
}

// HeatStep is the step of a share (0 to 1) among the [Heats].
func HeatStep(share float64) int { return int(min(max(share, 0), 1)*(Heats-1) + 0.5) }

// heat is the numbers of the foreground's and the background's heat, from 1, and
// bare for none behind; hot is false for a style that is in no heat map.
func (s Style) heat() (front, behind int, hot bool) {
	return int(s & shades >> shadeBits), int(s & heats >> heatBits), s&heats != 0
}

// As gives the style another foreground.
func (s Style) As(r Role) Style { return s&^(shades|0xff) | Style(r) }

// Shaded gives the foreground the shade of a share (0 to 1), where the palette
// has shades of its role. A share that is not a number has none. A style with a
// background or attributes is written without its shade.
func (s Style) Shaded(share float64) Style {
	if math.IsNaN(share) {
		return s &^ shades
	}
	step := 1 + int(min(max(share, 0), 1)*(Shades-1)+0.5)
	return s&^shades | Style(step)<<shadeBits
}

// shade is the number of the foreground's shade, from 0; it is -1 for none.
func (s Style) shade() int { return int(s&shades>>shadeBits) - 1 }

// hasShadeAlone tells whether nothing but the foreground is set.
func (s Style) hasShadeAlone() bool {
	return s&shades != 0 && s&(heats|bold|reverse|underline) == 0 && s.Background() == Text
}

// Bold makes the style bold.
func (s Style) Bold() Style { return s | bold }

// Reverse swaps foreground and background.
func (s Style) Reverse() Style { return s | reverse }

// Underline underlines.
func (s Style) Underline() Style { return s | underline }

// Foreground is the role of the characters, Background that behind them.
func (s Style) Foreground() Role { return Role(s & 0xff) }

// Background is the role behind the characters; Text is the terminal's own.
func (s Style) Background() Role { return Role(s >> 8 & 0xff) }

// IsBold tells whether the style is bold.
func (s Style) IsBold() bool { return s&bold != 0 }

// IsReverse tells whether foreground and background are swapped.
func (s Style) IsReverse() bool { return s&reverse != 0 }

// IsUnderline tells whether the style is underlined.
func (s Style) IsUnderline() bool { return s&underline != 0 }

// styles is how many styles there are.
const styles = 8 * int(roles) * int(roles)

// number counts the styles without gaps.
func (s Style) number() int {
	return (int(s>>16&7)*int(roles)+int(s.Background()))*int(roles) + int(s.Foreground())
}
