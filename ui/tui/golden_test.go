package tui

import (
	"errors"
	"fmt"
	"image/color"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/internal/golden"
	"ep-benchmark/ui/internal/recorded"
)

// The golden frames are drawn from recorded event logs. After a change that is
// meant: go test ./ui/tui -update, and read the difference.

type extent struct{ width, height int }

var (
	usual = []extent{{80, 24}, {120, 40}}
	many  = []extent{{39, 9}, {40, 10}, {60, 20}, {80, 24}, {120, 40}, {200, 60}}
	large = []extent{{80, 24}, {120, 40}, {200, 60}}
	all   = append(many[:len(many):len(many)], extent{300, 100})
)

// A scene is a dashboard at a moment.
type scene struct {
	name  string
	sizes []extent
	show  func(t *testing.T) *dashboard
}

// midrun is a moment at which every lane has measured rounds and none is done.
const midrun = 25 * time.Second

// during shows a run under way.
func during(t *testing.T, run recorded.Run, at time.Duration) *dashboard {
	t.Helper()
	return open(t, furnished(t)).events(talkative(run.Events), at)
}

// bare shows a run up to a moment, on a machine that reports only what was
// recorded.
func bare(t *testing.T, run recorded.Run, at time.Duration) *dashboard {
	t.Helper()
	d := open(t, furnished(t))
	if at == always {
		return d.finish(run)
	}
	return d.events(run.Events, at)
}

// after shows a run that is over.
func after(t *testing.T, run recorded.Run) *dashboard {
	t.Helper()
	run.Events = talkative(run.Events)
	return open(t, furnished(t)).finish(run)
}

// states are what a run can be in, on the page of the run.
var states = []scene{
	{"run-starting", many, func(t *testing.T) *dashboard { return open(t, furnished(t)) }},
	{"run-none", usual, func(t *testing.T) *dashboard {
		o := furnished(t)
		o.Start = nil
		return open(t, o)
	}},
	{"run-could-not-start", usual, func(t *testing.T) *dashboard {
		return open(t, furnished(t)).tell(runEnded{err: errRefused}).press("esc")
	}},
	{"run-first", large, func(t *testing.T) *dashboard {
		o := furnished(t)
		o.First = true
		return open(t, o).events(talkative(recorded.Finished().Events), midrun)
	}},
	{"run-warm-up", usual, func(t *testing.T) *dashboard { return during(t, recorded.Finished(), 3*time.Second) }},
	{"run-midrun", all, func(t *testing.T) *dashboard { return during(t, recorded.Finished(), midrun) }},
	{"run-filling", usual, func(t *testing.T) *dashboard { return during(t, recorded.Finished(), 45*time.Second) }},
	{"run-finished", many, func(t *testing.T) *dashboard { return after(t, recorded.Finished()) }},
	{"run-one-round", usual, func(t *testing.T) *dashboard { return after(t, recorded.Quick()) }},
	{"run-two-cpus", usual, func(t *testing.T) *dashboard { return after(t, recorded.TwoCPUs()) }},
	{"run-refused", usual, func(t *testing.T) *dashboard { return after(t, recorded.Refused()) }},
	{"run-flaky", usual, func(t *testing.T) *dashboard { return after(t, recorded.Flaky()) }},
	{"run-partial", usual, func(t *testing.T) *dashboard { return after(t, recorded.Interrupted()) }},
	{"run-stopping", usual, func(t *testing.T) *dashboard {
		return during(t, recorded.Finished(), midrun).do(config.ActionStop)
	}},
	{"run-frozen", usual, func(t *testing.T) *dashboard {
		d := during(t, recorded.Finished(), midrun).do(config.ActionFreeze)
		return d.events(recorded.Finished().Events, always)
	}},
	{"run-isolated", usual, func(t *testing.T) *dashboard { return during(t, recorded.BothSchedules(), midrun) }},
	{"run-both-schedules", usual, func(t *testing.T) *dashboard { return after(t, recorded.BothSchedules()) }},
	{"run-bulk", usual, func(t *testing.T) *dashboard { return bare(t, recorded.Bulk(), 9*time.Second) }},
	{"run-bulk-finished", usual, func(t *testing.T) *dashboard { return bare(t, recorded.Bulk(), always) }},
	{"run-sweep", many, func(t *testing.T) *dashboard { return bare(t, recorded.Sweep(), 40*time.Second) }},
	{"run-sweep-finished", usual, func(t *testing.T) *dashboard { return bare(t, recorded.Sweep(), always) }},
	{"run-sweep-zoomed", usual, func(t *testing.T) *dashboard {
		return bare(t, recorded.Sweep(), always).do(config.ActionZoom)
	}},
	{"run-sizes", many, func(t *testing.T) *dashboard { return bare(t, recorded.Sizes(), 12*time.Second) }},
	{"run-sizes-finished", usual, func(t *testing.T) *dashboard { return bare(t, recorded.Sizes(), always) }},
	{"run-64-cores", usual, func(t *testing.T) *dashboard { return after(t, recorded.SixtyFour()) }},
	{"run-256-cores", usual, func(t *testing.T) *dashboard { return after(t, recorded.TwoHundredFiftySix()) }},
	{"run-guessed-clusters", usual, guessed},
	{"run-gated", large, func(t *testing.T) *dashboard { return bare(t, recorded.Gated(), 40*time.Second) }},
	{"run-gated-finished", large, func(t *testing.T) *dashboard { return bare(t, recorded.Gated(), always) }},
	{"run-throttled", large, func(t *testing.T) *dashboard { return bare(t, recorded.Throttled(), always) }},
	{"run-contended", large, func(t *testing.T) *dashboard { return bare(t, recorded.Contended(), 40*time.Second) }},
	{"run-gated-zoomed", usual, func(t *testing.T) *dashboard {
		return bare(t, recorded.Gated(), 20*time.Second).do(config.ActionDown, config.ActionZoom)
	}},
	{"run-unwatched", usual, func(t *testing.T) *dashboard { return after(t, recorded.Unwatched()) }},
	{"run-hostile", usual, func(t *testing.T) *dashboard { return after(t, recorded.Hostile()) }},
	{"run-zoomed", many, func(t *testing.T) *dashboard {
		return during(t, recorded.Finished(), midrun).do(config.ActionDown, config.ActionZoom)
	}},
	{"run-zoomed-failure", usual, func(t *testing.T) *dashboard { return after(t, recorded.Refused()).do(config.ActionZoom) }},
	{"replay-playing", usual, func(t *testing.T) *dashboard {
		return open(t, replayOf(recorded.Finished().Events)).ticks(12 * time.Second)
	}},
	{"replay-paused", many, func(t *testing.T) *dashboard {
		return open(t, replayOf(recorded.Finished().Events)).ticks(12 * time.Second).do(config.ActionFreeze)
	}},
	{"replay-over", usual, func(t *testing.T) *dashboard {
		return open(t, replayOf(recorded.Quick().Events)).ticks(time.Minute)
	}},
}

