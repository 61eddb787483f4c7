package config

import (
	"strings"
	"testing"
)

// TestKeyNames holds the names against those that Bubble Tea v2.0.10 gives to what terminals send.
func TestKeyNames(t *testing.T) {
	accepted := []string{
		"a", "A", "?", "+", "-", "é", "ß", "世", `"`, `\`, "space", "shift+space", "ctrl+space", "enter", "esc", "f1", "f63",
		"ctrl+c", "ctrl++", "ctrl+_", `ctrl+\`, "alt+?", "alt+shift+a", "alt+shift+/", "ctrl+alt+a", "ctrl+shift+=", "shift+tab", "shift+up",
		"ctrl+f1", "plus", "begin", "ctrl+alt+shift+meta+hyper+super+up",
	}
	for _, name := range accepted {
		if problem := keyNameProblem(name); problem != "" {
			t.Errorf("%q: %s", name, problem)
		}
	}
}

func TestRefusedKeyNames(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"", `written as []`},
		{" ", `did you mean "space"?`},
		{"\t", `did you mean "space"?`},
		{"Enter", `did you mean "enter"?`},
		{"return", `did you mean "enter"?`},
		{"Escape", `did you mean "esc"?`},
		{"PageDown", `did you mean "pgdown"?`},
		{"pgdwon", `did you mean "pgdown"?`},
		{"F5", `did you mean "f5"?`},
		{"Ctrl+C", `did you mean "ctrl+c"?`},
		{"ctrl+C", `did you mean "ctrl+c"?`},
		{"ctrl-c", `did you mean "ctrl+c"?`},
		{"C-c", `did you mean "ctrl+c"?`},
		{"^C", `did you mean "ctrl+c"?`},
		{"control x", `did you mean "ctrl+x"?`},
		{"S-Tab", `did you mean "shift+tab"?`},
		{"cmd+k", `did you mean "super+k"?`},
		{"shift+ctrl+up", `did you mean "ctrl+shift+up"?`},
		{"shift+a", `shift is part of the character`},
		{"shift+/", `shift is part of the character`},
		{"ctrl", wantKeyName},
		{"ctrl+", wantKeyName},
		{"ctrl+ctrl+a", wantKeyName},
		{"qq", wantKeyName},
		{"f64", wantKeyName},
		{"\u0301", wantKeyName},
		{"\x1b[31m", `"\x1b[31m"`},
		{"\u202e", `"\u202e"`},
		{strings.Repeat("k", 1000), "(1000 bytes)"},
	} {
		problem := keyNameProblem(c.name)
		if !strings.Contains(problem, c.want) {
			t.Errorf("%q: %q, expected %q in it", c.name, problem, c.want)
		}
	}
}
