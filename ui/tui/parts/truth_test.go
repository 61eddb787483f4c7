package parts

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/theme"
)

// heights are those of the bars in each column of a drawing, in cells.
func heights(drawing string, levels ...[]rune) []float64 {
	rows := strings.Split(drawing, "\n")
	tall := make([]float64, len([]rune(rows[0])))
	for _, row := range rows {
		for x, r := range []rune(row) {
			for _, set := range levels {
				if level := slices.Index(set, r); level >= 0 {
					tall[x] += float64(level+1) / float64(len(set))
					break
				}
			}
		}
	}
	return tall
}

// ran is a lane whose legs have run one after the other.
func ran(kinds []engine.LegKind, rates []float64, each time.Duration) *live.Lane {
	lane := &live.Lane{}
	for i, rate := range rates {
		from := time.Duration(i) * each
		lane.Stretches = append(lane.Stretches, live.Stretch{From: from, To: from + each, Kind: kinds[i], Purpose: engine.Measured, Throughput: rate})
	}
	return lane
}

// TestBarsAreProportional holds that the height of a bar is its throughput over that of
// the top, within an eighth of a cell (a quarter where there are four levels), for
// whatever legs, and that what is measured can be seen.
func TestBarsAreProportional(t *testing.T) {
	sets := map[string]theme.Glyphs{"block": theme.Block(), "braille": theme.Braille(), "ascii": theme.ASCII()}
	rapid.Check(t, func(t *rapid.T) {
		g := sets[rapid.SampledFrom([]string{"block", "braille", "ascii"}).Draw(t, "glyphs")]
		legs := rapid.IntRange(1, 40).Draw(t, "legs")
		height := rapid.IntRange(1, 12).Draw(t, "height")
		kinds, rates := make([]engine.LegKind, legs), make([]float64, legs)
		for i := range rates {
			kinds[i] = rapid.SampledFrom([]engine.LegKind{engine.Sequential, engine.Parallel}).Draw(t, "kind")
			rates[i] = rapid.Float64Range(1e-3, 1e6).Draw(t, "rate")
		}
		lane := ran(kinds, rates, time.Second)
		timeline := Timeline{Lane: lane, To: time.Duration(legs) * time.Second}
		drawing := drawn(legs, height, func(a cells.Area) { timeline.bars(a, &theme.Theme{Glyphs: g}, timeline.visible(), slices.Max(rates)) })
		top := slices.Max(rates)
		for x, tall := range heights(drawing, g.Full, g.Sequential) {
			want, step := rates[x]/top*float64(height), 1/float64(len(g.Full))
			skipped := g.Combed && kinds[x] != engine.Parallel && x%2 == 1
			switch {
			case tall == 0 && skipped:
			case tall == 0:
				t.Fatalf("leg %d of %v is not drawn:\n%s", x, rates, drawing)
			case math.Abs(tall-want) > max(step/2, step-want)+1e-9:
				t.Fatalf("leg %d of %v has a bar of %v cells, want %v:\n%s", x, rates, tall, want, drawing)
			}
		}
	})
}

// TestCountsAreProportional is the same of counts, and of the bars of a curve, which
// fill the chart at the most.
func TestCountsAreProportional(t *testing.T) {
	th := &theme.Theme{Glyphs: theme.Block()}
	rapid.Check(t, func(t *rapid.T) {
		height := rapid.IntRange(3, 12).Draw(t, "height")
		counts := rapid.SliceOfN(rapid.Int64Range(1, 1e6), 1, 30).Draw(t, "counts")
		most := slices.Max(counts)
		drawing := drawn(len(counts), height, func(a cells.Area) { bars(a, th.Glyphs.Full, counts, most, 0) })
		for x, tall := range heights(drawing, th.Glyphs.Full) {
			if want := float64(counts[x]) / float64(most) * float64(height); math.Abs(tall-want) > 1.0/8 {
				t.Fatalf("the count %d of %v has a bar of %v cells, want %v:\n%s", x, counts, tall, want, drawing)
			}
		}
		curve := Curve{Most: len(counts), Bars: true, Unit: func(float64) string { return "" }}
		for i, count := range counts {
			curve.Points = append(curve.Points, CurvePoint{Workers: i + 1, Value: float64(count)})
		}
		chart := drawn(curveLabels+1+2*len(counts)+16, height+1, func(a cells.Area) { curve.Draw(a, th) })
		tallest, want := slices.Max(heights(chart, th.Glyphs.Full)), float64(most)/curve.top()*float64(height)
		if math.Abs(tallest-want) > 1.0/8 {
			t.Fatalf("the tallest bar of %v has %v cells, want %v:\n%s", counts, tallest, want, chart)
		}
	})
}

// TestTimeline has a slow sequential leg beside a parallel one ten times as fast, a
// baseline that is near, and the scale.
func TestTimeline(t *testing.T) {
	seq, par := engine.Sequential, engine.Parallel
	lane := ran([]engine.LegKind{seq, seq, par, seq, par}, []float64{9.6, 9.6, 96, 12, 80}, 4*time.Second)
	timeline := Timeline{Lane: lane, To: 20 * time.Second, Behind: []Level{{Throughput: 50}, {Throughput: 1000}}}
	want := strings.Join([]string{
		" 96.0/s ┤        ████    ▁▁▁▁",
		"        │        ████    ████",
		" 50.0/s ┤╌╌╌╌╌╌╌╌████╌╌╌╌████",
		"        │        ████    ████",
		"      0 ┼▄ ▄ ▄ ▄ ████▅ ▅ ████",
	}, "\n")
	got := drawn(AxisWidth+20, 5, func(a cells.Area) { timeline.Draw(a, &theme.Theme{Glyphs: theme.Block()}) })
	if got != want {
		t.Errorf("the chart is\n%s\nwant\n%s", got, want)
	}
}

// TestDecades are round times between the ends of a scale, whatever they are.
func TestDecades(t *testing.T) {
	const us, ms, s = time.Microsecond, time.Millisecond, time.Second
	for _, of := range []struct {
		low, high time.Duration
		want      []time.Duration
	}{
		{3 * us, 2 * s, []time.Duration{10 * us, 100 * us, ms, 10 * ms, 100 * ms, s}},
		{15 * ms, 90 * ms, []time.Duration{20 * ms, 50 * ms}},
		{98 * ms, 123 * ms, []time.Duration{100 * ms, 110 * ms, 120 * ms}},
		{1, 1, nil},
	} {
		if got := decades(of.low, of.high); !slices.Equal(got, of.want) {
			t.Errorf("between %v and %v are %v, want %v", of.low, of.high, got, of.want)
		}
	}
}