// guessed is a machine of which the order of the clusters is a guess.
func guessed(t *testing.T) *dashboard {
	events := on(recorded.Finished().Events, func(h *engine.Host) {
		for i := range h.Clusters {
			h.Clusters[i].Guessed = true
		}
	})
	return open(t, furnished(t)).events(events, midrun)
}

// views are the other pages.
var views = []scene{
	{"cores", all, func(t *testing.T) *dashboard {
		return during(t, recorded.Finished(), midrun).do(config.ActionViewCores)
	}},
	{"cores-unknown", usual, func(t *testing.T) *dashboard { return open(t, options()).do(config.ActionViewCores) }},
	{"cores-2", usual, func(t *testing.T) *dashboard { return after(t, recorded.TwoCPUs()).do(config.ActionViewCores) }},
	{"cores-64", many, func(t *testing.T) *dashboard { return after(t, recorded.SixtyFour()).do(config.ActionViewCores) }},
	{"cores-256", many, func(t *testing.T) *dashboard {
		return after(t, recorded.TwoHundredFiftySix()).do(config.ActionViewCores)
	}},
	{"cores-guessed", usual, func(t *testing.T) *dashboard { return guessed(t).do(config.ActionViewCores) }},
	{"compare", many, func(t *testing.T) *dashboard {
		return after(t, recorded.Finished()).do(config.ActionViewCompare)
	}},
	{"compare-unlike", usual, func(t *testing.T) *dashboard {
		o := furnished(t)
		o.With = &o.Past[1].Side
		return open(t, o).finish(recorded.Finished()).do(config.ActionViewCompare)
	}},
	{"compare-nothing", usual, func(t *testing.T) *dashboard { return open(t, options()).do(config.ActionViewCompare) }},
	{"compare-too-early", usual, func(t *testing.T) *dashboard {
		return during(t, recorded.Finished(), midrun).do(config.ActionViewCompare)
	}},
	{"history", many, func(t *testing.T) *dashboard { return after(t, recorded.Finished()).do(config.ActionViewHistory) }},
	{"history-empty", usual, func(t *testing.T) *dashboard { return open(t, options()).do(config.ActionViewHistory) }},
	{"cores-contended", large, func(t *testing.T) *dashboard {
		return bare(t, recorded.Contended(), always).do(config.ActionViewCores)
	}},
	{"cores-imbalanced", large, func(t *testing.T) *dashboard {
		return bare(t, recorded.Imbalanced(), always).do(config.ActionViewCores)
	}},
	{"history-gated", usual, func(t *testing.T) *dashboard {
		return bare(t, recorded.Gated(), always).do(config.ActionViewHistory)
	}},
	{"diagnose-gated", large, func(t *testing.T) *dashboard {
		return bare(t, recorded.Gated(), always).do(config.ActionViewDiagnose, config.ActionDown)
	}},
	{"diagnose-throttled", large, func(t *testing.T) *dashboard {
		return bare(t, recorded.Throttled(), always).do(config.ActionViewDiagnose)
	}},
	{"diagnose-imbalanced", large, func(t *testing.T) *dashboard {
		return bare(t, recorded.Imbalanced(), always).do(config.ActionViewDiagnose, config.ActionDown, config.ActionDown)
	}},
	{"diagnose-midrun", usual, func(t *testing.T) *dashboard {
		return bare(t, recorded.Adaptive(), 30*time.Second).do(config.ActionViewDiagnose)
	}},
	{"diagnose-hostile", usual, func(t *testing.T) *dashboard {
		return after(t, recorded.Hostile()).do(config.ActionViewDiagnose)
	}},
	{"diagnose-nothing", usual, func(t *testing.T) *dashboard { return after(t, unremarkable()).do(config.ActionViewDiagnose) }},
	{"diagnose", many, func(t *testing.T) *dashboard { return after(t, recorded.TwoCPUs()).do(config.ActionViewDiagnose) }},
	{"scaling-none", usual, func(t *testing.T) *dashboard { return after(t, recorded.TwoCPUs()).do(config.ActionViewScaling) }},
	{"scaling-early", usual, func(t *testing.T) *dashboard {
		return bare(t, recorded.Sweep(), 6*time.Second).do(config.ActionViewScaling)
	}},
	{"scaling-midrun", usual, func(t *testing.T) *dashboard {
		return bare(t, recorded.Sweep(), 40*time.Second).do(config.ActionViewScaling)
	}},
	{"scaling", all, func(t *testing.T) *dashboard { return bare(t, recorded.Sweep(), always).do(config.ActionViewScaling) }},
	{"scaling-computes", usual, func(t *testing.T) *dashboard {
		return bare(t, recorded.Sweep(), always).do(config.ActionViewScaling, config.ActionDown)
	}},
	{"scaling-sizes-midrun", usual, func(t *testing.T) *dashboard {
		return bare(t, recorded.Sizes(), 12*time.Second).do(config.ActionViewScaling)
	}},
	{"scaling-sizes", all, func(t *testing.T) *dashboard { return bare(t, recorded.Sizes(), always).do(config.ActionViewScaling) }},
	{"diagnose-too-early", usual, func(t *testing.T) *dashboard {
		return during(t, recorded.Finished(), 3*time.Second).do(config.ActionViewDiagnose)
	}},
}

