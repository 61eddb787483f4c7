package config

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"ep-benchmark/engine/text"
	"ep-benchmark/engine/tomlfile"
)

// wantKeyName shows what key names look like.
const wantKeyName = `key names look like "a", "A", "?", "enter", "space", "pgdown", "f5", "ctrl+c", "alt+shift+x"`

// keyModifiers are the modifiers, in the order in which Bubble Tea names them.
var keyModifiers = []string{"ctrl", "alt", "shift", "meta", "hyper", "super"}

// namedKeys are the keys that are called by a word: those of Bubble Tea that can be pressed by themselves on some keyboard, modifiers and
// locks left out.
var namedKeys = slices.Concat(wordKeys, functionKeys())

// wordKeys are those that a misspelt name is compared with. Their second line is the keypad, on terminals that report it separately.
var wordKeys = strings.Fields(`
	enter tab backspace esc space up down left right begin find insert delete select pgup pgdown home end
	equal mul plus comma minus period div sep
	printscreen pause menu mediaplay mediapause mediaplaypause mediareverse mediastop mediafastforward mediarewind medianext mediaprev
	mediarecord lowervol raisevol mute`)

// functionKeys returns f1 to f63, which is as far as terminals count.
func functionKeys() []string {
	keys := make([]string, 63)
	for i := range keys {
		keys[i] = "f" + strconv.Itoa(i+1)
	}
	return keys
}

// keyNameProblem says what is wrong with the name of a key, in words that are safe to print, or returns "". A name is accepted only as Bubble
// Tea writes it: another spelling would look bound and never be pressed.
func keyNameProblem(name string) string {
	if name == "" {
		return `an empty key name; an action without a key is written as []`
	}
	if isKeyName(name) {
		return ""
	}
	if typed, found := strings.CutPrefix(name, "shift+"); found && utf8.RuneCountInString(typed) == 1 && isKeyName(typed) {
		return fmt.Sprintf(`unknown key name %s: shift is part of the character that is typed; name that, such as "A" or "?"`, tomlfile.Found(name))
	}
	if meant := likelyKeyName(name); meant != "" {
		return fmt.Sprintf("unknown key name %s: did you mean %s?", tomlfile.Found(name), tomlfile.Found(meant))
	}
	return fmt.Sprintf("unknown key name %s; %s", tomlfile.Found(name), wantKeyName)
}

func isKeyName(name string) bool {
	modifiers, base := splitModifiers(name)
	if slices.Contains(namedKeys, base) {
		return true
	}
	r, width := utf8.DecodeRuneInString(base)
	if width != len(base) || !unicode.IsPrint(r) || unicode.IsSpace(r) || unicode.IsMark(r) {
		return false
	}
	switch {
	case len(modifiers) == 0:
		return true
	case len(modifiers) == 1 && modifiers[0] == "shift":
		return false // shift is in the character already: "A", "?"
	default:
		return !unicode.IsUpper(r) // with other modifiers shift is named: "alt+shift+a"
	}
}

// splitModifiers takes the modifiers, which must be in order, from the front of a key's name.
func splitModifiers(name string) (modifiers []string, base string) {
	base = name
	for _, modifier := range keyModifiers {
		if rest, found := strings.CutPrefix(base, modifier+"+"); found && rest != "" {
			modifiers, base = append(modifiers, modifier), rest
		}
	}
	return modifiers, base
}

// keyAliases are names that other programs and keyboards have for keys and modifiers.
var keyAliases = map[string]string{
	"return": "enter", "cr": "enter", "escape": "esc", "spacebar": "space", "del": "delete", "ins": "insert", "bs": "backspace",
	"pageup": "pgup", "page_up": "pgup", "pagedown": "pgdown", "page_down": "pgdown", "pgdn": "pgdown",
	"arrowup": "up", "arrowdown": "down", "arrowleft": "left", "arrowright": "right", "backtab": "shift+tab",
	"c": "ctrl", "ctl": "ctrl", "control": "ctrl", "a": "alt", "opt": "alt", "option": "alt", "s": "shift", "m": "meta",
	"cmd": "super", "command": "super", "win": "super", "windows": "super",
}

// longestKeyName is more than any name of a key has.
const longestKeyName = 60

// likelyKeyName guesses the name that was meant by one in another spelling, such as "Ctrl-C", "^C", "PageUp" or "shift+a"; or returns "".
func likelyKeyName(name string) string {
	if len(name) > longestKeyName {
		return ""
	}
	if strings.TrimSpace(name) == "" {
		return "space"
	}
	lower := strings.ToLower(strings.TrimSpace(name))
	if letter, found := strings.CutPrefix(lower, "^"); found {
		lower = "ctrl+" + letter
	}
	ordered := inBubbleTeaOrder(lower)
	near, _ := text.Nearest(lower, wordKeys)
	return firstKeyName(lower, aliased(lower), ordered, near)
}

// inBubbleTeaOrder rewrites a combination of keys with the modifiers' names and their order as Bubble Tea has them.
func inBubbleTeaOrder(name string) string {
	parts := strings.FieldsFunc(name, func(r rune) bool { return r == '+' || r == '-' || r == ' ' })
	if len(parts) == 0 {
		return ""
	}
	last := len(parts) - 1
	for i := range parts[:last] {
		parts[i] = aliased(parts[i])
	}
	if utf8.RuneCountInString(parts[last]) > 1 {
		parts[last] = aliased(parts[last])
	}
	slices.SortStableFunc(parts[:last], func(a, b string) int {
		return slices.Index(keyModifiers, a) - slices.Index(keyModifiers, b)
	})
	return strings.Join(parts, "+")
}

func aliased(name string) string {
	if alias, ok := keyAliases[name]; ok {
		return alias
	}
	return name
}

// firstKeyName returns the first of some names that is one of a key, or "".
func firstKeyName(names ...string) string {
	if at := slices.IndexFunc(names, isKeyName); at >= 0 {
		return names[at]
	}
	return ""
}
