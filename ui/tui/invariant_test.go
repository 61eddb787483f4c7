package tui

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/mattn/go-runewidth"
	"pgregory.net/rapid"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/engine/stats"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/tui/pages"
)

// terminalWidth measures text as terminals do, and without the program's own
// code, so that the frame is checked independently.
var terminalWidth = &runewidth.Condition{StrictEmojiNeutral: true}

// broken says what is wrong with a frame of a size, or nothing.
func broken(frame string, width, height int) string {
	if !utf8.ValidString(frame) {
		return "no UTF-8"
	}
	rows := strings.Split(styling.ReplaceAllString(frame, ""), "\n")
	if len(rows) != height {
		return fmt.Sprintf("%d rows, want %d", len(rows), height)
	}
	for y, row := range rows {
		columns := 0
		for _, r := range row {
			if r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x200b && r <= 0x200f || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
				return fmt.Sprintf("row %d has the character %U: %q", y, r, row)
			}
			columns += terminalWidth.RuneWidth(r)
		}
		if columns > width {
			return fmt.Sprintf("row %d takes %d columns of %d: %q", y, columns, width, row)
		}
	}
	return ""
}

// TestBrokenFramesAreFound holds that broken finds broken frames.
func TestBrokenFramesAreFound(t *testing.T) {
	for _, frame := range []string{"one row", "a\nb\nc", "wide\x1b[1m12\x1b[m\n", "\x1b[2J\n", "\a\n", "漢字漢\n", "\u202e\n", "\x9b\n"} {
		if broken(frame, 5, 2) == "" {
			t.Errorf("%q passes for a frame of 5x2", frame)
		}
	}
	if wrong := broken("\x1b[0;1;38;2;1;2;3m漢字1\x1b[m\n12345", 5, 2); wrong != "" {
		t.Errorf("a good frame does not pass: %s", wrong)
	}
}

// hold fails where the frame is broken.
func (d *dashboard) hold(t *rapid.T) {
	width, height := d.width, d.height
	if wrong := broken(d.ansi(), width, height); wrong != "" {
		t.Fatalf("at %dx%d, page %d: %s", width, height, d.page, wrong)
	}
	if lanes := len(d.shown().Lanes); d.lane < 0 || lanes > 0 && d.lane >= lanes {
		t.Fatalf("the focus is on lane %d of %d", d.lane, len(d.shown().Lanes))
	}
	if d.window < config.MinWindow || d.window > config.MaxWindow {
		t.Fatalf("the charts show %v", d.window)
	}
	if d.config.Refresh < config.MinRefresh || d.config.Refresh > config.MaxRefresh {
		t.Fatalf("%d frames a second", d.config.Refresh)
	}
}

// nasty are texts that would move a cursor, break a row, or reverse it, and
// some that programs do not agree on the width of.
var nasty = []string{
	"", "plain", "\x1b[2J\x1b[31mred", "two\nrows\r\n", "\x1b]0;title\x07", "\u202egnp.exe", "漢字かな交じり文は二列である", "e\u0301\u0301\u0301\u0301",
	"👨‍👩‍👧‍👦🏽🇩🇪", "\x00\xff\xfe\u009b31m", "tab\there", strings.Repeat("very long ", 200), strings.Repeat("漢", 500), "\u200b\u00ad\ufeff", "กำ", "각",
}

var anyText = rapid.OneOf(rapid.SampledFrom(nasty), rapid.String())

// anyRun draws a recording by its number: a whole one is pages of output.
func anyRun(t *rapid.T) recorded.Run {
	runs := recorded.Runs()
	return runs[rapid.IntRange(0, len(runs)-1).Draw(t, "run")]
}