// kept are the pages of a dashboard that has a store.
var kept = []scene{
	{"kept-run-midrun", all, func(t *testing.T) *dashboard { return under(t, regressed(), midrun) }},
	{"kept-run-finished", many, func(t *testing.T) *dashboard { return confirmed(t, regressed(), regressed()).do(config.ActionViewRun) }},
	{"kept-compare-midrun", many, func(t *testing.T) *dashboard {
		return under(t, regressed(), midrun).do(config.ActionViewCompare)
	}},
	{"kept-compare-early", usual, func(t *testing.T) *dashboard {
		return under(t, regressed(), 2*time.Second).do(config.ActionViewCompare)
	}},
	{"kept-compare-unchanged", many, func(t *testing.T) *dashboard {
		s := stocked()
		return open(t, keeping(s)).ends(s, recorded.Finished()).do(config.ActionViewCompare)
	}},
	{"kept-compare-confirming", many, func(t *testing.T) *dashboard {
		s := stocked()
		return open(t, keeping(s)).ends(s, regressed()).events(recorded.Finished().Events, midrun).do(config.ActionViewCompare)
	}},
	{"kept-compare-regressed", all, func(t *testing.T) *dashboard { return confirmed(t, regressed(), regressed()) }},
	{"kept-compare-contradicted", usual, func(t *testing.T) *dashboard { return confirmed(t, regressed(), recorded.Finished()) }},
	{"kept-compare-unconfirmed", usual, func(t *testing.T) *dashboard { return confirmed(t, regressed(), recorded.Interrupted()) }},
	{"kept-compare-unlike", usual, func(t *testing.T) *dashboard {
		o := keeping(stocked())
		return open(t, o).finish(recorded.TwoCPUs()).do(config.ActionChooseComparison).click("main").do(config.ActionViewCompare)
	}},
	{"kept-compare-mismatch", usual, func(t *testing.T) *dashboard {
		o := keeping(stocked())
		o.AllowMismatch = true
		return open(t, o).finish(recorded.TwoCPUs()).do(config.ActionChooseComparison).click("main").do(config.ActionViewCompare)
	}},
	{"kept-compare-nothing", usual, func(t *testing.T) *dashboard {
		return open(t, keeping(newShelf())).events(recorded.Finished().Events, midrun).do(config.ActionViewCompare)
	}},
	{"kept-diagnose-regressed", many, func(t *testing.T) *dashboard {
		return confirmed(t, recorded.Slowed(), recorded.Slowed()).do(config.ActionViewDiagnose)
	}},
	{"kept-diagnose-elsewhere", usual, func(t *testing.T) *dashboard {
		return confirmed(t, recorded.Slowed(), recorded.Slowed()).do(config.ActionViewDiagnose, config.ActionDown)
	}},
	{"kept-diagnose-confirming", usual, func(t *testing.T) *dashboard {
		s := stocked()
		return open(t, keeping(s)).ends(s, recorded.Slowed()).events(recorded.Finished().Events, midrun).do(config.ActionViewDiagnose)
	}},
	{"kept-diagnose-no-cause", usual, func(t *testing.T) *dashboard {
		return confirmed(t, regressed(), regressed()).do(config.ActionViewDiagnose)
	}},
	{"kept-run-regressed", large, func(t *testing.T) *dashboard {
		return confirmed(t, recorded.Slowed(), recorded.Slowed()).do(config.ActionViewRun)
	}},
	{"kept-history", all, func(t *testing.T) *dashboard {
		s := stocked()
		return open(t, keeping(s)).ends(s, recorded.Finished()).do(config.ActionViewHistory, config.ActionDown, config.ActionDown, config.ActionMarkRun)
	}},
	{"kept-history-step", large, func(t *testing.T) *dashboard { return open(t, keeping(stepped())).do(config.ActionViewHistory) }},
	{"kept-history-marked", large, func(t *testing.T) *dashboard {
		d := open(t, keeping(stepped())).do(config.ActionViewHistory, config.ActionDown, config.ActionMarkRun)
		return d.do(config.ActionDown, config.ActionDown, config.ActionDown, config.ActionDown, config.ActionDown, config.ActionMarkRun)
	}},
	{"kept-history-filter", usual, func(t *testing.T) *dashboard {
		return open(t, keeping(stocked())).do(config.ActionFilterRuns).write("main 03-1")
	}},
	{"kept-history-nothing-found", usual, func(t *testing.T) *dashboard {
		return open(t, keeping(stocked())).do(config.ActionFilterRuns).write("xyzzy").press("enter")
	}},
	{"kept-history-empty", usual, func(t *testing.T) *dashboard { return open(t, keeping(newShelf())).do(config.ActionViewHistory) }},
	{"kept-history-broken", usual, func(t *testing.T) *dashboard {
		return open(t, keeping(&shelf{err: errBroken})).do(config.ActionViewHistory)
	}},
	{"kept-chooser", many, func(t *testing.T) *dashboard {
		return under(t, recorded.Finished(), midrun).do(config.ActionChooseComparison)
	}},
	{"kept-saver", many, func(t *testing.T) *dashboard {
		s := stocked()
		return open(t, keeping(s)).ends(s, recorded.Finished()).do(config.ActionSaveBaseline)
	}},
	{"kept-saver-taken", usual, func(t *testing.T) *dashboard {
		s := stocked()
		return open(t, keeping(s)).ends(s, recorded.Finished()).do(config.ActionSaveBaseline).write("main").press("enter")
	}},
	{"kept-delete", usual, func(t *testing.T) *dashboard {
		return open(t, keeping(stocked())).do(config.ActionViewHistory, config.ActionMarkRun, config.ActionMarkRun, config.ActionDeleteRun)
	}},
	{"kept-viewer", many, func(t *testing.T) *dashboard {
		return open(t, keeping(stocked())).do(config.ActionViewHistory, config.ActionOpen)
	}},
}

