package tui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/parts"
)

// saver asks for the name of a baseline, with those there are below.
type saver struct {
	numbers []int64
	input   textinput.Model
	cursor  int // of the names; -1 for what is written
	first   int
	rows    cells.Area
	problem string
}

// saveBaseline saves the marked runs, or else the run that has just ended.
func (m *model) saveBaseline() tea.Cmd {
	if m.options.Store == nil {
		return m.noStore()
	}
	numbers := m.marked()
	if len(numbers) == 0 {
		if m.versus.number == 0 || m.session.running() {
			return m.say("nothing to save: mark a run in History, or finish one first")
		}
		numbers = []int64{m.versus.number}
		if run := compare.RunOf(thisRun, &m.run.Report); !run.Joins() {
			m.overlay = newMessage("Not saved", "only clean runs join a baseline, and this one is not: "+strings.Join(run.Reservations(), "; "))
			return nil
		}
	}
	for _, number := range numbers {
		if run := m.view.Kept.Run(number); run != nil && !run.Clean {
			m.overlay = newMessage("Not saved", fmt.Sprintf("run %d is not clean, and only clean runs join a baseline: %s", number, strings.Join(run.Doubts, "; ")))
			return nil
		}
	}
	m.overlay = &saver{numbers: numbers, input: newInput("a name, as main"), cursor: -1}
	m.catalog.wanted = true
	return m.reread()
}

func (o *saver) draw(screen cells.Area, m *model) {
	names := m.view.Kept.Baselines
	inside := parts.Dialog(screen, &m.theme, "Save "+runsNumbered(o.numbers)+" as a baseline", min(76, screen.Width-2), min(len(names)+8, screen.Height))
	drawInput(inside.Rows(0, 1), m, o.input)
	note, style := "", cells.In(cells.Muted)
	switch {
	case o.problem != "":
		note, style = o.problem, cells.In(cells.Warn)
	case len(o.numbers) < compare.FewRuns:
		note = fmt.Sprintf("%s: verdicts against it are provisional until it has %d", units.Counted(len(o.numbers), "run"), compare.FewRuns)
	}
	used := parts.Wrapped(inside.Rows(1, 2), 0, style, note)
	o.rows = inside.Rows(2+min(used, 2), inside.Height-4-min(used, 2))
	var entries []entry
	for i := range names {
		entries = append(entries, entry{text: names[i].Name, detail: aboutBaseline(&names[i])})
	}
	if o.cursor >= 0 {
		drawEntries(o.rows, m, entries, &o.cursor, &o.first)
	} else {
		o.first = 0
		drawUnchosen(o.rows, entries)
	}
	inside.Fit(0, inside.Height-1, inside.Width, cells.In(cells.Faint), "enter saves, down chooses one to add to, esc closes")
}

// aboutBaseline is a baseline in a few words.
func aboutBaseline(b *baselines.Baseline) string {
	text := units.Counted(len(b.Runs), "run") + ", " + b.SavedAt.UTC().Format("2006-01-02")
	if b.Pinned {
		text += ", pinned"
	}
	return text
}

func (o *saver) press(m *model, key tea.KeyPressMsg, _ config.Action) tea.Cmd {
	switch key.String() {
	case "esc":
		m.overlay = nil
	case "up":
		o.cursor = max(o.cursor-1, -1)
	case "down", "tab":
		o.cursor = min(o.cursor+1, len(m.view.Kept.Baselines)-1)
	case "enter":
		if o.cursor >= 0 && o.cursor < len(m.view.Kept.Baselines) {
			return o.save(m, m.view.Kept.Baselines[o.cursor].Name)
		}
		return o.save(m, strings.TrimSpace(o.input.Value()))
	default:
		o.cursor, o.problem = -1, ""
		o.input, _ = o.input.Update(key)
	}
	return nil
}

// save saves under a name, and asks where there is a baseline of that name.
func (o *saver) save(m *model, name string) tea.Cmd {
	if err := baselines.CheckName(name); err != nil {
		o.problem = err.Error()
		return nil
	}
	numbers := o.numbers
	at := slices.IndexFunc(m.view.Kept.Baselines, func(b baselines.Baseline) bool { return b.Name == name })
	if at < 0 {
		m.overlay = nil
		return m.change(func(s Store) (string, error) { return saved(s.SaveBaseline(name, numbers, false)) })
	}
	m.overlay = &list{title: name + " has " + aboutBaseline(&m.view.Kept.Baselines[at]), hint: listHint, entries: []entry{
		{text: "Add " + runsNumbered(numbers) + " to it", choose: func(m *model) tea.Cmd {
			return m.change(func(s Store) (string, error) { return saved(s.AddToBaseline(name, numbers)) })
		}},
		{text: "Make it of " + runsNumbered(numbers) + " alone", choose: func(m *model) tea.Cmd {
			return m.change(func(s Store) (string, error) { return saved(s.SaveBaseline(name, numbers, true)) })
		}},
		{text: "Leave it as it is", choose: func(*model) tea.Cmd { return nil }},
	}}
	return nil
}

// saved describes a baseline that was saved.
func saved(b baselines.Baseline, err error) (string, error) {
	text := "baseline " + b.Name + " has " + aboutBaseline(&b)
	if n := len(b.LeftOut); n > 0 {
		text += fmt.Sprintf("; %d older ones were left out", n)
	}
	if n := len(b.Runs); n < compare.FewRuns {
		text += fmt.Sprintf("; provisional below %d", compare.FewRuns)
	}
	return text, err
}

func (o *saver) click(m *model, x, y int) tea.Cmd {
	if !o.rows.Contains(x, y) {
		m.overlay = nil
		return nil
	}
	_, top := o.rows.Origin()
	if i := o.first + y - top; i < len(m.view.Kept.Baselines) {
		return o.save(m, m.view.Kept.Baselines[i].Name)
	}
	return nil
}

func (o *saver) paste(_ *model, text string) {
	o.input.SetValue(o.input.Value() + oneRow(text))
	o.input.CursorEnd()
	o.cursor, o.problem = -1, ""
}
