package export

// weight is how thick an arm of a box-drawing character is.
type weight uint8

const (
	noArm weight = iota
	lightArm
	heavyArm
	doubleArm
)

// across is the thickness of an arm, with both lines of a double one.
func (w weight) across() float64 { return [...]float64{0, 1, 3, 3}[w] }

// arms go from a cell's middle up, right, down and left.
type arms [4]weight

const (
	upward = iota
	rightward
	downward
	leftward
)

// boxes lists the arms of U+2500 to U+257F, of the characters with dashes as
// if they had none; those of the diagonals are empty.
const boxes = "" +
	"0101 0202 1010 2020 0101 0202 1010 2020 0101 0202 1010 2020 0110 0210 0120 0220 " +
	"0011 0012 0021 0022 1100 1200 2100 2200 1001 1002 2001 2002 1110 1210 2110 1120 " +
	"2120 2210 1220 2220 1011 1012 2011 1021 2021 2012 1022 2022 0111 0112 0211 0212 " +
	"0121 0122 0221 0222 1101 1102 1201 1202 2101 2102 2201 2202 1111 1112 1211 1212 " +
	"2111 1121 2121 2112 2211 1122 1221 2212 1222 2122 2221 2222 0101 0202 1010 2020 " +
	"0303 3030 0310 0130 0330 0013 0031 0033 1300 3100 3300 1003 3001 3003 1310 3130 " +
	"3330 1013 3031 3033 0313 0131 0333 1303 3101 3303 1313 3131 3333 0110 0011 1001 " +
	"1100 0000 0000 0000 0001 1000 0100 0010 0002 2000 0200 0020 0201 1020 0102 2010 "

func armsOf(r rune) arms {
	at := 5 * int(r-0x2500)
	var a arms
	for i := range a {
		a[i] = weight(boxes[at+i] - '0')
	}
	return a
}

// dashes are the characters whose line has gaps, and into how many pieces
// each is parted.
func dashes(r rune) int {
	switch {
	case r >= '┄' && r <= '┇':
		return 3
	case r >= '┈' && r <= '┋':
		return 4
	case r >= '╌' && r <= '╏':
		return 2
	}
	return 0
}

// The lines meet in the middle of the cell's middle pixels, so that a thin
// one covers whole pixels.
const (
	middleX = cellWidth / 2.0
	middleY = cellHeight/2.0 + 0.5
)

// line draws a box-drawing character.
func (p *path) line(r rune, x, y float64) {
	a := armsOf(r)
	switch {
	case r >= '╭' && r <= '╰':
		p.corner(a, x, y)
	case r >= '╱' && r <= '╳':
		p.diagonals(r, x, y)
	case dashes(r) > 0:
		p.dashed(a, dashes(r), x, y)
	default:
		// In this order straight lines become one rectangle.
		for _, arm := range [...]int{leftward, rightward, upward, downward} {
			p.arm(a, arm, x, y)
		}
	}
}

// arm draws one arm, from the cell's edge to where it meets the others.
func (p *path) arm(a arms, arm int, x, y float64) {
	before, after := a[(arm+3)%4], a[(arm+1)%4]
	switch a[arm] {
	case noArm:
	case doubleArm:
		p.stroke(arm, x, y, -1, 1, meeting(before, after))
		p.stroke(arm, x, y, +1, 1, meeting(after, before))
	default:
		p.stroke(arm, x, y, 0, a[arm].across(), a.end(arm))
	}
}

// meeting is how far beyond the middle one line of a double arm goes, by the
// arm on its own side and the one on the other: into an inner corner, around
// an outer one.
func meeting(own, other weight) float64 {
	switch {
	case own == doubleArm:
		return -0.5
	case other == doubleArm:
		return 1.5
	}
	return max(own, other).across() / 2
}

// end is how far beyond the middle a single line goes.
func (a arms) end(arm int) float64 {
	before, after, opposite := a[(arm+3)%4], a[(arm+1)%4], a[(arm+2)%4]
	if before == doubleArm && after == doubleArm && opposite == noArm {
		return -0.5
	}
	return max(before.across(), after.across()) / 2
}

// stroke draws a line of an arm. It lies off the middle by beside, clockwise,
// and goes on beyond the middle by beyond.
func (p *path) stroke(arm int, x, y, beside, thickness, beyond float64) {
	const width, height = cellWidth, cellHeight
	half := thickness / 2
	switch arm {
	case upward:
		p.rect(x+middleX+beside-half, y, thickness, middleY+beyond)
	case downward:
		p.rect(x+middleX-beside-half, y+middleY-beyond, thickness, height-middleY+beyond)
	case leftward:
		p.rect(x, y+middleY-beside-half, middleX+beyond, thickness)
	case rightward:
		p.rect(x+middleX-beyond, y+middleY+beside-half, width-middleX+beyond, thickness)
	}
}

// dashed draws pieces of a line, with a third of each left out.
func (p *path) dashed(a arms, n int, x, y float64) {
	for i := range n {
		start, length := (float64(i)+1./6)/float64(n), 2./3/float64(n)
		if thickness := a[leftward].across(); thickness > 0 {
			p.rect(x+start*cellWidth, y+middleY-thickness/2, length*cellWidth, thickness)
		} else {
			thickness = a[upward].across()
			p.rect(x+middleX-thickness/2, y+start*cellHeight, thickness, length*cellHeight)
		}
	}
}

// corner draws a round corner: a straight piece up or down, and a quarter of
// a circle to the side.
func (p *path) corner(a arms, x, y float64) {
	const radius = cellWidth / 2.0
	toSide, edge, turn := 1.0, y, 1.0
	if a[leftward] != noArm {
		toSide = -1
	}
	away := 1.0 // from the vertical piece's edge to the middle
	if a[downward] != noArm {
		edge, away = y+cellHeight, -1
	}
	if toSide*away > 0 {
		turn = 0
	}
	// The outline goes along the outer side, across the end, and back.
	outer, inner := radius+0.5, radius-0.5
	side, level := x+middleX+toSide*radius, y+middleY
	p.draw("M", x+middleX-toSide*0.5, edge)
	p.draw("V", level-away*radius)
	p.draw("A", outer, outer, 0, 0, turn, side, level+away*0.5)
	p.draw("V", level-away*0.5)
	p.draw("A", inner, inner, 0, 0, 1-turn, x+middleX+toSide*0.5, level-away*radius)
	p.draw("V", edge)
	p.text = append(p.text, 'z')
}

// diagonals go from corner to corner.
func (p *path) diagonals(r rune, x, y float64) {
	const width, height, half = cellWidth, cellHeight, 0.55
	if r != '╲' {
		p.polygon(x+width-half, y, x+width+half, y, x+half, y+height, x-half, y+height)
	}
	if r != '╱' {
		p.polygon(x-half, y, x+half, y, x+width+half, y+height, x+width-half, y+height)
	}
}