// anyEvent draws what may come of a run, likely or not.
func anyEvent() *rapid.Generator[engine.Event] {
	names := rapid.SampledFrom([]string{"bulk-creation", "tracking", "analytics", "parsing", "stranger", ""})
	purposes := rapid.SampledFrom([]engine.Purpose{engine.Warmup, engine.Measured, engine.Filler, "?"})
	kinds := rapid.SampledFrom([]engine.LegKind{engine.Sequential, engine.Parallel, "?"})
	gates := rapid.SampledFrom([]engine.Gate{"", "", engine.Throttled, engine.Contended, "?"})
	return rapid.Custom(func(t *rapid.T) engine.Event {
		at := engine.At(rapid.Int64Range(0, int64(3*time.Minute)).Draw(t, "at"))
		switch rapid.IntRange(0, 8).Draw(t, "event") {
		case 0:
			run := anyRun(t)
			e := run.Events[0].(engine.RunStarted)
			e.At, e.Specs = at, append([]engine.Spec{}, e.Specs...)
			for i := range e.Specs {
				e.Specs[i].Title, e.Specs[i].SizeNoun = anyText.Draw(t, "title"), anyText.Draw(t, "noun")
			}
			e.Specs = e.Specs[:rapid.IntRange(0, len(e.Specs)).Draw(t, "lanes")]
			e.Host.Governor, e.Host.Power = anyText.Draw(t, "governor"), anyText.Draw(t, "power")
			if saves := rapid.Bool().Draw(t, "saves"); saves {
				e.Host.LowPower, e.Host.Turbo = &saves, &saves
			}
			e.Host.CPUModel, e.Plan.Rounds = anyText.Draw(t, "model"), rapid.IntRange(-1, 20).Draw(t, "rounds")
			return e
		case 1:
			return engine.ScheduleStarted{At: at, Schedule: engine.Schedule(anyText.Draw(t, "schedule"))}
		case 2:
			return engine.LegStarted{At: at, Workload: names.Draw(t, "lane"), Kind: kinds.Draw(t, "kind"), Purpose: purposes.Draw(t, "purpose"), Round: rapid.IntRange(-1, 99).Draw(t, "round")}
		case 3:
			return engine.LegFinished{At: at, Purpose: purposes.Draw(t, "purpose"), Sample: engine.Sample{
				Workload: names.Draw(t, "lane"), Kind: kinds.Draw(t, "kind"), Round: rapid.IntRange(0, 9).Draw(t, "round"),
				Passes: rapid.IntRange(0, 3).Draw(t, "passes"), Makespan: time.Duration(rapid.Int64().Draw(t, "makespan")),
				Items: rapid.Int64().Draw(t, "items"), Untimed: anyText.Draw(t, "untimed"),
				Gate: gates.Draw(t, "gate"), GateReason: anyText.Draw(t, "reason"),
				Latency: engine.Latency{Count: 1, Histogram: anyText.Draw(t, "histogram")},
			}}
		case 4:
			run := anyRun(t)
			result := run.Report.Results[rapid.IntRange(0, len(run.Report.Results)-1).Draw(t, "result")]
			result.Failure = anyText.Draw(t, "failure")
			if rapid.Bool().Draw(t, "bare") {
				result = engine.Result{Spec: result.Spec}
			}
			return engine.WorkloadFinished{At: at, Result: result}
		case 5:
			return engine.Progressed{At: at, Lanes: []engine.LaneProgress{{
				Workload: names.Draw(t, "lane"), Purpose: purposes.Draw(t, "purpose"), Kind: kinds.Draw(t, "kind"),
				Operations: rapid.Int64().Draw(t, "operations"), Planned: rapid.Int64().Draw(t, "planned"),
			}}}
		case 6:
			return engine.HostSampled{At: at, Sample: anyHost(t)}
		case 7:
			return engine.Warned{At: at, Text: anyText.Draw(t, "warning")}
		}
		run := anyRun(t)
		run.Report.Quality = engine.Quality{
			Badge:   rapid.SampledFrom([]engine.Badge{"", engine.Clean, engine.Fair, engine.Poor, "?"}).Draw(t, "badge"),
			Reasons: rapid.SliceOfN(anyText, 0, 3).Draw(t, "reasons"),
		}
		run.Report.Findings = rapid.SliceOfN(rapid.Custom(anyFinding), 0, 5).Draw(t, "findings")
		return engine.RunFinished{At: at, Report: run.Report}
	})
}

