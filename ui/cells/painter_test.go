package cells_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ep-benchmark/ui/cells"
)

// A painted screen is what a terminal shows of frames that are painted on it.
type painted struct {
	rows [][]look
	x, y int
}

// newPainted is a screen full of what was there before.
func newPainted(width, height int) *painted {
	s := &painted{}
	for range height {
		row := make([]look, width)
		for x := range row {
			row[x].Rune = '#'
		}
		s.rows = append(s.rows, row)
	}
	return s
}

// read shows what a painter wrote: cursor moves, erased ends of rows, and text.
func (s *painted) read(text string) error {
	for text != "" {
		row, column, rest, ok := move(text)
		if !ok {
			return fmt.Errorf("no move before %q", text)
		}
		s.x, s.y = column-1, row-1
		end := strings.Index(rest, "\x1b[") // of this part: the next move or erasing
		for end >= 0 && !isMove(rest[end:]) && !strings.HasPrefix(rest[end:], "\x1b[K") {
			next := strings.Index(rest[end+1:], "\x1b[")
			if next < 0 {
				end = -1
				break
			}
			end += 1 + next
		}
		part := rest
		if end >= 0 {
			part = rest[:end]
		}
		if err := s.show(part); err != nil {
			return err
		}
		text = rest[len(part):]
		if after, erases := strings.CutPrefix(text, "\x1b[K"); erases {
			for x := s.x; x < len(s.rows[s.y]); x++ {
				s.rows[s.y][x] = look{Rune: ' '}
			}
			text = after
		}
	}
	return nil
}

func move(text string) (row, column int, rest string, ok bool) {
	end := strings.IndexByte(text, 'H')
	if end < 0 {
		return 0, 0, "", false
	}
	n, err := fmt.Sscanf(text[:end+1], "\x1b[%d;%dH", &row, &column)
	return row, column, text[end+1:], n == 2 && err == nil
}

func isMove(text string) bool {
	_, _, _, ok := move(text)
	return ok && !strings.ContainsAny(text[2:strings.IndexByte(text, 'H')], "m\x1b")
}

// show puts text where the cursor is. A cell that is drawn over tears a wide one.
func (s *painted) show(text string) error {
	line, err := read(text)
	if err != nil {
		return err
	}
	if line.pen != (look{}) || len(line.rows) != 1 {
		return fmt.Errorf("%q does not end in the plain style of its row", text)
	}
	row := s.rows[s.y]
	for _, cell := range line.rows[0] {
		if s.x >= len(row) {
			return fmt.Errorf("%q goes over the edge", text)
		}
		if row[s.x].Rune == 0 && cell.Rune != 0 {
			row[s.x-1].Rune = ' '
		}
		if s.x+1 < len(row) && row[s.x+1].Rune == 0 {
			row[s.x+1].Rune = ' '
		}
		row[s.x] = cell
		s.x++
	}
	return nil
}

// visible are the rows, without what can't be seen of a space.
func (s *painted) visible() [][]look {
	for _, row := range s.rows {
		for x := range row {
			if row[x].Rune == ' ' && !row[x].Reverse {
				row[x].Bold = false
				if !row[x].Underline {
					row[x].Foreground = nil
				}
			}
		}
	}
	return s.rows
}

// drawSome draws a few texts, in styles, wide characters among them.
func drawSome(t *rapid.T, area cells.Area) {
	for range rapid.IntRange(0, 6).Draw(t, "texts") {
		style := cells.In(cells.Role(rapid.IntRange(0, 4).Draw(t, "role")))
		if rapid.Bool().Draw(t, "bold") {
			style = style.Bold()
		}
		if rapid.Bool().Draw(t, "background") {
			style = style.On(cells.Focus)
		}
		text := rapid.StringOfN(rapid.SampledFrom([]rune("ab 世界█")), 1, 12, -1).Draw(t, "text")
		area.Text(rapid.IntRange(0, 29).Draw(t, "x"), rapid.IntRange(0, 4).Draw(t, "y"), style, text)
	}
}

// Whatever is drawn after whatever, the terminal shows the frame just as if it had
// been written whole.
func TestPaintingShowsEveryFrame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const width, height = 30, 5
		var painter cells.Painter
		writer := cells.NewWriter(mixed())
		screen := newPainted(width, height)
		grid := cells.NewGrid(width, height)
		for range rapid.IntRange(1, 6).Draw(t, "frames") {
			if rapid.IntRange(0, 4).Draw(t, "anew") > 0 {
				grid.Reset(width, height)
			}
			drawSome(t, grid.All())
			if rapid.IntRange(0, 5).Draw(t, "disturbed") == 0 {
				painter.Forget()
				screen = newPainted(width, height)
			}
			if err := screen.read(string(painter.Paint(grid, writer))); err != nil {
				t.Fatal(err)
			}
			whole := newPainted(width, height)
			if err := whole.read(string(new(cells.Painter).Paint(grid, writer))); err != nil {
				t.Fatal(err)
			}
			if got, want := screen.visible(), whole.visible(); !reflect.DeepEqual(got, want) {
				t.Fatalf("the terminal shows\n%v\nand not\n%v", got, want)
			}
			if again := painter.Paint(grid, writer); len(again) > 0 {
				t.Fatalf("a frame that is shown is written again: %q", again)
			}
		}
	})
}

// A frame of another size is painted whole.
func TestPaintingAfterAResize(t *testing.T) {
	var painter cells.Painter
	writer := cells.NewWriter(mixed())
	for _, size := range [][2]int{{10, 2}, {12, 3}, {4, 1}, {0, 0}, {10, 2}} {
		grid := cells.NewGrid(size[0], size[1])
		grid.All().Text(0, 0, cells.In(cells.Text), "abc")
		screen := newPainted(size[0], size[1])
		if err := screen.read(string(painter.Paint(grid, writer))); err != nil {
			t.Fatal(err)
		}
		for y, row := range screen.rows {
			for x := range row {
				if row[x].Rune == '#' {
					t.Errorf("%v: cell %d, %d is not painted", size, x, y)
				}
			}
		}
	}
}

func BenchmarkPaintOneCounter(b *testing.B) {
	var painter cells.Painter
	writer := cells.NewWriter(mixed())
	grid := cells.NewGrid(120, 40)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		grid.All().Rune(60, 20, rune('0'+i%10), cells.In(cells.Accent))
		painter.Paint(grid, writer)
	}
}
