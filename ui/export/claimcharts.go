package export

import (
	"math"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine/stats"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/scale"
	"ep-benchmark/ui/words"
)

// An axis is a scale with what its marks are called.
type axis struct {
	scale.Axis
	figure func(float64) string
}

// axisOf is an axis of a metric.
func axisOf(m claims.Metric, values ...float64) axis {
	most := 0.0
	for _, v := range values {
		most = max(most, math.Abs(v))
	}
	per, figure := words.ClaimAxis(m, most)
	return axis{scale.Of(per, values...), figure}
}

// A chart is a picture in the page: its shapes have the page's colours by their class.
type chart struct {
	markup
	width, height float64
}

// begin opens the picture, with what it shows for readers who can't see it.
func (c *chart) begin(tone words.ClaimTone, title, description string) {
	c.put(`<svg class="%s" width="%s" height="%s" viewBox="0 0 %[2]s %[3]s" role="img">`, tone, number(c.width), number(c.height))
	c.put("<title>%s</title>", escaped(oneLine(title)))
	if description != "" {
		c.put("<desc>%s</desc>", escaped(oneLine(description)))
	}
}

func (c *chart) end() string {
	c.put("</svg>\n")
	return c.text.String()
}

func (c *chart) line(class string, x1, y1, x2, y2 float64) {
	c.put(`<path class="%s" d="M%s %sL%s %s"/>`, class, number(x1), number(y1), number(x2), number(y2))
}

func (c *chart) rect(class string, x, y, width, height float64) {
	c.put(`<rect class="%s" x="%s" y="%s" width="%s" height="%s"/>`, class, number(x), number(y), number(max(width, 0)), number(max(height, 0)))
}

func (c *chart) dot(x, y, radius float64) {
	c.put(`<circle class="point" cx="%s" cy="%s" r="%s"/>`, number(x), number(y), number(radius))
}

// label writes the text at a mark; anchor is start, middle or end.
func (c *chart) label(anchor string, x, y float64, words string) {
	c.put(`<text class="mark" text-anchor="%s" x="%s" y="%s">%s</text>`, anchor, number(x), number(y), escaped(oneLine(words)))
}

// Sizes of the small picture in a table, and of the one with an axis.
const (
	smallWidth, smallHeight       = 180, 22
	intervalWidth, intervalHeight = 620, 74
	curveWidth, curveHeight       = 620, 260
	margin                        = 44 // for half of an axis's outermost label
)

// smallInterval is the measured interval beside the claimed range, without an axis.
func smallInterval(e *claims.Entry) string {
	c := &chart{width: smallWidth, height: smallHeight}
	c.begin(words.ToneOf(e.Verdict), besideClaimed(e), "")
	a := axisOf(e.Claim.Metric, words.ClaimReach(&e.Claim.Expect, e.Measured)...)
	c.across(e, &a, 4, smallWidth-8, 2, smallHeight-4)
	return c.end()
}

// besideClaimed says what a picture of an interval shows.
func besideClaimed(e *claims.Entry) string {
	return "measured " + words.ClaimMeasured(e) + ", claimed " + words.Claimed(&e.Claim)
}

// across draws a claimed range, and a measured interval on it, along a lying axis.
func (c *chart) across(e *claims.Entry, a *axis, x, width, y, height float64) {
	at := func(value float64) float64 { return x + a.Share(value)*width }
	low, high := at(a.Low), at(a.High)
	if r := &e.Claim.Expect; r.Low != nil {
		low = at(*r.Low)
	}
	if r := &e.Claim.Expect; r.High != nil {
		high = at(*r.High)
	}
	if len(words.ClaimBounds(&e.Claim.Expect)) > 0 {
		c.rect("band", low, y, high-low, height)
	}
	for _, bound := range words.ClaimBounds(&e.Claim.Expect) {
		c.line("edge", at(bound), y, at(bound), y+height)
	}
	c.line("axis", at(0), y, at(0), y+height)
	middle := y + height/2
	if i := e.Measured.Interval; i != nil {
		c.line("interval", at(i.Low), middle, at(i.High), middle)
		for _, end := range []float64{i.Low, i.High} {
			c.line("interval", at(end), middle-height/4, at(end), middle+height/4)
		}
	}
	c.dot(at(e.Measured.Value), middle, 4)
}

