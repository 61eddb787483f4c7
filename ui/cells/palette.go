package cells

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Colour is the terminal's own (the zero value), one of its 256, or a mix
// of red, green and blue.
type Colour struct {
	kind    uint8
	R, G, B uint8 // the index is in R where the colour is one of the 256
}

const (
	ownColour = iota
	indexedColour
	mixedColour
)

// RGB is a mixed colour.
func RGB(r, g, b uint8) Colour { return Colour{mixedColour, r, g, b} }

// Indexed is one of the terminal's 256 colours; the first 16 follow its theme.
func Indexed(i uint8) Colour { return Colour{indexedColour, i, 0, 0} }

// IsOwn tells whether the colour is the terminal's own.
func (c Colour) IsOwn() bool { return c.kind == ownColour }

// Mixed returns red, green and blue, where the colour is mixed of them.
func (c Colour) Mixed() (r, g, b uint8, ok bool) { return c.R, c.G, c.B, c.kind == mixedColour }

// Index returns the colour's number, where it is one of the 256.
func (c Colour) Index() (uint8, bool) { return c.R, c.kind == indexedColour }

// A Palette gives each role its colour. Plain says that there are none: then
// bold, reverse and underlined are all that is written.
type Palette struct {
	Colours [roles]Colour
	// Onto takes the place of the terminal's own foreground on a background of
	// the palette's, since the terminal's own may not be visible there.
	Onto  Colour
	Plain bool
}

// A Writer writes grids as text with escape sequences. It remembers the
// sequence of each style it has met, so use one for a palette.
type Writer struct {
	// ASCII writes nothing else: a terminal without UTF-8 shows every other
	// character as several.
	ASCII bool

	palette   Palette
	sequences [styles]string // a table: looking a map up took half of the writing
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
	for y := range g.Height {
		if y > 0 {
			w.text = append(w.text, '\n')
		}
		w.row(g.Row(y))
	}
	return string(w.text)
}

func (w *Writer) row(row []Cell) {
	end := len(row)
	for end > 0 && row[end-1].Rune == ' ' && row[end-1].Style.blank() {
		end--
	}
	current, set := unset, plainSequence
	for _, cell := range row[:end] {
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
	if *known == "" {
		*known = w.palette.sequence(s)
	}
	return *known
}

func (p *Palette) sequence(s Style) string {
	var codes []string
	if s.IsBold() {
		codes = append(codes, "1")
	}
	if s.IsUnderline() {
		codes = append(codes, "4")
	}
	if s.IsReverse() || p.Plain && s.Background() != Text {
		codes = append(codes, "7")
	}
	if !p.Plain {
		foreground, background := p.Colours[s.Foreground()], Colour{}
		if s.Background() != Text {
			background = p.Colours[s.Background()]
		}
		if foreground.IsOwn() && !background.IsOwn() {
			foreground = p.Onto
		}
		codes = append(codes, foreground.codes(false)...)
		codes = append(codes, background.codes(true)...)
	}
	if len(codes) == 0 {
		return plainSequence
	}
	return "\x1b[0;" + strings.Join(codes, ";") + "m"
}

// codes are the SGR parameters of a colour.
func (c Colour) codes(background bool) []string {
	base, bright, extended := 30, 90, "38"
	if background {
		base, bright, extended = 40, 100, "48"
	}
	switch {
	case c.kind == indexedColour && c.R < 8:
		return []string{strconv.Itoa(base + int(c.R))}
	case c.kind == indexedColour && c.R < 16:
		return []string{strconv.Itoa(bright + int(c.R) - 8)}
	case c.kind == indexedColour:
		return []string{extended, "5", strconv.Itoa(int(c.R))}
	case c.kind == mixedColour:
		return []string{extended, "2", strconv.Itoa(int(c.R)), strconv.Itoa(int(c.G)), strconv.Itoa(int(c.B))}
	}
	return nil
}
