package export

import (
	"image/color"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestTextsOfAPageCanBeRead holds the contrast of 4.5 to 1 that WCAG 2.2 asks for of
// texts, in light and in dark.
func TestTextsOfAPageCanBeRead(t *testing.T) {
	light, dark, found := strings.Cut(pageStyle, "prefers-color-scheme: dark")
	if !found {
		t.Fatal("the style has no dark scheme")
	}
	for scheme, style := range map[string]string{"light": light, "dark": dark} {
		colours := coloursOf(t, style)
		for _, behind := range []string{"page", "panel"} {
			for _, front := range []string{"text", "muted", "link", "holds", "falls", "open", "unput"} {
				if got := contrast(colours[front], colours[behind]); got < 4.5 {
					t.Errorf("%s: %s on %s has a contrast of %.2f to 1", scheme, front, behind, got)
				}
			}
		}
	}
}

func coloursOf(t *testing.T, style string) map[string]color.RGBA {
	t.Helper()
	colours := map[string]color.RGBA{}
	for _, found := range regexp.MustCompile(`--([a-z]+): #([0-9a-f]{6})`).FindAllStringSubmatch(style, -1) {
		n, err := strconv.ParseUint(found[2], 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		colours[found[1]] = solid(uint32(n))
	}
	if len(colours) < 9 {
		t.Fatalf("only the colours %v were found", colours)
	}
	return colours
}

// contrast is the ratio of two colours' luminances, as WCAG 2.2 defines it.
func contrast(a, b color.RGBA) float64 {
	one, other := luminance(a), luminance(b)
	return (max(one, other) + 0.05) / (min(one, other) + 0.05)
}

func luminance(c color.RGBA) float64 {
	linear := func(v uint8) float64 {
		f := float64(v) / 255
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}
