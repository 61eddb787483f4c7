package labels

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strings"
)

// A picture of four by six inches at 300 dots an inch. A dot of a letter is so many of its dots.
const (
	width, height = 1200, 1800
	dot           = 6
	margin        = 30
	lineHeight    = 9 * dot
)

// PNG renders one page as a picture in black and white. It has capital letters, digits and some signs; any other letter
// is a box.
func PNG(page Page) []byte {
	picture := image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.White, color.Black})
	for i, line := range page.fit() {
		for column, r := range []rune(strings.ToUpper(line)) {
			draw(picture, margin+column*(glyphWidth+1)*dot, margin+i*lineHeight, r)
		}
	}
	var b bytes.Buffer
	_ = png.Encode(&b, picture) // a buffer does not fail
	return b.Bytes()
}

func draw(picture *image.Paletted, left, top int, r rune) {
	if r == ' ' {
		return
	}
	rows, ok := glyphs[r]
	if !ok {
		rows = unknownGlyph
	}
	for y, row := range rows {
		for x := range glyphWidth {
			if row>>(glyphWidth-1-x)&1 == 1 {
				fill(picture, left+x*dot, top+y*dot)
			}
		}
	}
}

func fill(picture *image.Paletted, left, top int) {
	for y := top; y < min(top+dot, height); y++ {
		for x := left; x < min(left+dot, width); x++ {
			picture.SetColorIndex(x, y, 1)
		}
	}
}
