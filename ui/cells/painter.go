package cells

import (
	"slices"
	"strconv"
)

// A Painter writes grids to a terminal, each as what differs from the one before.
// Cells are compared here and nowhere else, since a renderer that is given a whole
// frame as text has to take it apart again, which costs more than drawing it.
type Painter struct {
	shown Grid // what the terminal shows
	known bool // it does
	bytes []byte
}

// Forget says that it is not known what the terminal shows. The next frame is
// written whole.
func (p *Painter) Forget() { p.known = false }

// Paint returns what makes a terminal show a grid, in a writer's colours; nothing where
// the terminal shows it already. The grid must not be larger than the terminal. The
// bytes are valid until the next call. They leave the terminal in the plain style,
// with the cursor anywhere.
func (p *Painter) Paint(g *Grid, w *Writer) []byte {
	whole := !p.known || p.shown.Width != g.Width || p.shown.Height != g.Height
	if whole {
		p.shown.Reset(g.Width, g.Height)
	}
	w.text = p.bytes[:0]
	for y := range g.Height {
		now, before := g.Row(y), p.shown.Row(y)
		switch {
		case whole:
			w.text = moved(w.text, 0, y)
			w.row(now)
			w.text = append(w.text, clearRight...)
		case !slices.Equal(now, before):
			w.changes(now, before, y)
		}
		copy(before, now)
	}
	p.known, p.bytes = true, w.text
	return p.bytes
}

// clearRight blanks a row from the cursor on.
const clearRight = "\x1b[K"

// worthMoving is how many equal cells in a row are rather passed over than written
// again. Moving the cursor takes six to eight bytes.
const worthMoving = 8

// changes writes the parts of a row that differ.
func (w *Writer) changes(now, before []Cell, y int) {
	for x := 0; x < len(now); {
		if now[x] == before[x] {
			x++
			continue
		}
		from, to := x, x+1 // to is behind the last that differs
		for x++; x < len(now) && x-to < worthMoving; x++ {
			if now[x] != before[x] {
				to = x + 1
			}
		}
		for from > 0 && now[from].Rune == 0 {
			from-- // the left half of a wide character, which brings its right one
		}
		w.text = moved(w.text, from, y)
		w.cells(now[from:to])
	}
}

// moved appends what moves the cursor.
func moved(text []byte, x, y int) []byte {
	text = append(text, "\x1b["...)
	text = strconv.AppendInt(text, int64(y+1), 10)
	text = append(text, ';')
	text = strconv.AppendInt(text, int64(x+1), 10)
	return append(text, 'H')
}
