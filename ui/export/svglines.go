package export

// weight is how thick an arm of a box-drawing character is.
type weight uint8

const (
	noArm weight = iota
	lightArm
	heavyArm
)

// across is the thickness of an arm.
func (w weight) across() float64 { return [...]float64{0, 1, 3}[w] }

// arms go from a cell's middle up, right, down and left.
type arms [4]weight

const (
	upward = iota
	rightward
	downward
	leftward
)

// boxes are the box-drawing characters of the dashboard's glyphs. Others, in texts
// from outside, are left to the font.
var boxes = map[rune]arms{
	'─': {rightward: lightArm, leftward: lightArm},
	'╌': {rightward: lightArm, leftward: lightArm}, // with gaps
	'━': {rightward: heavyArm, leftward: heavyArm},
	'╸': {leftward: heavyArm},
	'│': {upward: lightArm, downward: lightArm},
	'├': {upward: lightArm, rightward: lightArm, downward: lightArm},
	'┤': {upward: lightArm, downward: lightArm, leftward: lightArm},
	'╭': {rightward: lightArm, downward: lightArm},
	'╮': {downward: lightArm, leftward: lightArm},
	'╯': {upward: lightArm, leftward: lightArm},
	'╰': {upward: lightArm, rightward: lightArm},
}

// The lines meet in the middle of the cell's middle pixels, so that a thin
// one covers whole pixels.
const (
	middleX = cellWidth / 2.0
	middleY = cellHeight/2.0 + 0.5
)

// line draws a box-drawing character.
func (p *path) line(r rune, x, y float64) {
	a := boxes[r]
	switch {
	case r >= '╭' && r <= '╰':
		p.corner(a, x, y)
	case r == '╌':
		p.dashed(x, y)
	default:
		// In this order straight lines become one rectangle.
		for _, arm := range [...]int{leftward, rightward, upward, downward} {
			if a[arm] != noArm {
				p.stroke(arm, x, y, a[arm].across(), a.end(arm))
			}
		}
	}
}

// end is how far beyond the middle a line goes.
func (a arms) end(arm int) float64 { return max(a[(arm+3)%4].across(), a[(arm+1)%4].across()) / 2 }

// stroke draws an arm, from the cell's edge and beyond the middle by beyond.
func (p *path) stroke(arm int, x, y, thickness, beyond float64) {
	const width, height = cellWidth, cellHeight
	half := thickness / 2
	switch arm {
	case upward:
		p.rect(x+middleX-half, y, thickness, middleY+beyond)
	case downward:
		p.rect(x+middleX-half, y+middleY-beyond, thickness, height-middleY+beyond)
	case leftward:
		p.rect(x, y+middleY-half, middleX+beyond, thickness)
	case rightward:
		p.rect(x+middleX-beyond, y+middleY-half, width-middleX+beyond, thickness)
	}
}

// dashed draws the two pieces of a line, with a third of each left out.
func (p *path) dashed(x, y float64) {
	const n, thickness = 2, 1
	for i := range n {
		start, length := (float64(i)+1./6)/n, 2./3/n
		p.rect(x+start*cellWidth, y+middleY-thickness/2., length*cellWidth, thickness)
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
