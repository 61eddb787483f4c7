package pages

import (
	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/theme"
	"ep-benchmark/ui/words"
)

// trust says how far a finished run can be trusted, where it is not clean: a
// sign, words, and their role.
func trust(th *theme.Theme, run *live.Run) (sign rune, text string, role cells.Role) {
	g := th.Glyphs
	switch q := &run.Report.Quality; {
	case !run.Finished || q.Badge == "" || q.Badge == engine.Clean:
		return 0, "", cells.Muted
	case q.Badge == engine.Fair:
		return g.Caution, "quality " + words.Quality(q), cells.Warn
	default:
		return g.Bad, "quality " + words.Quality(q), cells.Bad
	}
}
