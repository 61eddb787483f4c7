package config

import "slices"

// An Action is something that a key can do, by the id that the file has for it.
type Action string

// What keys can do.
const (
	ActionStart    Action = "start"
	ActionRerunOne Action = "rerun_one"
	ActionStop     Action = "stop"
	ActionFreeze   Action = "freeze"

	ActionViewRun      Action = "view_run"
	ActionViewCores    Action = "view_cores"
	ActionViewCompare  Action = "view_compare"
	ActionViewHistory  Action = "view_history"
	ActionViewDiagnose Action = "view_diagnose"
	ActionViewScaling  Action = "view_scaling"
	ActionViewClaims   Action = "view_claims"
	ActionNextView     Action = "next_view"
	ActionPreviousView Action = "previous_view"

	ActionUp       Action = "up"
	ActionDown     Action = "down"
	ActionLeft     Action = "left"
	ActionRight    Action = "right"
	ActionPageUp   Action = "page_up"
	ActionPageDown Action = "page_down"
	ActionFirst    Action = "first"
	ActionLast     Action = "last"

	ActionZoom           Action = "zoom"
	ActionWiderWindow    Action = "wider_window"
	ActionNarrowerWindow Action = "narrower_window"
	ActionSlowerRefresh  Action = "slower_refresh"
	ActionFasterRefresh  Action = "faster_refresh"
	ActionTheme          Action = "theme"
	ActionGlyphs         Action = "glyphs"
	ActionMouse          Action = "mouse"
	ActionHelp           Action = "help"
	ActionPalette        Action = "palette"
	ActionClose          Action = "close"
	ActionQuit           Action = "quit"
	ActionQuitKeep       Action = "quit_keep"
	ActionInterrupt      Action = "interrupt"
	ActionSuspend        Action = "suspend"

	ActionChooseComparison Action = "choose_comparison"
	ActionSaveBaseline     Action = "save_baseline"
	ActionPinBaseline      Action = "pin_baseline"
	ActionMarkRun          Action = "mark_run"
	ActionFilterRuns       Action = "filter_runs"
	ActionDeleteRun        Action = "delete_run"
	ActionOpen             Action = "open"
	ActionExport           Action = "export"
	ActionCopy             Action = "copy"

	ActionSeekBack    Action = "seek_back"
	ActionSeekForward Action = "seek_forward"
	ActionPreviousLeg Action = "previous_leg"
	ActionNextLeg     Action = "next_leg"
	ActionSpeedUp     Action = "speed_up"
	ActionSlowDown    Action = "slow_down"
)

// An ActionSpec describes an action: what it is for, and the keys it has where the file says nothing.
type ActionSpec struct {
	Action Action
	Group  string // the heading that it stands under in the help and in the example file
	Help   string // one line, at most 60 columns
	Keys   []string
}

// Actions returns all actions, group by group, in the order in which help shows them. The caller owns the result.
func Actions() []ActionSpec {
	specs := slices.Clone(actionSpecs)
	for i := range specs {
		specs[i].Keys = slices.Clone(specs[i].Keys)
	}
	return specs
}

