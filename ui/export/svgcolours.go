package export

import (
	"fmt"
	"image/color"

	"github.com/charmbracelet/x/ansi"

	"ep-benchmark/ui/cells"
)

// hex writes a colour as a picture has it.
func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// solid is a colour that hides what is behind it.
func solid(n uint32) color.RGBA { return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 0xff} }

// over mixes a colour with what is behind it.
func over(c, behind color.RGBA, share float64) color.RGBA {
	mix := func(a, b uint8) uint8 { return uint8(float64(a)*share + float64(b)*(1-share) + 0.5) }
	return color.RGBA{mix(c.R, behind.R), mix(c.G, behind.G), mix(c.B, behind.B), 0xff}
}

// A terminal has colours of its own, where a program asks for none or for one
// of the sixteen.
type terminal struct {
	foreground, background, frame color.RGBA
	sixteen                       [16]uint32
}

var darkTerminal = terminal{
	foreground: solid(0xe6edf3), background: solid(0x0d1117), frame: solid(0x30363d),
	sixteen: [16]uint32{
		0x484f58, 0xff7b72, 0x3fb950, 0xd29922, 0x58a6ff, 0xbc8cff, 0x39c5cf, 0xb1bac4,
		0x6e7681, 0xffa198, 0x56d364, 0xe3b341, 0x79c0ff, 0xd2a8ff, 0x56d4dd, 0xffffff,
	},
}

var lightTerminal = terminal{
	foreground: solid(0x1f2328), background: solid(0xffffff), frame: solid(0xd0d7de),
	sixteen: [16]uint32{
		0x24292f, 0xcf222e, 0x116329, 0x7d4e00, 0x0969da, 0x8250df, 0x1b7c83, 0x6e7781,
		0x57606a, 0xa40e26, 0x1a7f37, 0x9a6700, 0x218bff, 0xa475f9, 0x3192aa, 0x8c959f,
	},
}

// colour resolves a colour; own is the terminal's, where there is no other.
func (t *terminal) colour(c color.Color, own color.RGBA) color.RGBA {
	switch c := c.(type) {
	case nil:
		return own
	case ansi.BasicColor:
		return solid(t.sixteen[c])
	}
	return color.RGBAModel.Convert(c).(color.RGBA)
}

// look is how a style is drawn.
type look struct {
	ink       ink
	behind    color.RGBA
	isFilled  bool // behind is not the terminal's own background
	underline bool
}

func (t *terminal) look(s cells.Style, p *cells.Palette) look {
	front, behind := t.foreground, t.background
	isReverse := s.IsReverse()
	if p.Plain {
		isReverse = isReverse || s.Background() != cells.Text
	} else {
		front = t.colour(p.Foreground(s), front)
		behind = t.colour(p.Background(s), behind)
	}
	if isReverse {
		front, behind = behind, front
	}
	return look{ink: ink{front, s.IsBold()}, behind: behind, isFilled: behind != t.background, underline: s.IsUnderline()}
}