// anyHost draws a sample of any number of cores, some of them nonsense.
func anyHost(t *rapid.T) engine.HostSample {
	share := rapid.SampledFrom([]float64{0, 0.004, 0.5, 0.96, 1, 1.5, -1, math.NaN(), math.Inf(1)})
	s := engine.HostSample{OwnCPU: share.Draw(t, "own"), MemoryUsed: rapid.Uint64().Draw(t, "memory"), Thermal: anyText.Draw(t, "thermal"), Power: anyText.Draw(t, "power")}
	s.Cores = rapid.SliceOfN(share, 0, rapid.SampledFrom([]int{0, 2, 16, 64, 300}).Draw(t, "cores")).Draw(t, "shares")
	if rapid.Bool().Draw(t, "more") {
		load, battery := rapid.Float64().Draw(t, "load"), share.Draw(t, "battery")
		s.Load, s.Battery, s.Temperature = &load, &battery, &load
		s.Foreign, s.Steal, s.Pressure = &battery, &load, &battery
		s.Network, s.Disk = &engine.Flow{In: load, Out: battery}, &engine.Flow{In: battery, Out: load}
	}
	return s
}

// anyFinding draws a finding, about a workload that there is or not.
func anyFinding(t *rapid.T) engine.Finding {
	f := engine.Finding{
		Workload:  rapid.SampledFrom([]string{"", "bulk-creation", "parsing", "stranger"}).Draw(t, "workload"),
		Statement: anyText.Draw(t, "statement"), Try: anyText.Draw(t, "try"),
	}
	for range rapid.IntRange(0, 4).Draw(t, "figures") {
		f.Evidence = append(f.Evidence, engine.Figure{
			Name: anyText.Draw(t, "name"), Value: rapid.Float64().Draw(t, "value"),
			Unit: rapid.SampledFrom([]string{"", "s", "x", "share", "CPUs", "\x1b[2J"}).Draw(t, "unit"), Source: anyText.Draw(t, "source"),
		})
	}
	return f
}

// anyKept draws a run at hand.
func anyKept(t *rapid.T) pages.Kept {
	if rapid.Bool().Draw(t, "measured") {
		run := anyRun(t)
		return keptAs(anyText.Draw(t, "name"), &run.Report)
	}
	run := compare.Run{Name: anyText.Draw(t, "name"), Machine: anyText.Draw(t, "machine"), Version: anyText.Draw(t, "version")}
	for _, workload := range []string{"bulk-creation", "tracking", "analytics", "parsing"} {
		run.Subjects = append(run.Subjects, compare.Subject{Name: workload, Title: anyText.Draw(t, "title"), Item: anyText.Draw(t, "item")})
		f := compare.Figure{Value: rapid.Float64Min(0).Draw(t, "figure")}
		if rapid.Bool().Draw(t, "interval") {
			f.Interval = &stats.Interval{Low: f.Value, High: 2 * f.Value}
		}
		for _, metric := range compare.Metrics() {
			f.Key = compare.Key{Workload: workload, Metric: metric}
			run.Figures = append(run.Figures, f)
		}
	}
	side := compare.SideOf(run)
	side.Label, side.Claimed = anyText.Draw(t, "label"), rapid.Bool().Draw(t, "claimed")
	return pages.Kept{Side: side}
}

// anyShelf draws a store of runs with unchecked texts, and sometimes one that
// fails.
func anyShelf(t *rapid.T) *shelf {
	s := newShelf()
	for range rapid.IntRange(0, 30).Draw(t, "runs") {
		run := anyRun(t)
		s.put(scaled(run.Report, "", rapid.Float64Range(0.5, 2).Draw(t, "factor")))
		e := &s.entries[0]
		e.Version, e.Machine, e.Doubts = anyText.Draw(t, "version"), anyText.Draw(t, "machine"), []string{anyText.Draw(t, "doubt")}
		if rapid.Bool().Draw(t, "renamed") {
			e.Workloads = []string{anyText.Draw(t, "workload")}
		}
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "baselines") {
		numbers := rapid.SliceOf(rapid.Int64Range(1, 30)).Draw(t, "held")
		if _, err := s.SaveBaseline(fmt.Sprint(i)+anyText.Draw(t, "name"), numbers, false); err != nil {
			t.Fatal(err)
		}
		s.named[i].Pinned = rapid.Bool().Draw(t, "pinned")
	}
	if rapid.IntRange(0, 9).Draw(t, "broken") == 0 {
		s.err = errors.New(anyText.Draw(t, "error"))
	}
	return s
}

