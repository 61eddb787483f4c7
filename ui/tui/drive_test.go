package tui

import (
	"context"
	"errors"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/recording"
	"ep-benchmark/ui/tui/pages"
)

// A dashboard is the model without a terminal: messages go in as plain calls
// of Update, and a frame is asked for after each, as Bubble Tea does. Commands
// are kept and not run, so that no test waits and none runs anything unasked;
// but for those that read or change the store, which are run at once.
type dashboard struct {
	*model
	t     testing.TB
	left  []tea.Cmd        // commands that Update returned
	asked []func() tea.Msg // of the store, and not answered yet
}

// moment is when the tests' files are written.
var moment = time.Date(2026, 3, 14, 15, 9, 26, 0, time.UTC)

// options are those of a reader without a configuration.
func options() Options {
	return Options{
		Config:    config.Default(),
		Workloads: []string{"bulk-creation", "tracking", "analytics", "parsing"},
		Start:     func(context.Context, []string, engine.Observer) (Finished, error) { return Finished{}, nil },
		Now:       func() time.Time { return moment },
	}
}

// open shows a dashboard of 80x24. Its own cost is unknown, so that its footer
// is the same on every machine.
func open(t testing.TB, o Options) *dashboard {
	t.Helper()
	d := newDashboard(t, o)
	d.send = func(message tea.Msg) { d.tell(message) }
	d.keep(d.Init())
	return d.tell(tea.WindowSizeMsg{Width: 80, Height: 24})
}

func newDashboard(t testing.TB, o Options) *dashboard {
	d := &dashboard{model: newModel(o, nil), t: t}
	d.fetch = func(work func() tea.Msg) tea.Cmd {
		d.asked = append(d.asked, work)
		return nil
	}
	return d
}

// answer has the store answer what it was asked, until nothing is open.
func (d *dashboard) answer() {
	for len(d.asked) > 0 {
		work := d.asked[0]
		d.asked = d.asked[1:]
		_, command := d.Update(fetch(work)())
		d.keep(command)
	}
}

func (d *dashboard) keep(command tea.Cmd) {
	if command != nil {
		d.left = append(d.left, command)
	}
}

// tell hands messages over, and draws after each.
func (d *dashboard) tell(messages ...tea.Msg) *dashboard {
	for _, message := range messages {
		_, command := d.Update(message)
		d.keep(command)
		d.answer()
		d.View()
	}
	return d
}

// press presses keys by their names.
func (d *dashboard) press(names ...string) *dashboard {
	d.t.Helper()
	for _, name := range names {
		d.tell(key(d.t, name))
	}
	return d
}

// do presses the keys of actions.
func (d *dashboard) do(actions ...config.Action) *dashboard {
	d.t.Helper()
	for _, action := range actions {
		d.press(d.config.Keys.FirstKey(action))
	}
	return d
}