var errBroken = errors.New("the store runs.db is damaged, or another kind of file; it was left as it is")

// regressed is a run in which bulk creation takes longer than it did.
func regressed() recorded.Run { return slower(recorded.Finished(), "bulk-creation", 1.12) }

// unremarkable is a run of which nothing is found.
func unremarkable() recorded.Run {
	run := recorded.Finished().Copy()
	run.Report.Findings = []engine.Finding{{Statement: "the machine has 16 CPUs", Evidence: []engine.Figure{{Name: "CPUs", Value: 16, Source: "host"}}}}
	run.Events = slices.Clone(run.Events)
	run.Events[len(run.Events)-1] = engine.RunFinished{At: engine.At(run.Report.Duration), Report: run.Report}
	return run
}

// stepped is a store in which a workload has got slower, and another faster.
func stepped() *shelf {
	s := newShelf()
	for i, r := range earlier(recorded.Finished(), 30) {
		if i >= 18 {
			r = scaled(r, "tracking", 1.09)
		}
		if i >= 24 {
			r = scaled(r, "analytics", 0.8)
		}
		s.put(r)
	}
	return s
}

// under shows a run under way beside a baseline.
func under(t *testing.T, run recorded.Run, at time.Duration) *dashboard {
	t.Helper()
	return open(t, keeping(stocked())).events(talkative(run.Events), at)
}

