package frame

import (
	"slices"

	"charm.land/bubbles/v2/key"

	"ep-benchmark/ui/config"
)

// A Hint is an action that the footer offers, with its key.
type Hint struct {
	Action config.Action
	key.Binding
}

// words name actions on the footer, where there is room for a word or two.
var words = map[config.Action]string{
	config.ActionHelp:             "help",
	config.ActionStart:            "run again",
	config.ActionRerunOne:         "run this one",
	config.ActionStop:             "stop",
	config.ActionFreeze:           "freeze",
	config.ActionZoom:             "zoom",
	config.ActionExport:           "export",
	config.ActionCopy:             "copy summary",
	config.ActionOpen:             "open",
	config.ActionChooseComparison: "compare with",
	config.ActionFilterRuns:       "filter",
	config.ActionMarkRun:          "mark",
	config.ActionSaveBaseline:     "save baseline",
	config.ActionPinBaseline:      "pin",
	config.ActionDeleteRun:        "delete",
	config.ActionSeekBack:         "back",
	config.ActionSeekForward:      "forward",
	config.ActionNextLeg:          "next leg",
	config.ActionSpeedUp:          "faster",
	config.ActionSlowDown:         "slower",
	config.ActionQuit:             "quit",
}

// Hints are what suits the moment, without what has no key.
func (m *Moment) Hints(keys config.Keymap) []Hint {
	var hints []Hint
	for _, action := range m.actions() {
		bound := m.keys(action, keys.Keys(action))
		if len(bound) == 0 {
			continue
		}
		hints = append(hints, Hint{action, key.NewBinding(key.WithKeys(bound...), key.WithHelp(bound[0], m.word(action)))})
	}
	return hints
}

// keys are those of an action on this page: enter may open what the cursor is on, and
// start nothing.
func (m *Moment) keys(action config.Action, bound []string) []string {
	const enter = "enter"
	switch {
	case m.Opens && action == config.ActionOpen:
		return append([]string{enter}, bound...)
	case m.Opens:
		return slices.DeleteFunc(slices.Clone(bound), func(key string) bool { return key == enter })
	}
	return bound
}

// word names an action. One key freezes a run, holds a recording, and ends both.
func (m *Moment) word(action config.Action) string {
	switch {
	case m.Opens && action == config.ActionOpen:
		return "evidence"
	case action == config.ActionFreeze && m.Player != nil && !m.Still:
		return "pause"
	case action == config.ActionFreeze && m.Frozen:
		return "go on"
	}
	return words[action]
}

// actions are those that suit the moment.
func (m *Moment) actions() []config.Action {
	switch {
	case m.Lists && !m.Still:
		return m.listActions()
	case m.Tests:
		return m.testActions()
	case m.Player != nil && !m.Still:
		return []config.Action{
			config.ActionHelp, config.ActionFreeze, config.ActionSeekBack, config.ActionSeekForward, config.ActionNextLeg,
			config.ActionSpeedUp, config.ActionSlowDown, config.ActionExport, config.ActionQuit,
		}
	case m.Frozen && m.Running:
		return []config.Action{config.ActionHelp, config.ActionFreeze, config.ActionStop, config.ActionZoom, config.ActionExport, config.ActionQuit}
	case m.Frozen:
		return []config.Action{config.ActionHelp, config.ActionFreeze, config.ActionZoom, config.ActionExport, config.ActionQuit}
	case m.Running || m.Still && !m.Run.Finished:
		return []config.Action{
			config.ActionHelp, config.ActionFreeze, config.ActionStop, config.ActionZoom,
			config.ActionExport, config.ActionChooseComparison, config.ActionQuit,
		}
	}
	actions := []config.Action{config.ActionHelp}
	if !m.Once {
		actions = append(actions, config.ActionStart, config.ActionRerunOne)
	}
	if m.Keeps && m.Saves {
		actions = append(actions, config.ActionSaveBaseline)
	}
	return append(actions, config.ActionExport, config.ActionCopy, config.ActionChooseComparison, config.ActionQuit)
}

// testActions are what can be done while claims are put to the test, and after.
func (m *Moment) testActions() []config.Action {
	actions := []config.Action{config.ActionHelp}
	if m.Opens {
		actions = append(actions, config.ActionOpen)
	}
	if m.Running {
		return append(actions, config.ActionFreeze, config.ActionStop, config.ActionExport, config.ActionQuit)
	}
	return append(actions, config.ActionStart, config.ActionExport, config.ActionCopy, config.ActionQuit)
}

// listActions are what can be done with the runs of a list.
func (m *Moment) listActions() []config.Action {
	actions := []config.Action{config.ActionHelp, config.ActionOpen, config.ActionChooseComparison}
	if m.Keeps {
		actions = append(actions, config.ActionFilterRuns, config.ActionMarkRun, config.ActionSaveBaseline, config.ActionPinBaseline, config.ActionDeleteRun)
	}
	return append(actions, config.ActionQuit)
}