// write types text.
func (d *dashboard) write(text string) *dashboard {
	for _, r := range text {
		d.tell(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	return d
}

func (d *dashboard) size(width, height int) *dashboard {
	return d.tell(tea.WindowSizeMsg{Width: width, Height: height})
}

// events applies a run's events up to a moment.
func (d *dashboard) events(events []engine.Event, until time.Duration) *dashboard {
	for _, event := range events {
		if event.When() > until {
			break
		}
		d.Update(event)
	}
	d.answer()
	d.View()
	return d
}

// always is later than any event.
const always = time.Duration(1<<63 - 1)

// finish applies all events of a run, and says that it has returned.
func (d *dashboard) finish(run recorded.Run) *dashboard {
	return d.events(run.Events, always).tell(runEnded{Finished: Finished{Report: run.Report}})
}

// redrawn is the frame as it would be drawn now.
func (d *dashboard) redrawn() string {
	d.stale = true
	return d.asText()
}

// click clicks on the first place where a text stands.
func (d *dashboard) click(text string) *dashboard {
	d.t.Helper()
	x, y := d.find(text)
	return d.tell(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
}

// find is the place of a text on the screen.
func (d *dashboard) find(text string) (x, y int) {
	d.t.Helper()
	for y, row := range strings.Split(d.text(), "\n") {
		if before, _, found := strings.Cut(row, text); found {
			return len([]rune(before)), y
		}
	}
	d.t.Fatalf("%q is not on the screen:\n%s", text, d.text())
	return 0, 0
}

// shows fails where a text is not on the screen.
func (d *dashboard) shows(texts ...string) *dashboard {
	d.t.Helper()
	for _, text := range texts {
		if !strings.Contains(d.text(), text) {
			d.t.Errorf("%q is not on the screen:\n%s", text, d.text())
		}
	}
	return d
}

// hides fails where a text is on the screen.
func (d *dashboard) hides(text string) *dashboard {
	d.t.Helper()
	if strings.Contains(d.text(), text) {
		d.t.Errorf("%q is on the screen:\n%s", text, d.text())
	}
	return d
}

// row is one row of the screen, the last ones counted from -1.
func (d *dashboard) row(y int) string {
	rows := strings.Split(d.text(), "\n")
	if y < 0 {
		y += len(rows)
	}
	return rows[y]
}

// ansi is the frame as it goes to the terminal, text the same without styles
// and without blanks at the ends of its rows.
func (d *dashboard) ansi() string {
	d.View()
	return d.asText()
}

func (d *dashboard) text() string { return plain(d.ansi()) }

var (
	styling = regexp.MustCompile("\x1b\\[[0-9;]*m")
	blanks  = regexp.MustCompile(`(?m) +$`)
)

func plain(frame string) string {
	return blanks.ReplaceAllString(styling.ReplaceAllString(frame, ""), "")
}

// await runs the commands that were returned so far, each to its end, and
// returns their messages. It belongs in a bubble of synctest, where ticks take
// no time.
func (d *dashboard) await() []tea.Msg {
	commands := d.left
	d.left = nil
	var messages []tea.Msg
	for _, command := range commands {
		messages = append(messages, results(command)...)
	}
	return messages
}

func results(command tea.Cmd) []tea.Msg {
	if command == nil {
		return nil
	}
	message := command()
	batch, isBatch := message.(tea.BatchMsg)
	if !isBatch {
		return []tea.Msg{message}
	}
	var all []tea.Msg
	for _, one := range batch {
		all = append(all, results(one)...)
	}
	return all
}

// quits tells whether the last command ends the program.
func (d *dashboard) quits() bool {
	if len(d.left) == 0 {
		return false
	}
	return reflect.ValueOf(d.left[len(d.left)-1]).Pointer() == reflect.ValueOf(tea.Quit).Pointer()
}

// key is the press of a key by the name that Bubble Tea gives it.
func key(t testing.TB, name string) tea.KeyPressMsg {
	t.Helper()
	var k tea.KeyPressMsg
	rest := name
	for _, modifier := range modifiers {
		if after, found := strings.CutPrefix(rest, modifier.name+"+"); found && after != "" {
			k.Mod, rest = k.Mod|modifier.mod, after
		}
	}
	switch code, named := codes[rest]; {
	case named:
		k.Code = code
	case len([]rune(rest)) == 1:
		k.Code = []rune(rest)[0]
		if k.Mod == 0 {
			k.Text = rest
		}
	default:
		t.Fatalf("no key is called %q", name)
	}
	if k.String() != name {
		t.Fatalf("the key %q is called %q by Bubble Tea", name, k.String())
	}
	return k
}

var modifiers = []struct {
	name string
	mod  tea.KeyMod
}{{"ctrl", tea.ModCtrl}, {"alt", tea.ModAlt}, {"shift", tea.ModShift}}

var codes = map[string]rune{
	"enter": tea.KeyEnter, "tab": tea.KeyTab, "esc": tea.KeyEscape, "space": tea.KeySpace, "backspace": tea.KeyBackspace,
	"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
	"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd,
}

// past are runs at hand: the claims, and two recorded runs.
func past(t testing.TB) []pages.Kept {
	t.Helper()
	claims, err := baselines.Claims()
	if err != nil {
		t.Fatal(err)
	}
	kept := []pages.Kept{{Side: claims}}
	for i, run := range []recorded.Run{recorded.TwoCPUs(), recorded.Finished()} {
		report := run.Report
		report.StartedAt = report.StartedAt.AddDate(0, 0, i-2)
		kept = append(kept, keptAs(run.Name+".json", &report))
	}
	return kept
}

// keptAs is a report at hand.
func keptAs(name string, report *engine.Report) pages.Kept {
	return pages.Kept{Side: compare.SideOf(compare.RunOf(name, report)), Report: report}
}

// furnished are options with runs at hand and one of them to compare with.
func furnished(t testing.TB) Options {
	o := options()
	o.Past = past(t)
	o.With = &o.Past[0].Side
	return o
}

// on changes the machine of a recording.
func on(events []engine.Event, change func(*engine.Host)) []engine.Event {
	changed := slices.Clone(events)
	for i, event := range changed {
		switch e := event.(type) {
		case engine.RunStarted:
			e.Host.Clusters = slices.Clone(e.Host.Clusters)
			change(&e.Host)
			changed[i] = e
		case engine.RunFinished:
			e.Report.Host.Clusters = slices.Clone(e.Report.Host.Clusters)
			change(&e.Report.Host)
			changed[i] = e
		}
	}
	return changed
}

// talkative has a recording's machine report all that a machine can.
func talkative(events []engine.Event) []engine.Event {
	changed := slices.Clone(events)
	for i, event := range changed {
		sampled, ok := event.(engine.HostSampled)
		if !ok {
			continue
		}
		load, battery := 3.25, 0.81
		s := &sampled.Sample
		s.Load, s.Battery, s.Thermal, s.Power = &load, &battery, "nominal", "AC"
		s.Network = &engine.Flow{In: 1_250_000, Out: 310_000}
		s.Disk = &engine.Flow{In: 0, Out: 42_000}
		changed[i] = sampled
	}
	return changed
}

// replayOf are the options of a recording.
func replayOf(events []engine.Event) Options {
	o := options()
	o.Start = nil
	o.Player = recording.NewPlayer(recording.Log{Events: events})
	return o
}

// ticks lets a recording play.
func (d *dashboard) ticks(length time.Duration) *dashboard {
	for range length / tickEvery {
		d.tell(tick(moment))
	}
	return d
}

var errRefused = errors.New("the simulator could not be started: bind: address already in use")
