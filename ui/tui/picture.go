package tui

import (
	"time"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/export"
)

// Picture draws the dashboard as it was at a moment of a recording, without a
// terminal, as SVG. The dashboard's own cost is not in it: nothing was shown.
func Picture(o Options, at time.Duration, width, height int) []byte {
	m := newModel(o, nil)
	m.resize(width, height)
	o.Player.Pause()
	m.refold(o.Player.Seek(at))
	m.still = true
	m.draw()
	return export.SVG(m.grid, m.theme.Palette, export.SVGOptions{
		Light: m.theme.Name == "light", Title: "ep-benchmark", Description: screenText(m.grid),
	})
}

// screenText is what the picture shows, for whoever can't see it.
func screenText(g *cells.Grid) string { return string(export.Plain(g)) }
