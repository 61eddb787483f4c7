package config

import (
	"regexp"
	"slices"
	"testing"
	"unicode/utf8"

	"ep-benchmark/ui/cells"
)

func TestNoKeyIsBoundTwiceByDefault(t *testing.T) {
	holders := make(map[string]Action)
	for _, spec := range Actions() {
		for _, key := range spec.Keys {
			if holder, taken := holders[key]; taken {
				t.Errorf("%q is a key of %s and of %s", key, holder, spec.Action)
			}
			holders[key] = spec.Action
			if problem := keyNameProblem(key); problem != "" {
				t.Errorf("%s: %s", spec.Action, problem)
			}
		}
	}
}

var idPattern = regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`)

// longestHelp is how many columns help has for one line.
const longestHelp = 60

func TestEveryActionIsDescribed(t *testing.T) {
	seen := make(map[Action]bool)
	for _, spec := range Actions() {
		if seen[spec.Action] || !idPattern.MatchString(string(spec.Action)) {
			t.Errorf("%q: not an id, or there twice", spec.Action)
		}
		seen[spec.Action] = true
		if width := utf8.RuneCountInString(spec.Help); width == 0 || width > longestHelp {
			t.Errorf("%s: help of %d columns", spec.Action, width)
		}
		if len(spec.Keys) == 0 {
			t.Errorf("%s has no key", spec.Action)
		}
	}
	if len(seen) != 51 {
		t.Errorf("%d actions: the list is closed, so adding one is a decision", len(seen))
	}
}

func TestGroupsStandTogether(t *testing.T) {
	var order []string
	for _, spec := range Actions() {
		if len(order) == 0 || order[len(order)-1] != spec.Group {
			order = append(order, spec.Group)
		}
	}
	if want := []string{"Run", "Views", "Move", "Screen", "Keep", "Replay"}; !slices.Equal(order, want) {
		t.Errorf("groups come as %v, not as %v", order, want)
	}
}

func TestEveryRoleIsDescribed(t *testing.T) {
	seen := make(map[cells.Role]bool)
	for _, spec := range roles {
		if seen[spec.role] {
			t.Errorf("%s is there twice", spec.role)
		}
		seen[spec.role] = true
		if width := utf8.RuneCountInString(spec.help); width == 0 || width > longestHelp {
			t.Errorf("%s: help of %d columns", spec.role, width)
		}
	}
	if len(seen) != len(cells.Palette{}.Colours) {
		t.Errorf("%d roles can have a colour, of %d", len(seen), len(cells.Palette{}.Colours))
	}
}

// TestTablesAreNotShared holds that a change to a returned table does not change the package's own.
func TestTablesAreNotShared(t *testing.T) {
	specs := Actions()
	specs[0].Keys[0], specs[1] = "x", ActionSpec{}
	Default().Keys.Keys(ActionStart)[0] = "x"
	if Actions()[0].Keys[0] != "enter" || Actions()[1].Action != ActionRerunOne {
		t.Error("the package's own tables were changed")
	}
	if key := Default().Keys.FirstKey(ActionStart); key != "enter" {
		t.Errorf("the first key of start is %q", key)
	}
}