// confirmed shows the comparison of a run, after a fresh one.
func confirmed(t *testing.T, run, again recorded.Run) *dashboard {
	t.Helper()
	s := stocked()
	return open(t, keeping(s)).ends(s, run).ends(s, again).do(config.ActionViewCompare)
}

// dialogs are what stands on top of a page.
var dialogs = []scene{
	{"help", all, func(t *testing.T) *dashboard { return during(t, recorded.Finished(), midrun).do(config.ActionHelp) }},
	{"palette", many, func(t *testing.T) *dashboard {
		return during(t, recorded.Finished(), midrun).do(config.ActionPalette)
	}},
	{"palette-filtered", usual, func(t *testing.T) *dashboard {
		return during(t, recorded.Finished(), midrun).do(config.ActionPalette).write("show the")
	}},
	{"palette-nothing", usual, func(t *testing.T) *dashboard {
		return during(t, recorded.Finished(), midrun).do(config.ActionPalette).write("xyzzy")
	}},
	{"export", many, func(t *testing.T) *dashboard { return after(t, recorded.Finished()).do(config.ActionExport) }},
	{"chooser", many, func(t *testing.T) *dashboard {
		return during(t, recorded.Finished(), midrun).do(config.ActionChooseComparison)
	}},
	{"opener", many, func(t *testing.T) *dashboard {
		return during(t, recorded.Finished(), midrun).do(config.ActionOpen).write("old/result.json").press("left", "left")
	}},
	{"quit-question", many, func(t *testing.T) *dashboard {
		return during(t, recorded.Finished(), midrun).do(config.ActionQuit)
	}},
	{"message", many, func(t *testing.T) *dashboard { return open(t, options()).tell(runEnded{err: errRefused}) }},
	{"message-long", usual, func(t *testing.T) *dashboard {
		var text strings.Builder
		for i := range 60 {
			fmt.Fprintf(&text, "goroutine %d [running]:\n\tep-benchmark/engine/runner.work()\n", i)
		}
		return open(t, options()).tell(runEnded{err: fmt.Errorf("a bug in ep-benchmark: oh\n%s", text.String())})
	}},
	{"themes", many, func(t *testing.T) *dashboard {
		return during(t, recorded.Finished(), midrun).do(config.ActionTheme, config.ActionDown)
	}},
	{"notice", usual, func(t *testing.T) *dashboard {
		return during(t, recorded.Finished(), midrun).do(config.ActionWiderWindow)
	}},
}

func TestGoldenStates(t *testing.T)   { check(t, states) }
func TestGoldenPages(t *testing.T)    { check(t, views) }
func TestGoldenKept(t *testing.T)     { check(t, kept) }
func TestGoldenOverlays(t *testing.T) { check(t, dialogs) }

