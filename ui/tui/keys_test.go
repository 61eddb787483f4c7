package tui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ep-benchmark/engine/racebuild"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/tui/pages"
)

// TestEveryActionDoesSomething holds that every action in the help is carried
// out, by the root or by a page.
func TestEveryActionDoesSomething(t *testing.T) {
	d := open(t, furnished(t)).finish(recorded.Finished())
	for _, action := range config.Actions() {
		_, handled := d.actions[action.Action]
		for _, page := range d.pages {
			handled = handled || page.Act(action.Action)
		}
		if !handled {
			t.Errorf("nothing carries out %s (%s)", action.Action, strings.Join(action.Keys, " "))
		}
	}
	known := map[config.Action]bool{}
	for _, action := range config.Actions() {
		known[action.Action] = true
	}
	for action := range d.actions {
		if !known[action] {
			t.Errorf("%s is carried out, and can't be bound", action)
		}
	}
}

// TestKeysAreNamedAsTheyArePressed holds that each default key is one that
// Bubble Tea can name, and that no key does two things.
func TestKeysAreNamedAsTheyArePressed(t *testing.T) {
	owner := map[string]config.Action{}
	for _, action := range config.Actions() {
		for _, name := range action.Keys {
			if other, taken := owner[name]; taken {
				t.Errorf("%q is the key of %s and of %s", name, other, action.Action)
			}
			owner[name] = action.Action
			pressed := key(t, name).String()
			if got, bound := config.Default().Keys.Action(pressed); !bound || got != action.Action {
				t.Errorf("%q does %q, want %s", pressed, got, action.Action)
			}
		}
	}
}

// TestHelpHasEveryBinding scrolls through the help at the usual size.
func TestHelpHasEveryBinding(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, size := range []extent{{80, 24}, {120, 30}, {150, 30}, {200, 60}} {
		d := open(t, options()).size(size.width, size.height).do(config.ActionHelp)
		var seen strings.Builder
		for range config.Actions() {
			seen.WriteString(d.text())
			d.do(config.ActionDown)
		}
		for _, action := range config.Actions() {
			if !strings.Contains(seen.String(), action.Help) {
				t.Errorf("at %dx%d help never says %q", size.width, size.height, action.Help)
			}
			if keys := strings.Join(action.Keys, " "); !strings.Contains(seen.String(), keys) {
				t.Errorf("at %dx%d help never names %q", size.width, size.height, keys)
			}
		}
	}
}

// TestHintsNameBoundKeys holds that the footer offers only what a key does, in
// every state, whatever the keys are.
func TestHintsNameBoundKeys(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, s := range states {
		d := s.show(t).size(200, 60)
		for _, hint := range d.hints {
			name := d.config.Keys.FirstKey(hint.Action)
			if action, bound := d.config.Keys.Action(name); !bound || action != hint.Action {
				t.Errorf("%s: the footer's %q is on key %q, which does %q", s.name, hint.Help().Desc, name, action)
			}
			if d.notice.text == "" && !strings.Contains(d.row(-1), name+" "+hint.Help().Desc) {
				t.Errorf("%s: the footer does not say %q, %q: %s", s.name, name, hint.Help().Desc, d.row(-1))
			}
		}
	}
}

// TestUnboundKeysAreNotOffered holds that an action which the reader took the
// keys from is gone from footer and help, and that no key does it.
func TestUnboundKeysAreNotOffered(t *testing.T) {
	path := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(path, []byte("[keys]\nstart = []\nrerun_one = \"f5\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	loaded, err := config.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	o := options()
	o.Config = loaded
	d := open(t, o).finish(recorded.Quick()).size(200, 60)
	d.hides("run again").shows("f5 run this one")
	d.press("enter", "r")
	if d.running() {
		t.Error("a key without a meaning started a run")
	}
	d.do(config.ActionHelp).hides("start the run").shows("run the selected workload again")
}

// TestEveryKeyIsHarmless presses each key on each page and each dialog, before
// a run has begun, in it and after it.
func TestEveryKeyIsHarmless(t *testing.T) {
	racebuild.SkipSequential(t)
	o := furnished(t)
	o.Folder = t.TempDir()
	o.Load = func(string) (pages.Kept, error) { return pages.Kept{}, errRefused }
	kept := func(s *shelf) Options {
		kept := keeping(s)
		kept.Folder, kept.Load = o.Folder, o.Load
		return kept
	}
	for _, show := range []func() *dashboard{
		func() *dashboard { return open(t, o) },
		func() *dashboard { return open(t, o).events(recorded.Finished().Events, midrun) },
		func() *dashboard { return open(t, o).finish(recorded.Finished()) },
		func() *dashboard { return open(t, kept(stocked())).events(recorded.Finished().Events, midrun) },
		func() *dashboard { s := stocked(); return open(t, kept(s)).ends(s, recorded.Finished()) },
		func() *dashboard { s := stocked(); return open(t, kept(s)).ends(s, regressed()) },
	} {
		for _, first := range []string{"1", "2", "3", "4", "5", "?", ":", "c", "o", "e", "q", "z", "space", "s", "b", "/"} {
			d := show().press(first)
			for _, second := range boundKeys() {
				d.press(second)
				if wrong := broken(d.ansi(), 80, 24); wrong != "" {
					t.Fatalf("after %q and keys up to %q: %s", first, second, wrong)
				}
			}
		}
	}
}