// intervalChart is the measured interval beside the claimed range, on an axis from
// zero.
func intervalChart(e *claims.Entry) string {
	c := &chart{width: intervalWidth, height: intervalHeight}
	c.begin(words.ToneOf(e.Verdict), "Measured beside claimed: "+e.Claim.ID,
		besideClaimed(e)+"; the shaded part of the axis is what is claimed, the line is the measured interval")
	a := axisOf(e.Claim.Metric, words.ClaimReach(&e.Claim.Expect, e.Measured)...)
	const width, bottom = intervalWidth - 2*margin, intervalHeight - 26
	for _, mark := range a.Marks {
		x := margin + a.Share(mark)*width
		c.line("grid", x, 4, x, bottom)
		c.label("middle", x, bottom+18, a.figure(mark))
	}
	c.line("axis", margin, bottom, margin+width, bottom)
	c.across(e, &a, margin, width, 8, bottom-16)
	return c.end()
}

// claimCurve is the metric against the condition that a claim does not state.
func claimCurve(e *claims.Entry) string {
	return curveChart(e, string(e.Claim.Metric)+" by "+e.Curve.Condition+": "+e.Claim.ID,
		words.CurveAnswer(e.Curve)+"; the shaded part is what is claimed, "+words.Claimed(&e.Claim))
}

// curveChart draws an entry's curve. Both axes have zero in them.
func curveChart(e *claims.Entry, title, description string) string {
	curve := e.Curve
	c := &chart{width: curveWidth, height: curveHeight}
	c.begin(words.ToneOf(e.Verdict), title, description)
	var measured []*stats.Estimate
	var places []float64
	for i := range curve.Points {
		measured, places = append(measured, &curve.Points[i].Measured), append(places, curve.Points[i].At)
	}
	values := words.ClaimReach(&e.Claim.Expect, measured...)
	upright := axisOf(e.Claim.Metric, values...)
	lying := axis{scale.Of(1, places...), units.Number}
	frame := curveFrame{chart: c, left: 84, top: 12, width: curveWidth - 84 - margin, height: curveHeight - 12 - 46, lying: &lying, upright: &upright}
	frame.axes(curve)
	frame.band(&e.Claim.Expect)
	frame.points(curve)
	return c.end()
}

// A curveFrame is where a curve is drawn.
type curveFrame struct {
	*chart
	left, top, width, height float64
	lying, upright           *axis
}

func (f *curveFrame) x(at float64) float64    { return f.left + f.lying.Share(at)*f.width }
func (f *curveFrame) y(value float64) float64 { return f.top + (1-f.upright.Share(value))*f.height }

// axes draws both axes with their marks, and names the lying one.
func (f *curveFrame) axes(curve *claims.Curve) {
	for _, mark := range f.upright.Marks {
		f.line("grid", f.left, f.y(mark), f.left+f.width, f.y(mark))
		f.label("end", f.left-8, f.y(mark)+4, f.upright.figure(mark))
	}
	bottom := f.top + f.height
	for _, mark := range f.lying.Marks {
		f.line("grid", f.x(mark), bottom, f.x(mark), bottom+5)
		f.label("middle", f.x(mark), bottom+19, f.lying.figure(mark))
	}
	f.line("axis", f.left, f.top, f.left, bottom)
	f.line("axis", f.left, f.y(0), f.left+f.width, f.y(0))
	name := curve.Condition
	if curve.Unit != "" {
		name += " in " + curve.Unit
	}
	f.label("middle", f.left+f.width/2, bottom+38, name)
}

// band shades what is claimed.
func (f *curveFrame) band(r *claims.Range) {
	if len(words.ClaimBounds(r)) == 0 {
		return
	}
	low, high := f.upright.Low, f.upright.High
	if r.Low != nil {
		low = *r.Low
	}
	if r.High != nil {
		high = *r.High
	}
	f.rect("band", f.left, f.y(high), f.width, f.y(low)-f.y(high))
	for _, bound := range words.ClaimBounds(r) {
		f.line("edge", f.left, f.y(bound), f.left+f.width, f.y(bound))
	}
}

// points draws the measurements with their intervals, and joins them.
func (f *curveFrame) points(curve *claims.Curve) {
	for i := range curve.Points {
		p := &curve.Points[i]
		x, y := f.x(p.At), f.y(p.Measured.Value)
		if i > 0 {
			before := &curve.Points[i-1]
			f.line("line", f.x(before.At), f.y(before.Measured.Value), x, y)
		}
		if interval := p.Measured.Interval; interval != nil {
			f.line("interval", x, f.y(interval.Low), x, f.y(interval.High))
		}
		f.dot(x, y, 4)
	}
}
