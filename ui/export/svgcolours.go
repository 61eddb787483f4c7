package export

import (
	"fmt"

	"ep-benchmark/ui/cells"
)

// rgb is a colour as a picture has it.
type rgb struct{ r, g, b uint8 }

func (c rgb) String() string { return fmt.Sprintf("#%02x%02x%02x", c.r, c.g, c.b) }

func hex(n uint32) rgb { return rgb{uint8(n >> 16), uint8(n >> 8), uint8(n)} }

// over mixes the colour with what is behind it.
func (c rgb) over(behind rgb, share float64) rgb {
	mix := func(a, b uint8) uint8 { return uint8(float64(a)*share + float64(b)*(1-share) + 0.5) }
	return rgb{mix(c.r, behind.r), mix(c.g, behind.g), mix(c.b, behind.b)}
}

// A terminal has colours of its own, where a program asks for none or for one
// of the sixteen.
type terminal struct {
	foreground, background, frame rgb
	sixteen                       [16]uint32
}

var darkTerminal = terminal{
	foreground: hex(0xe6edf3), background: hex(0x0d1117), frame: hex(0x30363d),
	sixteen: [16]uint32{
		0x484f58, 0xff7b72, 0x3fb950, 0xd29922, 0x58a6ff, 0xbc8cff, 0x39c5cf, 0xb1bac4,
		0x6e7681, 0xffa198, 0x56d364, 0xe3b341, 0x79c0ff, 0xd2a8ff, 0x56d4dd, 0xffffff,
	},
}

var lightTerminal = terminal{
	foreground: hex(0x1f2328), background: hex(0xffffff), frame: hex(0xd0d7de),
	sixteen: [16]uint32{
		0x24292f, 0xcf222e, 0x116329, 0x7d4e00, 0x0969da, 0x8250df, 0x1b7c83, 0x6e7781,
		0x57606a, 0xa40e26, 0x1a7f37, 0x9a6700, 0x218bff, 0xa475f9, 0x3192aa, 0x8c959f,
	},
}

// colour resolves a colour; own is the terminal's, where there is no other.
func (t *terminal) colour(c cells.Colour, own rgb) rgb {
	if r, g, b, mixed := c.Mixed(); mixed {
		return rgb{r, g, b}
	}
	i, indexed := c.Index()
	switch {
	case !indexed:
		return own
	case i < 16:
		return hex(t.sixteen[i])
	case i < 232:
		return cube(i - 16)
	}
	grey := 8 + 10*(i-232)
	return rgb{grey, grey, grey}
}

// cube is xterm's, of six steps of each primary.
func cube(i uint8) rgb {
	step := func(n uint8) uint8 {
		if n == 0 {
			return 0
		}
		return 55 + 40*n
	}
	return rgb{step(i / 36), step(i / 6 % 6), step(i % 6)}
}

// look is how a style is drawn.
type look struct {
	ink       ink
	behind    rgb
	isFilled  bool // behind is not the terminal's own background
	underline bool
}

func (t *terminal) look(s cells.Style, p *cells.Palette) look {
	front, behind := t.foreground, t.background
	isReverse := s.IsReverse()
	if p.Plain {
		isReverse = isReverse || s.Background() != cells.Text
	} else {
		front = t.colour(p.Colours[s.Foreground()], front)
		if s.Background() != cells.Text {
			behind = t.colour(p.Colours[s.Background()], behind)
		}
	}
	if isReverse {
		front, behind = behind, front
	}
	return look{ink: ink{front, s.IsBold()}, behind: behind, isFilled: behind != t.background, underline: s.IsUnderline()}
}
