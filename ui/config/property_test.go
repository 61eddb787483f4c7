package config

import (
	"image/color"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"ep-benchmark/ui/cells"
)

// drawnKeys draws names of keys: single characters, words, and either with modifiers.
func drawnKeys() *rapid.Generator[string] {
	base := rapid.OneOf(
		rapid.SampledFrom(namedKeys),
		rapid.Map(rapid.Rune(), func(r rune) string { return string(r) }),
		rapid.StringMatching(`[!-~]`),
	)
	return rapid.Custom(func(t *rapid.T) string {
		name := ""
		for _, modifier := range keyModifiers {
			if rapid.IntRange(0, 5).Draw(t, modifier) == 0 {
				name += modifier + "+"
			}
		}
		return name + base.Draw(t, "base")
	}).Filter(isKeyName)
}

// choicesOfKeys draws keys for every action, without conflicts.
func choicesOfKeys(t *rapid.T) map[Action][]string {
	pool := rapid.SliceOfNDistinct(drawnKeys(), 60, 120, rapid.ID[string]).Draw(t, "keys")
	given := make(map[Action][]string)
	for _, spec := range actionSpecs {
		count := rapid.IntRange(0, 3).Draw(t, string(spec.Action))
		if slices.Contains(indispensable, spec.Action) {
			count = 1
		} else {
			count = min(count, max(0, len(pool)-len(indispensable)))
		}
		given[spec.Action] = pool[:count]
		pool = pool[count:]
	}
	return given
}

// TestEveryConfigurationComesBack holds that any configuration can be written down and is then read as it was.
func TestEveryConfigurationComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := Default()
		want.Theme = rapid.Map(rapid.SampledFrom(Theme.Words("")), func(s string) Theme { return Theme(s) }).Draw(t, "theme")
		want.Glyphs = rapid.Map(rapid.SampledFrom(Glyphs.Words("")), func(s string) Glyphs { return Glyphs(s) }).Draw(t, "glyphs")
		want.Refresh = rapid.IntRange(MinRefresh, MaxRefresh).Draw(t, "refresh")
		want.Mouse = rapid.Bool().Draw(t, "mouse")
		want.Window = time.Duration(rapid.Int64Range(int64(MinWindow), int64(MaxWindow)).Draw(t, "window"))
		want.Keys = newKeymap(choicesOfKeys(t))
		want.Colours = rapid.MapOf(
			rapid.Map(rapid.IntRange(0, len(roles)-1), func(i int) cells.Role { return roles[i].role }),
			rapid.Map(rapid.StringMatching(`#[0-9a-f]{6}|[1-9]?[0-9]|default`), func(s string) color.Color {
				var c colour
				if err := c.FromTOML(s); err != nil {
					panic(err)
				}
				return c.Color
			}),
		).Draw(t, "colours")
		got, problems := parsed([]byte(exampleOf(want)))
		if len(problems) > 0 {
			t.Fatalf("%v\n%s", problems, exampleOf(want))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
		checkKeymap(t, got.Keys)
	})
}

// TestKeysCanTradePlaces holds that the default keys can be handed round among the actions in any way.
func TestKeysCanTradePlaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		order := rapid.Permutation(Actions()).Draw(t, "order")
		given := make(map[Action][]string)
		for i, spec := range actionSpecs {
			given[spec.Action] = order[i].Keys
		}
		want := Config{Keys: newKeymap(given)}
		got, problems := parsed([]byte(exampleOf(Config{Theme: ThemeAuto, Glyphs: GlyphsAuto, Refresh: 4, Window: MinWindow, Keys: want.Keys})))
		if len(problems) > 0 || !got.Keys.Equal(want.Keys) {
			t.Fatalf("%v", problems)
		}
	})
}

// TestNoKeyIsLost holds that whatever single key an action is given, either the file is refused or all other actions keep their keys.
func TestNoKeyIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spec := rapid.SampledFrom(actionSpecs).Draw(t, "action")
		key := rapid.OneOf(drawnKeys(), rapid.Map(rapid.SampledFrom(actionSpecs), func(s ActionSpec) string { return s.Keys[0] })).Draw(t, "key")
		holder, isDefault := Default().Keys.Action(key)
		config, problems := parsed([]byte("[keys]\n" + string(spec.Action) + " = " + keyList([]string{key})))
		if conflict := isDefault && holder != spec.Action; conflict != (len(problems) > 0) {
			t.Fatalf("%s = %q: %v", spec.Action, key, problems)
		}
		if len(problems) > 0 {
			return
		}
		for _, other := range actionSpecs {
			if other.Action != spec.Action && !slices.Equal(config.Keys.Keys(other.Action), other.Keys) {
				t.Fatalf("%s = %q changed the keys of %s", spec.Action, key, other.Action)
			}
		}
	})
}

// failer is what both *testing.T and *rapid.T are.
type failer interface {
	Helper()
	Fatalf(format string, arguments ...any)
}

// checkKeymap checks that both directions of a keymap agree, which they can't if a key has two actions, and that the ways out have keys.
func checkKeymap(t failer, keymap Keymap) {
	t.Helper()
	count := 0
	for _, spec := range actionSpecs {
		for _, key := range keymap.Keys(spec.Action) {
			count++
			if action, _ := keymap.Action(key); action != spec.Action || !isKeyName(key) {
				t.Fatalf("%q is a key of %s and means %q", key, spec.Action, action)
			}
		}
	}
	if count != len(keymap.actions) {
		t.Fatalf("%d keys by action, %d by key", count, len(keymap.actions))
	}
	for _, action := range indispensable {
		if keymap.FirstKey(action) == "" {
			t.Fatalf("%s has no key", action)
		}
	}
}
