package export

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ep-benchmark/ui/cells"
)

var keyframes = regexp.MustCompile(`@keyframes f(\d+)\{(.*?\})\}`)

// shownAt tells which groups of an animation are seen at a share of its time, in
// percent, by its keyframes.
func shownAt(t *rapid.T, picture string, percent float64) map[string]bool {
	shown := map[string]bool{}
	for _, m := range keyframes.FindAllStringSubmatch(picture, -1) {
		latest, isVisible := -1.0, false
		for _, step := range strings.Split(strings.TrimSuffix(m[2], "}"), "}") {
			times, what, ok := strings.Cut(step, "{")
			if !ok {
				t.Fatalf("keyframes %q", m[0])
			}
			for _, at := range strings.Split(times, ",") {
				value := 100.0
				if at != "to" {
					var err error
					if value, err = strconv.ParseFloat(strings.TrimSuffix(at, "%"), 64); err != nil {
						t.Fatal(err)
					}
				}
				if value <= percent && value > latest {
					latest, isVisible = value, strings.Contains(what, "visible")
				}
			}
		}
		shown["f"+m[1]] = isVisible
	}
	return shown
}

var group = regexp.MustCompile(`(?s)<g class="f( l)?" style="animation-name:(f\d+)">\n(.*?)\n</g>\n</g>`)

// TestAnimationShowsEachScreen holds that at the time of each screen the picture has
// the screen's characters, and no others.
func TestAnimationShowsEachScreen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const every = 250 * time.Millisecond
		a := NewAnimation(samplePalette(), every, SVGOptions{})
		var screens []*cells.Grid
		for range rapid.IntRange(1, 6).Draw(t, "screens") {
			g := cells.NewGrid(8, 2)
			for y := range 2 {
				g.All().Text(0, y, cells.In(cells.Good), rapid.StringMatching(`[ab 日]{0,5}`).Draw(t, "row"))
			}
			screens = append(screens, g)
			a.Add(g)
		}
		picture := string(a.SVG())
		if _, err := elements([]byte(picture)); err != nil {
			t.Fatalf("%v in\n%s", err, picture)
		}
		whole := time.Duration(len(screens)-1)*every + hold
		for i, want := range screens {
			percent := 100 * (float64(i) + 0.5) * float64(every) / float64(whole)
			shown := shownAt(t, picture, percent)
			still := group.ReplaceAllStringFunc(picture, func(one string) string {
				if m := group.FindStringSubmatch(one); shown[m[2]] {
					return m[3] + "\n</g>"
				}
				return ""
			})
			all, err := elements([]byte(still))
			if err != nil {
				t.Fatalf("%v in\n%s", err, still)
			}
			got, err := readBack(all, want)
			if err != nil {
				t.Fatal(err)
			}
			for y := range want.Height {
				for x, cell := range want.Row(y) {
					r := got.cells[y*want.Width+x].char
					if r == ' ' {
						r = 0
					}
					if cell.Rune == ' ' {
						cell.Rune = 0
					}
					if r != cell.Rune {
						t.Fatalf("screen %d shows %q at %d,%d, want %q in\n%s", i, r, x, y, cell.Rune, picture)
					}
				}
			}
		}
	})
}

// TestAnimationIsTheSameAgain holds that the same screens give the same bytes.
func TestAnimationIsTheSameAgain(t *testing.T) {
	make := func() []byte {
		a := NewAnimation(samplePalette(), time.Second, SVGOptions{})
		for i := range 5 {
			g := sampleScreen()
			g.All().Text(i, 5, cells.In(cells.Bad), "moving")
			a.Add(g)
		}
		return a.SVG()
	}
	if !bytes.Equal(make(), make()) {
		t.Error("the same screens give other bytes")
	}
}