// even draws evenly below n. Rapid prefers small numbers, and most of a screen
// is far from its corner.
func even(t *rapid.T, label string, n int) int {
	return rand.New(rand.NewPCG(rapid.Uint64().Draw(t, label), 1)).IntN(n)
}

// anyMessage draws whatever may reach the dashboard next.
func anyMessage(t *rapid.T, d *dashboard, keys []string) tea.Msg {
	switch rapid.IntRange(0, 13).Draw(t, "message") {
	case 0:
		return tea.WindowSizeMsg{Width: even(t, "width", 302) - 1, Height: even(t, "height", 102) - 1}
	case 1, 2, 3, 4:
		return key(panicking{}, keys[even(t, "key", len(keys))])
	case 5, 6:
		return tea.MouseClickMsg{X: even(t, "x", d.width+4) - 2, Y: even(t, "y", d.height+4) - 2, Button: tea.MouseLeft}
	case 7:
		return tea.MouseWheelMsg{Button: rapid.SampledFrom([]tea.MouseButton{tea.MouseWheelUp, tea.MouseWheelDown, tea.MouseWheelLeft, tea.MouseWheelRight}).Draw(t, "wheel")}
	case 8:
		return tea.PasteMsg{Content: anyText.Draw(t, "paste")}
	case 9:
		r := rapid.Rune().Draw(t, "rune")
		return tea.KeyPressMsg{Code: r, Text: string(r)}
	case 10:
		if d.options.Player != nil {
			return tick(moment)
		}
		return rapid.SampledFrom([]tea.Msg{noticeOver(1), tea.ResumeMsg{}, tea.BackgroundColorMsg{Color: white{}}}).Draw(t, "other")
	}
	return anyEvent().Draw(t, "event")
}

// panicking panics at a failure, for a property that has a T of its own.
type panicking struct{ testing.TB }

func (panicking) Helper() {}

func (panicking) Fatalf(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }

func boundKeys() []string {
	keys := []string{"enter", "esc", "up", "down", "tab", "backspace", "left", "right", "f", "x"}
	for _, action := range config.Actions() {
		keys = append(keys, action.Keys...)
	}
	return keys
}

// TestNothingBreaksTheFrame holds, after whatever messages: no panic, as many
// rows as the terminal has, none wider than it, and no escape sequence but
// those of styles.
func TestNothingBreaksTheFrame(t *testing.T) {
	racebuild.SkipSequential(t)
	folder := t.TempDir()
	keys := boundKeys()
	rapid.Check(t, func(t *rapid.T) {
		o := options()
		o.Folder = folder
		if rapid.Bool().Draw(t, "replay") {
			o = replayOf(anyRun(t).Events)
			o.Folder = folder
		}
		o.Past = rapid.SliceOfN(rapid.Custom(anyKept), 0, 4).Draw(t, "past")
		if rapid.Bool().Draw(t, "store") {
			o.Store = anyShelf(t)
			o.AllowMismatch = rapid.Bool().Draw(t, "mismatch")
		}
		if len(o.Past) > 0 && rapid.Bool().Draw(t, "with") {
			o.With = &o.Past[0].Side
		}
		o.Load = func(path string) (pages.Kept, error) {
			if rapid.Bool().Draw(t, "loads") {
				return anyKept(t), nil
			}
			return pages.Kept{}, fmt.Errorf("%s: %s", path, anyText.Draw(t, "error"))
		}
		o.Config.Glyphs = rapid.SampledFrom([]config.Glyphs{config.GlyphsBlock, config.GlyphsASCII, config.GlyphsBraille}).Draw(t, "glyphs")
		d := newDashboard(panicking{}, o)
		d.Init()
		d.tell(tea.WindowSizeMsg{Width: even(t, "width", 301), Height: even(t, "height", 101)})
		run := anyRun(t)
		d.events(run.Events, time.Duration(even(t, "moment", int(time.Minute))))
		d.hold(t)
		for range even(t, "messages", 25) {
			message := anyMessage(t, d, keys)
			if d.running() && rapid.IntRange(0, 20).Draw(t, "ends") == 0 {
				message = []tea.Msg{runEnded{Finished: Finished{Report: run.Report}}, runEnded{err: errRefused}, terminated{}}[rapid.IntRange(0, 2).Draw(t, "end")]
			}
			d.Update(message)
			if rapid.Bool().Draw(t, "answered") {
				d.answer()
			}
			if rapid.IntRange(0, 3).Draw(t, "unseen") > 0 {
				d.hold(t)
			}
		}
		d.hold(t)
	})
}

