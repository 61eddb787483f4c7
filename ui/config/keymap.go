package config

import (
	"maps"
	"slices"
)

// A Keymap says what each key does. No key does two things. The zero Keymap has no keys.
type Keymap struct {
	actions map[string]Action
	keys    map[Action][]string
}

// Action returns what a key does. The key is named as Bubble Tea v2's KeyPressMsg.String() does: "A", "space", "pgdown", "ctrl+c".
func (k Keymap) Action(key string) (action Action, bound bool) {
	action, bound = k.actions[key]
	return action, bound
}

// Keys returns an action's keys in the order of the file. The caller owns the result.
func (k Keymap) Keys(action Action) []string { return slices.Clone(k.keys[action]) }

// FirstKey returns the key to show where there is room for one only, or "" if the action has none.
func (k Keymap) FirstKey(action Action) string {
	if keys := k.keys[action]; len(keys) > 0 {
		return keys[0]
	}
	return ""
}

// Equal says whether both keymaps have the same keys, in the same order, for every action.
func (k Keymap) Equal(other Keymap) bool {
	return maps.EqualFunc(k.keys, other.keys, slices.Equal)
}

// newKeymap returns the keymap in which each action has the given keys, or its default keys where none are given. The keys must be free of
// conflicts.
func newKeymap(given map[Action][]string) Keymap {
	keymap := Keymap{actions: make(map[string]Action), keys: make(map[Action][]string)}
	for _, spec := range actionSpecs {
		keys, ok := given[spec.Action]
		if !ok {
			keys = spec.Keys
		}
		if len(keys) == 0 {
			continue
		}
		keymap.keys[spec.Action] = slices.Clone(keys)
		for _, key := range keys {
			keymap.actions[key] = spec.Action
		}
	}
	return keymap
}
