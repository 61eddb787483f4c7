package parts

import (
	"ep-benchmark/ui/cells"
)

// A Column is one of a table's.
type Column struct {
	Title string
	Width int
	Right bool // numbers stand at the right
	Grow  bool // takes the room that is left
}

// A Field is what stands in a row under a column.
type Field struct {
	Text  string
	Style cells.Style
}

// Layout gives columns that grow the room that is left, and leaves out the
// last ones where there is none for them.
func Layout(columns []Column, width int) []Column {
	const gap = 2
	fitted := make([]Column, 0, len(columns))
	used := 0
	for _, c := range columns {
		if used+c.Width > width {
			break
		}
		fitted = append(fitted, c)
		used += c.Width + gap
	}
	left := width - (used - gap)
	for i := range fitted {
		if fitted[i].Grow && left > 0 {
			fitted[i].Width += left
			break
		}
	}
	return fitted
}

// Head writes the titles of columns.
func Head(a cells.Area, y int, columns []Column) {
	fields := make([]Field, len(columns))
	for i, c := range columns {
		fields[i] = Field{c.Title, cells.In(cells.Muted)}
	}
	Row(a, y, columns, fields)
}

// Row writes fields under their columns.
func Row(a cells.Area, y int, columns []Column, fields []Field) {
	x := 0
	for i, c := range columns {
		if i < len(fields) && fields[i].Text != "" {
			text, room := fields[i].Text, c.Width
			if c.Right && cells.Width(text) <= room {
				a.Right(x+room, y, fields[i].Style, text)
			} else {
				a.Fit(x, y, room, fields[i].Style, text)
			}
		}
		x += c.Width + 2
	}
}
