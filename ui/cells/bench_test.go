package cells_test

import (
	"testing"

	"ep-benchmark/ui/cells"
)

// colourful fills a grid as a dashboard does: words, bars and lines, with
// another style every few cells.
func colourful(g *cells.Grid) {
	all := g.All()
	for y := range all.Height {
		for x := 0; x < all.Width; {
			style := cells.In(cells.Role((x + y) % 15))
			if (x+y)%3 == 0 {
				style = style.On(cells.Focus).Bold()
			}
			switch x % 3 {
			case 0:
				x = all.Text(x, y, style, "98.1/s ")
			case 1:
				all.Columns(x, 4).Line(y, '█', style)
				x += 4
			default:
				x = all.Text(x, y, style, "▁▂▃▄▅▆")
			}
		}
	}
}

// mixed gives each role a mixed colour: the longest sequences.
func mixed() cells.Palette {
	var p cells.Palette
	for i := range p.Colours {
		p.Colours[i] = mixedOf(uint8(100+i), uint8(200-i), uint8(7*i))
	}
	return p
}

func BenchmarkWriterANSI(b *testing.B) {
	g := cells.NewGrid(200, 60)
	colourful(g)
	w := cells.NewWriter(mixed())
	b.ReportAllocs()
	for b.Loop() {
		b.SetBytes(int64(len(w.ANSI(g))))
	}
}

func BenchmarkDraw(b *testing.B) {
	g := cells.NewGrid(200, 60)
	b.ReportAllocs()
	for b.Loop() {
		g.Reset(200, 60)
		colourful(g)
	}
}

func BenchmarkResetAndFill(b *testing.B) {
	g := cells.NewGrid(200, 60)
	b.ReportAllocs()
	for b.Loop() {
		g.Reset(200, 60)
		g.All().Fill('x', cells.In(cells.Muted))
	}
}
