package cells

import (
	"image/color"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// A Palette gives each role its colour; nil is the terminal's own. Plain says
// that there are none: then bold, reverse and underlined are all that is written.
type Palette struct {
	Colours [roles]color.Color
	// Shades are a role's colours by how much of something there is, from the
	// least to the most: [Shades] of them, or none.
	Shades [roles][]color.Color
	// Heat is the same for cells that are filled, as in a heat map: [Heats] colours, or
	// none.
	Heat [roles][]color.Color
	// Onto takes the place of the terminal's own foreground on a background of
	// the palette's, since the terminal's own may not be visible there.
	Onto  color.Color
	Plain bool
}

// In returns the palette in the colours that a terminal has.
func (p Palette) In(profile colorprofile.Profile) Palette {
	for role := range p.Colours {
		p.Colours[role] = converted(p.Colours[role], profile)
		shades := make([]color.Color, len(p.Shades[role]))
		for i := range shades {
			shades[i] = converted(p.Shades[role][i], profile)
		}
		p.Shades[role] = shades
	}
	p.Onto = converted(p.Onto, profile)
	return p
}

// converted is the colour that comes nearest; nil stays the terminal's own.
func converted(c color.Color, profile colorprofile.Profile) color.Color {
	if c == nil {
		return nil
	}
	return profile.Convert(c)
}

// A Writer writes grids as text with escape sequences. It remembers the
// sequence of each style it has met, so use one for a palette.
type Writer struct {
	// ASCII writes nothing else: a terminal without UTF-8 shows every other
	// character as several.
	ASCII bool

	palette   Palette
	sequences [styles]string // a table: looking a map up took half of the writing
	shaded    [roles][Shades]string
	hot       [roles]*[Heats + 1][Heats + 2]string // by the heats in front and behind
	text      []byte
}

// plainSequence is what a row begins and ends with: the terminal's own style.
const plainSequence = "\x1b[m"

// unset is no style that is drawn with. The zero style would not do: a palette
// may give Text a colour.
const unset Style = 1 << 31

// NewWriter returns a writer with a palette.
func NewWriter(p Palette) *Writer { return &Writer{palette: p} }

// ANSI renders the grid: rows parted by newlines, each ending in the plain
// style, blanks without a background at a row's end left out.
func (w *Writer) ANSI(g *Grid) string {
	w.text = w.text[:0]
	last := 0
	for y := range g.Height {
		if y > 0 {
			w.text = append(w.text, '\n')
		}
		start := len(w.text)
		if y > 0 && slices.Equal(g.Row(y), g.Row(y-1)) { // as in heat maps, whose rows are tall
			w.text = append(w.text, w.text[last:start-1]...)
		} else {
			w.row(g.Row(y))
		}
		last = start
	}
	return string(w.text)
}

func (w *Writer) row(row []Cell) {
	end := len(row)
	for end > 0 && row[end-1].Rune == ' ' && row[end-1].Style.blank() {
		end--
	}
	w.cells(row[:end])
}

// cells appends cells of a row to the text, which ends in the plain style.
func (w *Writer) cells(part []Cell) {
	current, set := unset, plainSequence
	for _, cell := range part {
		if cell.Rune == 0 {
			continue
		}
		if cell.Style != current && (cell.Rune != ' ' || !cell.Style.blank() || !current.blank()) {
			current = cell.Style
			if sequence := w.sequence(current); sequence != set { // styles may look alike
				w.text = append(w.text, sequence...)
				set = sequence
			}
		}
		switch {
		case cell.Rune < utf8.RuneSelf:
			w.text = append(w.text, byte(cell.Rune))
		case w.ASCII:
			w.text = append(w.text, inASCII(cell.Rune)...)
		default:
			w.text = utf8.AppendRune(w.text, cell.Rune)
		}
	}
	if set != plainSequence {
		w.text = append(w.text, plainSequence...)
	}
}

// inASCII is the text that replaces a character, as many columns wide.
func inASCII(r rune) string {
	switch r {
	case 'µ', 'μ':
		return "u"
	case '…':
		return "~"
	case '°':
		return " "
	}
	if _, width := Printable(r); width == 2 {
		return "??"
	}
	return "?"
}

// blank tells whether a space in this style looks like any other.
func (s Style) blank() bool { return s.Background() == Text && !s.IsReverse() && !s.IsUnderline() }

// sequence sets a style from whatever was set before.
func (w *Writer) sequence(s Style) string {
	known := &w.sequences[s.number()]
	switch front, behind, hot := s.heat(); {
	case hot:
		if w.hot[s.Foreground()] == nil {
			w.hot[s.Foreground()] = new([Heats + 1][Heats + 2]string)
		}
		known = &w.hot[s.Foreground()][front][behind]
	case s.hasShadeAlone():
		known = &w.shaded[s.Foreground()][s.shade()]
	}
	if *known == "" {
		*known = w.palette.sequence(s)
	}
	return *known
}

// Foreground is the colour of a style's characters; nil is the terminal's own.
func (p *Palette) Foreground(s Style) color.Color {
	if front, _, hot := s.heat(); hot {
		return p.heatOf(s.Foreground(), front)
	}
	if shades := p.Shades[s.Foreground()]; s.hasShadeAlone() && len(shades) == Shades {
		return shades[s.shade()]
	}
	return p.Colours[s.Foreground()]
}

// Background is the colour behind a style's characters; nil is the terminal's own.
func (p *Palette) Background(s Style) color.Color {
	if _, behind, hot := s.heat(); hot {
		return p.heatOf(s.Background(), behind)
	}
	if s.Background() == Text {
		return nil
	}
	return p.Colours[s.Background()]
}

// heatOf is the colour of a heat, counted from 1; nil where there is none.
func (p *Palette) heatOf(r Role, step int) color.Color {
	if step < 1 || step > len(p.Heat[r]) {
		return nil
	}
	return p.Heat[r][step-1]
}

func (p *Palette) sequence(s Style) string {
	var codes ansi.Style
	if s.IsBold() {
		codes = codes.Bold()
	}
	if s.IsUnderline() {
		codes = codes.Underline(true)
	}
	if s.IsReverse() || p.Plain && s.Background() != Text {
		codes = codes.Reverse(true)
	}
	if !p.Plain {
		codes = p.coloured(codes, s)
	}
	if len(codes) == 0 {
		return plainSequence
	}
	return "\x1b[0;" + strings.Join(codes, ";") + "m"
}

// coloured adds a style's colours to codes.
func (p *Palette) coloured(codes ansi.Style, s Style) ansi.Style {
	foreground, background := p.Foreground(s), p.Background(s)
	if foreground == nil && background != nil {
		foreground = p.Onto
	}
	if foreground != nil {
		codes = codes.ForegroundColor(foreground)
	}
	if background != nil {
		codes = codes.BackgroundColor(background)
	}
	return codes
}
