package pages

import (
	"fmt"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/theme"
)

// outcome is how a lane stands to its target, as a sign, words, and a role.
func outcome(th *theme.Theme, lane *live.Lane) (text string, role cells.Role) {
	if lane.Result != nil && lane.Result.Failure != "" {
		return string(th.Glyphs.Bad) + " failed", cells.Bad
	}
	s, ok := lane.Standing()
	if !ok {
		return "", cells.Muted
	}
	text, role = outcomeWords(th, s.Outcome)
	if s.Final {
		return text, role
	}
	switch s.Outcome {
	case engine.NotMeasured, engine.Unclear:
		return string(th.Glyphs.Open) + " open", cells.Muted
	}
	return text + " so far", role
}

// outcomeWords renders an outcome with its sign.
func outcomeWords(th *theme.Theme, o engine.Outcome) (string, cells.Role) {
	g := th.Glyphs
	switch o {
	case engine.Met:
		return string(g.Good) + " met", cells.Good
	case engine.Missed:
		return string(g.Bad) + " missed", cells.Bad
	case engine.Failing:
		return string(g.Bad) + " failing", cells.Bad
	case engine.Unclear:
		return string(g.Open) + " unclear", cells.Warn
	case engine.NotAttainable:
		return string(g.NotPossible) + " not here", cells.Warn
	}
	return string(g.Open) + " not measured", cells.Warn
}

// target renders a lane's gating target.
func target(lane *live.Lane) string {
	if s, ok := lane.Standing(); ok {
		return s.Target.String()
	}
	return ""
}

// reason says why the outcome is what it is, where there is more to say.
func reason(s *Screen, lane *live.Lane) string {
	if lane.Result != nil && lane.Result.Failure != "" {
		return fmt.Sprintf("%s. %s runs it again, with a new simulator if its own is gone.",
			strings.TrimSuffix(lane.Result.Failure, "."), s.Key(config.ActionRerunOne))
	}
	if s, ok := lane.Standing(); ok && s.Final {
		return s.Reason
	}
	return ""
}

// standing renders how a lane stands to its target, for the end of a heading.
func standing(th *theme.Theme, lane *live.Lane) (string, cells.Role) {
	words, role := outcome(th, lane)
	if goal := target(lane); goal != "" {
		words += "  " + goal
	}
	return words, role
}