// check compares each scene, at all its sizes, with one file.
func check(t *testing.T, scenes []scene) {
	t.Helper()
	racebuild.SkipSequential(t)
	for _, s := range scenes {
		t.Run(s.name, func(t *testing.T) {
			d := s.show(t)
			golden.Check(t, s.name, atSizes(d, s.sizes))
		})
	}
}

func atSizes(d *dashboard, sizes []extent) string {
	var text strings.Builder
	for _, e := range sizes {
		fmt.Fprintf(&text, "%dx%d\n%s\n", e.width, e.height, d.size(e.width, e.height).text())
	}
	return text.String()
}

// TestGoldenGlyphs has the run and the cores in each set of characters.
func TestGoldenGlyphs(t *testing.T) {
	for _, set := range []config.Glyphs{config.GlyphsASCII, config.GlyphsBraille} {
		t.Run(string(set), func(t *testing.T) {
			o := furnished(t)
			o.Config.Glyphs = set
			d := open(t, o).events(talkative(recorded.Finished().Events), midrun)
			run := atSizes(d, usual)
			cores := atSizes(d.do(config.ActionViewCores), usual)
			gated := atSizes(open(t, o).events(recorded.Gated().Events, 22*time.Second), usual)
			golden.Check(t, "glyphs-"+string(set), run+cores+gated)
		})
	}
}

// TestGoldenColours has one frame as it goes to the terminal, in each theme.
// The escape character is written as \e, so that a difference can be read.
func TestGoldenColours(t *testing.T) {
	for name, change := range map[string]func(*Options){
		"dark":          func(o *Options) { o.Config.Theme = config.ThemeDark },
		"light":         func(o *Options) { o.Config.Theme = config.ThemeLight },
		"high-contrast": func(o *Options) { o.Config.Theme = config.ThemeContrast },
		"colour-blind":  func(o *Options) { o.Config.Theme = config.ThemeColourBlind },
		"none":          func(o *Options) { o.NoColour = true },
		"basic":         func(o *Options) { o.Profile = colorprofile.ANSI },
		"own": func(o *Options) {
			o.Config.Colours = map[cells.Role]color.Color{
				cells.Accent: lipgloss.Color("#123456"), cells.Good: lipgloss.Color("99"), cells.Bad: lipgloss.Color("9"),
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := furnished(t)
			change(&o)
			run := recorded.Refused()
			d := open(t, o).events(talkative(run.Events), midrun)
			frame := strings.ReplaceAll(d.ansi(), "\x1b", `\e`)
			d.do(config.ActionChooseComparison)
			dialog := strings.ReplaceAll(d.ansi(), "\x1b", `\e`)
			golden.Check(t, "colours-"+name, frame+"\n"+dialog+"\n")
		})
	}
}

// TestThemesDifferInColourAlone holds that all themes show the same text, so
// that nothing is said by colour alone.
func TestThemesDifferInColourAlone(t *testing.T) {
	racebuild.SkipSequential(t)
	var frames []string
	for _, choice := range []config.Theme{config.ThemeDark, config.ThemeLight, config.ThemeContrast, config.ThemeColourBlind, config.ThemeNone} {
		o := furnished(t)
		o.Config.Theme = choice
		frames = append(frames, open(t, o).finish(recorded.Flaky()).text())
	}
	if slices.ContainsFunc(frames, func(frame string) bool { return frame != frames[0] }) {
		t.Error("the same run reads differently in another theme")
	}
}

// TestTheTerminalsBackgroundDecides holds that the theme follows what the
// terminal says, where the reader has not said.
func TestTheTerminalsBackgroundDecides(t *testing.T) {
	d := open(t, options())
	if d.theme.Name != "dark" {
		t.Errorf("the theme is %s before the terminal has said anything", d.theme.Name)
	}
	d.tell(tea.BackgroundColorMsg{Color: white{}})
	if d.theme.Name != "light" {
		t.Errorf("the theme is %s on white", d.theme.Name)
	}
	o := options()
	o.Config.Theme = config.ThemeDark
	if d := open(t, o).tell(tea.BackgroundColorMsg{Color: white{}}); d.theme.Name != "dark" {
		t.Errorf("the theme is %s, where the reader wants dark", d.theme.Name)
	}
}

type white struct{}

func (white) RGBA() (r, g, b, a uint32) { return 0xffff, 0xffff, 0xffff, 0xffff }
