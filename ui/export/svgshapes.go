package export

import (
	"math"
	"strconv"
)

// A path is the outline of many shapes. Rectangles that continue the one
// before become one with it.
type path struct {
	text []byte
	last struct{ x, y, width, height float64 } // not written yet; none where its width is 0
}

func (p *path) rect(x, y, width, height float64) {
	last := &p.last
	switch {
	case last.width > 0 && last.y == y && last.height == height && last.x+last.width == x:
		last.width += width
	case last.width == width && last.x == x && last.y+last.height == y:
		last.height += height
	default:
		p.flush()
		last.x, last.y, last.width, last.height = x, y, width, height
	}
}

func (p *path) flush() {
	r := p.last
	if r.width > 0 {
		p.last.width = 0
		p.draw("M", r.x, r.y)
		p.draw("h", r.width)
		p.draw("v", r.height)
		p.draw("h", -r.width)
		p.text = append(p.text, 'z')
	}
}

// draw writes one command.
func (p *path) draw(command string, numbers ...float64) {
	p.flush()
	p.text = append(p.text, command...)
	for i, n := range numbers {
		if i > 0 && n >= 0 {
			p.text = append(p.text, ' ')
		}
		p.text = append(p.text, number(n)...)
	}
}

func (p *path) finished() []byte {
	p.flush()
	return p.text
}

// number renders a coordinate to a hundredth of a pixel.
func number(f float64) string {
	return strconv.FormatFloat(math.Round(f*100)/100+0, 'f', -1, 64) // + 0 makes 0 of -0
}

// isShape tells the characters that are drawn here, since fonts leave gaps
// between them: lines, blocks and braille.
func isShape(r rune) bool {
	if r >= 0x2500 && r < '▀' {
		_, known := boxes[r]
		return known
	}
	return r >= '▀' && r <= 0x259f || r >= 0x2800 && r <= 0x28ff
}

// isShade tells ░ ▒ ▓, and shade how much of the cell they cover.
func isShade(r rune) bool { return r >= '░' && r <= '▓' }

func shade(r rune) float64 { return float64(r-'░'+1) / 4 }

// shape draws a line, block or braille character.
func (l *layer) shape(r rune, x, y float64) {
	switch {
	case r >= 0x2800:
		l.braille(r, x, y)
	case r >= '▀':
		l.block(r, x, y)
	default:
		l.shapes.line(r, x, y)
	}
}

// braille dots are numbered 1 to 6 down two columns of three; 7 and 8, added
// later, are below.
func (l *layer) braille(r rune, x, y float64) {
	places := [8][2]float64{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}, {0, 3}, {1, 3}}
	for i, place := range places {
		if r>>i&1 != 0 {
			left := number(x + (place[0]+0.5)*cellWidth/2)
			top := number(y + (place[1]+0.5)*cellHeight/4)
			l.dots.WriteString("M" + left + " " + top + "h.01") // not h0, of which some viewers draw nothing
		}
	}
}

// quadrants of ▖ ▗ ▘ ▙ ▚ ▛ ▜ ▝ ▞ ▟: 1 upper left, 2 upper right, 4 lower
// left, 8 lower right.
var quadrants = [...]uint8{4, 8, 1, 13, 9, 7, 11, 2, 6, 14}

// block draws a part of the cell that is filled.
func (l *layer) block(r rune, x, y float64) {
	fill := func(left, top, width, height float64) {
		l.shapes.rect(x+left*cellWidth, y+top*cellHeight, width*cellWidth, height*cellHeight)
	}
	switch eighths := float64(r-'▀') / 8; {
	case r == '▀':
		fill(0, 0, 1, 0.5)
	case r <= '█':
		fill(0, 1-eighths, 1, eighths)
	case r <= '▏':
		fill(0, 0, 2-eighths, 1)
	case r == '▐':
		fill(0.5, 0, 0.5, 1)
	case r == '▔':
		fill(0, 0, 1, 0.125)
	case r == '▕':
		fill(0.875, 0, 0.125, 1)
	case r >= '▖':
		for i := range 4 {
			if quadrants[r-'▖']>>i&1 != 0 {
				fill(float64(i%2)/2, float64(i/2)/2, 0.5, 0.5)
			}
		}
	}
}