// TestEverySceneHoldsAtEverySize holds the same of each golden scene at sizes
// that no golden file has.
func TestEverySceneHoldsAtEverySize(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, scenes := range [][]scene{states, views, kept, dialogs} {
		for _, s := range scenes {
			t.Run(s.name, func(t *testing.T) {
				d := s.show(t)
				for _, e := range []extent{
					{1, 1},
					{1, 100},
					{300, 1},
					{5, 3},
					{39, 40},
					{200, 9},
					{41, 15},
					{47, 16},
					{64, 10},
					{77, 13},
					{105, 26},
					{106, 25},
					{106, 26},
					{123, 60},
					{170, 44},
					{171, 46},
				} {
					if wrong := broken(d.size(e.width, e.height).ansi(), e.width, e.height); wrong != "" {
						t.Errorf("at %dx%d: %s", e.width, e.height, wrong)
					}
				}
			})
		}
	}
}

// TestAbsurdSizes holds that a size is limited to what a screen can be, and
// that a terminal that does not know its size gets the usual one.
func TestAbsurdSizes(t *testing.T) {
	racebuild.SkipSequential(t)
	d := open(t, options()).events(recorded.Quick().Events, always)
	for _, of := range []struct{ width, height, wantWidth, wantHeight int }{
		{0, 0, 80, 24}, {-5, -5, 80, 24}, {0, 50, 80, 50}, {100, 0, 100, 24}, {5000, 5, 4096, 5}, {5, 5000, 5, 4096}, {math.MaxInt, 1, 4096, 1},
	} {
		d.size(of.width, of.height)
		if wrong := broken(d.ansi(), of.wantWidth, of.wantHeight); wrong != "" {
			t.Errorf("at %dx%d: %s", of.width, of.height, wrong)
		}
	}
	if testing.Short() {
		return
	}
	d.size(5000, 5000)
	if rows := strings.Count(d.ansi(), "\n") + 1; rows != 4096 {
		t.Errorf("%d rows at 5000x5000, want 4096", rows)
	}
}

// TestASCIIIsASCII holds that with ASCII glyphs nothing else is on the screen,
// text from outside included. A terminal without UTF-8 shows any other
// character as two, and the row is wider than it should be.
func TestASCIIIsASCII(t *testing.T) {
	racebuild.SkipSequential(t)
	o := furnished(t)
	o.With, o.Store = nil, stocked()
	o.Config.Glyphs = config.GlyphsASCII
	for _, run := range []recorded.Run{recorded.Finished(), recorded.Hostile(), recorded.TwoCPUs(), recorded.Sweep(), recorded.Sizes()} {
		d := open(t, o).finish(run)
		for _, action := range []config.Action{
			config.ActionViewRun, config.ActionViewCores, config.ActionViewCompare, config.ActionViewHistory, config.ActionViewDiagnose, config.ActionViewScaling,
			config.ActionHelp, config.ActionClose, config.ActionChooseComparison, config.ActionClose, config.ActionSaveBaseline, config.ActionClose, config.ActionExport, config.ActionClose, config.ActionPalette,
		} {
			d.do(action)
			for _, e := range []extent{{40, 10}, {60, 20}, {120, 40}, {200, 60}} {
				d.size(e.width, e.height)
				for _, r := range d.ansi() {
					if r >= 0x7f {
						t.Errorf("%s, %s at %dx%d: the character %c (%U) is on the screen", run.Name, action, e.width, e.height, r, r)
						break
					}
				}
			}
		}
	}
}
