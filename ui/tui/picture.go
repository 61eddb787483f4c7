package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/tui/versus"
)

// Picture draws the dashboard as it was at a moment of a recording, without a
// terminal, as SVG. The dashboard's own cost is not in it: nothing was shown.
func Picture(o Options, at time.Duration, width, height int) []byte {
	m := newModel(o, nil)
	m.resize(width, height)
	o.Player.Pause()
	m.perform(m.refold(o.Player.Seek(at)))
	m.still = true
	m.sync()
	m.draw()
	return export.SVG(m.grid, m.theme.Palette, export.SVGOptions{
		Light: m.theme.Name == "light", Title: "ep-benchmark", Description: screenText(m.grid),
	})
}

// paces are the times between two screens of an animation: the dashboard's own by
// default, and longer ones for animations that would be too large.
var paces = []time.Duration{250 * time.Millisecond, 500 * time.Millisecond, time.Second}

// largestAnimation is how many bytes an animation may have before it is made with
// fewer screens.
const largestAnimation = 300_000

// Animation draws the dashboard from a moment of a recording on, for some time, as
// one SVG that moves.
func Animation(o Options, from, lasts time.Duration, width, height int) []byte {
	var picture []byte
	for _, every := range paces {
		if picture = animation(o, from, lasts, every, width, height); len(picture) <= largestAnimation {
			break
		}
	}
	return picture
}

func animation(o Options, from, lasts, every time.Duration, width, height int) []byte {
	m := newModel(o, nil)
	m.resize(width, height)
	o.Player.Pause()
	m.still = true
	picture := export.NewAnimation(m.theme.Palette, every, export.SVGOptions{
		Light: m.theme.Name == "light", Title: "ep-benchmark", Description: "The dashboard of ep-benchmark while a run is on.",
	})
	m.perform(m.refold(o.Player.Seek(0)))
	for at := from; at < from+lasts && at < o.Player.Length()+every; at += every {
		m.perform(m.refold(o.Player.Seek(at)))
		m.sync()
		m.draw()
		picture.Add(m.grid)
	}
	return picture.SVG()
}

// perform carries out at once what would be done in the background.
func (m *model) perform(command tea.Cmd) {
	if command == nil {
		return
	}
	switch message := command().(type) {
	case tea.BatchMsg:
		for _, one := range message {
			m.perform(one)
		}
	case versus.Found:
		m.onSide(message) // a notice that it returns would only wait
		m.sync()
		m.perform(m.comparing.explain())
	case versus.Causes:
		m.comparing.onCauses(message)
	}
}

// screenText is what the picture shows, for readers who can't see it.
func screenText(g *cells.Grid) string { return string(export.Plain(g)) }
