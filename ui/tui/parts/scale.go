package parts

import (
	"math"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/theme"
)

// A Spread is where figures lie on a scale: those of earlier runs, the band of
// one more, and the one now.
type Spread struct {
	Runs      []float64
	Low, High float64 // the band; none where High is 0
	Now       float64
	NowStyle  cells.Style
	// Least is how far the row reaches at the least to both sides of what is drawn, as
	// a logarithm, so that small differences look small. 0 is as far as that.
	Least float64
}

// Scale draws a spread on one row, on logarithms: the band as a line between
// its edges, the runs as dots on it, and the figure now as a point. The row's
// ends are the least and the most of all of them.
func (s *Spread) Scale(a cells.Area, th *theme.Theme) {
	low, high, ok := s.Ends()
	if !ok || a.Width < 5 {
		return
	}
	at := func(value float64) int {
		if high <= low {
			return a.Width / 2
		}
		return int(math.Round(clamp(math.Log(value/low)/math.Log(high/low)) * float64(a.Width-1)))
	}
	if s.High > 0 && s.Low > 0 {
		from, to := at(s.Low), at(s.High)
		a.Part(from, 0, to-from+1, 1).Fill(th.Glyphs.Track, cells.In(cells.Border))
		a.Rune(from, 0, th.Glyphs.LowEdge, cells.In(cells.Muted))
		a.Rune(to, 0, th.Glyphs.HighEdge, cells.In(cells.Muted))
	}
	for _, value := range s.Runs {
		if positive(value) {
			a.Rune(at(value), 0, th.Glyphs.Dot, cells.In(cells.Muted).Bold())
		}
	}
	if positive(s.Now) {
		a.Rune(at(s.Now), 0, th.Glyphs.PointValue, s.NowStyle)
	}
}

// Ends are what the row's ends stand for: the least and the most that is drawn, or more
// where these are close; false where nothing is.
func (s *Spread) Ends() (low, high float64, ok bool) {
	low, high = math.Inf(1), 0
	for _, value := range append([]float64{s.Low, s.High, s.Now}, s.Runs...) {
		if positive(value) {
			low, high = min(low, value), max(high, value)
		}
	}
	if short := 2*s.Least - math.Log(high/low); high > 0 && short > 0 {
		low, high = low*math.Exp(-short/2), high*math.Exp(short/2)
	}
	return low, high, high > 0
}

func positive(value float64) bool { return value > 0 && !math.IsInf(value, 1) }