var actionSpecs = []ActionSpec{
	{ActionStart, "Run", "start the run", []string{"enter", "r"}},
	{ActionRerunOne, "Run", "run the selected workload again", []string{"R"}},
	{ActionStop, "Run", "stop the run and keep what is done", []string{"s"}},
	{ActionFreeze, "Run", "freeze the view while the run goes on; pause a replay", []string{"space"}},

	{ActionViewRun, "Views", "show Run", []string{"1"}},
	{ActionViewCores, "Views", "show Cores", []string{"2"}},
	{ActionViewCompare, "Views", "show Compare", []string{"3"}},
	{ActionViewHistory, "Views", "show History", []string{"4"}},
	{ActionViewDiagnose, "Views", "show Diagnose", []string{"5"}},
	{ActionViewScaling, "Views", "show Scaling", []string{"6"}},
	{ActionViewClaims, "Views", "show Claims, where claims are put to the test", []string{"7"}},
	{ActionNextView, "Views", "show the next view", []string{"tab"}},
	{ActionPreviousView, "Views", "show the previous view", []string{"shift+tab"}},

	{ActionUp, "Move", "move up", []string{"k", "up"}},
	{ActionDown, "Move", "move down", []string{"j", "down"}},
	{ActionLeft, "Move", "move left; in Cores, back in time", []string{"h", "left"}},
	{ActionRight, "Move", "move right; in Cores, on in time", []string{"l", "right"}},
	{ActionPageUp, "Move", "move up by a page", []string{"pgup"}},
	{ActionPageDown, "Move", "move down by a page", []string{"pgdown"}},
	{ActionFirst, "Move", "move to the first", []string{"home"}},
	{ActionLast, "Move", "move to the last", []string{"end"}},

	{ActionZoom, "Screen", "give the selected panel the whole screen, and back", []string{"z"}},
	{ActionWiderWindow, "Screen", "show a longer time in the charts", []string{"-"}},
	{ActionNarrowerWindow, "Screen", "show a shorter time in the charts", []string{"+", "="}},
	{ActionSlowerRefresh, "Screen", "draw fewer frames per second", []string{"["}},
	{ActionFasterRefresh, "Screen", "draw more frames per second", []string{"]"}},
	{ActionTheme, "Screen", "choose the theme, with a preview", []string{"t"}},
	{ActionGlyphs, "Screen", "change the glyphs: braille, block, ASCII", []string{"g"}},
	{ActionMouse, "Screen", "turn the mouse on or off", []string{"m"}},
	{ActionHelp, "Screen", "show all keys", []string{"?"}},
	{ActionPalette, "Screen", "find a command by its name", []string{":", "ctrl+p"}},
	{ActionClose, "Screen", "close what is open on top", []string{"esc"}},
	{ActionQuit, "Screen", "quit; asks while a run is on", []string{"q"}},
	{ActionQuitKeep, "Screen", "quit and leave the last frame on the screen", []string{"Q"}},
	{ActionInterrupt, "Screen", "stop the run; pressed twice, quit", []string{"ctrl+c"}},
	{ActionSuspend, "Screen", "suspend the program; the shell's fg brings it back", []string{"ctrl+z"}},

	{ActionChooseComparison, "Keep", "choose what to compare with", []string{"c"}},
	{ActionSaveBaseline, "Keep", "save the marked runs, or this one, as a baseline", []string{"b"}},
	{ActionPinBaseline, "Keep", "pin the baseline that is selected, or unpin it", []string{"p"}},
	{ActionMarkRun, "Keep", "mark the run that is selected in History", []string{"v"}},
	{ActionFilterRuns, "Keep", "show only runs that have some words, in History", []string{"/"}},
	{ActionDeleteRun, "Keep", "delete the marked runs, or the selected one; asks", []string{"d"}},
	{ActionOpen, "Keep", "open a run from a file; in History the selected one", []string{"o"}},
	{ActionExport, "Keep", "export the run or the screen to a file", []string{"e"}},
	{ActionCopy, "Keep", "copy the summary to the clipboard", []string{"y"}},

	{ActionSeekBack, "Replay", "seek back", []string{","}},
	{ActionSeekForward, "Replay", "seek forward", []string{"."}},
	{ActionPreviousLeg, "Replay", "jump to the previous leg", []string{"<"}},
	{ActionNextLeg, "Replay", "jump to the next leg", []string{">"}},
	{ActionSpeedUp, "Replay", "replay faster", []string{"}"}},
	{ActionSlowDown, "Replay", "replay slower", []string{"{"}},
}

// indispensable are the actions that must keep a key: without help or the way out a user can't leave the program.
var indispensable = []Action{ActionQuit, ActionInterrupt, ActionHelp}

// Words are the actions that a file can name.
func (Action) Words() []string {
	ids := make([]string, len(actionSpecs))
	for i, spec := range actionSpecs {
		ids[i] = string(spec.Action)
	}
	return ids
}
