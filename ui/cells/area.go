package cells

import (
	"unicode/utf8"

	shown "ep-benchmark/engine/text" // text is a value here
)

// An Area is a rectangle of a grid. Drawing outside of it has no effect, so a
// part that is given too little room draws less and changes nothing beside it.
type Area struct {
	grid          *Grid
	x, y          int
	Width, Height int
}

// Part returns a rectangle inside the area, cut to it.
func (a Area) Part(x, y, width, height int) Area {
	left, width := within(x, width, a.Width)
	top, height := within(y, height, a.Height)
	return Area{grid: a.grid, x: a.x + left, y: a.y + top, Width: width, Height: height}
}

// within cuts a stretch to the room there is; nothing in it overflows.
func within(start, length, room int) (from, left int) {
	length = max(length, 0)
	if start < 0 {
		start, length = 0, max(start+length, 0)
	}
	start = min(start, room)
	return start, min(length, room-start)
}

// Rows returns n rows of the area from y on.
func (a Area) Rows(y, n int) Area { return a.Part(0, y, a.Width, n) }

// Columns returns n columns of the area from x on.
func (a Area) Columns(x, n int) Area { return a.Part(x, 0, n, a.Height) }

// Origin is the area's place on the grid, for finding what the mouse hit.
func (a Area) Origin() (x, y int) { return a.x, a.y }

// Contains tells whether a place on the grid lies in the area.
func (a Area) Contains(x, y int) bool {
	return x >= a.x && x < a.x+a.Width && y >= a.y && y < a.y+a.Height
}

// Empty tells whether there is no room at all.
func (a Area) Empty() bool { return a.Width <= 0 || a.Height <= 0 }

// Rune puts one character of one column; any other becomes a space.
func (a Area) Rune(x, y int, r rune, style Style) {
	a.put(x, y, Cell{single(r), style})
}

// IsBlank tells whether there is nothing at a place.
func (a Area) IsBlank(x, y int) bool {
	if x < 0 || x >= a.Width || y < 0 || y >= a.Height {
		return true
	}
	cell := a.grid.cells[(a.y+y)*a.grid.Width+a.x+x]
	return cell.Rune == ' ' && cell.Style.blank()
}

// Glyph puts a character that is known to have one column, as those of a theme have.
func (a Area) Glyph(x, y int, r rune, style Style) { a.put(x, y, Cell{r, style}) }

// At returns what was drawn at a place; a blank outside of the area.
func (a Area) At(x, y int) Cell {
	if row := a.row(y); x >= 0 && x < len(row) {
		return row[x]
	}
	return Cell{Rune: ' '}
}

func (a Area) put(x, y int, cell Cell) {
	if x >= 0 && x < a.Width && y >= 0 && y < a.Height {
		a.grid.set(a.x+x, a.y+y, cell)
	}
}

// row is what the grid has of a row of the area.
func (a Area) row(y int) []Cell {
	if y < 0 || y >= a.Height || a.y+y >= a.grid.Height {
		return nil
	}
	row := a.grid.Row(a.y + y)
	return row[min(a.x, len(row)):min(a.x+a.Width, len(row))]
}

// Text writes text from x on and returns the column after it, whether or not
// there was room: so what follows stays in its place. Control characters
// become spaces, characters without width are left out.
func (a Area) Text(x, y int, style Style, text string) int {
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		i += size
		if r >= ' ' && r < 0x7f || shown.IsDrawing(r) {
			a.put(x, y, Cell{r, style})
			x++
			continue
		}
		x += a.other(x, y, style, r)
	}
	return x
}

// other writes what is neither ASCII nor drawing and returns its width.
func (a Area) other(x, y int, style Style, r rune) int {
	r, width := Printable(r)
	switch {
	case width == 2 && x >= 0 && x+1 < a.Width:
		a.grid.wide = true
		a.put(x, y, Cell{r, style})
		a.put(x+1, y, Cell{0, style})
	case width == 2: // half of it is outside
		a.put(x, y, Cell{' ', style})
		a.put(x+1, y, Cell{' ', style})
	case width == 1:
		a.put(x, y, Cell{r, style})
	}
	return width
}

// Right writes text so that it ends before column x.
func (a Area) Right(x, y int, style Style, text string) {
	a.Text(x-Width(text), y, style, text)
}

// Fit writes text in at most the given number of columns, with an ellipsis
// where it is cut, and returns the column after the room.
func (a Area) Fit(x, y, room int, style Style, text string) int {
	if room <= 0 {
		return x
	}
	if Width(text) <= room {
		a.Text(x, y, style, text)
		return x + room
	}
	cut := a.Part(x, y, room-1, 1)
	cut.Text(min(x, 0), 0, style, text)
	a.Rune(x+room-1, y, '…', style)
	return x + room
}

// Fill gives every cell of the area a character.
func (a Area) Fill(r rune, style Style) {
	for y := range a.Height {
		a.Line(y, r, style)
	}
}

// Paint changes the style of every cell and leaves the characters.
func (a Area) Paint(change func(Style) Style) {
	for y := range a.Height {
		row := a.row(y)
		for x := range row {
			row[x].Style = change(row[x].Style)
		}
	}
}

// Line draws a horizontal line.
func (a Area) Line(y int, r rune, style Style) {
	cell := Cell{single(r), style}
	row := a.row(y)
	if len(row) > 0 && a.grid.wide { // the ends may cut characters in two
		a.put(0, y, cell)
		a.put(len(row)-1, y, cell)
	}
	for x := range row {
		row[x] = cell
	}
}
