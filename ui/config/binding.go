package config

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"ep-benchmark/engine/text"
	"ep-benchmark/engine/tomlfile"
)

// keysTable is the table of the file that has them.
const keysTable = "keys"

// mostKeys is how many keys one action may have.
const mostKeys = 16

// keyNames are the keys that the file has for an action: a text, or a list of texts.
type keyNames struct {
	accepted []string
	refused  bool // whether the file has more for it
}

// FromTOML reads the names of keys. It takes those that are right, and says what is wrong with the others.
func (k *keyNames) FromTOML(value any) error {
	values, isList := value.([]any)
	if !isList {
		values = []any{value}
	}
	if len(values) > mostKeys {
		k.refused = true
		return fmt.Errorf("%d keys, of at most %d", len(values), mostKeys)
	}
	var wrong []error
	for _, value := range values {
		if err := k.take(value); err != nil {
			wrong = append(wrong, err)
		}
	}
	k.refused = len(wrong) > 0
	return errors.Join(wrong...)
}

// take adds one key, or says what is wrong with it.
func (k *keyNames) take(value any) error {
	key, isText := value.(string)
	if !isText {
		return fmt.Errorf(`expected a key such as "q", or a list such as ["q", "ctrl+q"]; found %s`, tomlfile.Found(value))
	}
	if problem := keyNameProblem(key); problem != "" {
		return errors.New(problem)
	}
	if slices.Contains(k.accepted, key) {
		return fmt.Errorf("%s stands there twice", tomlfile.Found(key))
	}
	k.accepted = append(k.accepted, key)
	return nil
}

// A choice is what the file says of one action.
type choice struct {
	action Action
	at     text.Place
	keys   []string // those that are names of keys
	whole  bool     // whether that is all the file says: nothing was refused
}

// choicesOf are the choices in the order of the file.
func choicesOf(keys map[Action]keyNames, positions tomlfile.Positions) []choice {
	var choices []choice
	for action, names := range keys {
		choices = append(choices, choice{action, positions.At(keysTable, string(action)), names.accepted, !names.refused})
	}
	slices.SortFunc(choices, func(a, b choice) int {
		return cmp.Or(cmp.Compare(a.at.Line, b.at.Line), cmp.Compare(a.at.Column, b.at.Column))
	})
	return choices
}

// conflicts are the problems that choices have with one another, and with the defaults of other actions.
func conflicts(choices []choice) []tomlfile.Problem {
	return slices.Concat(sharedKeys(choices), takenDefaults(choices), missingKeys(choices))
}

func keymapOf(choices []choice) Keymap {
	given := make(map[Action][]string)
	for _, choice := range choices {
		given[choice.action] = choice.keys
	}
	return newKeymap(given)
}

// sharedKeys finds keys that the file gives to two actions.
func sharedKeys(choices []choice) (found []tomlfile.Problem) {
	holders := make(map[string]choice)
	for _, choice := range choices {
		for _, key := range choice.keys {
			holder, taken := holders[key]
			if !taken {
				holders[key] = choice
				continue
			}
			found = append(found, tomlfile.Problemf(choice.at, "key %q is given to %s and to %s (line %d): keep it for one of them, and give the other a key of its own",
				key, choice.action, holder.action, holder.at.Line))
		}
	}
	return found
}

// takenDefaults finds keys of the file that are default keys of actions the file does not mention.
func takenDefaults(choices []choice) (found []tomlfile.Problem) {
	defaults := make(map[string]ActionSpec)
	for _, spec := range actionSpecs {
		if !slices.ContainsFunc(choices, func(c choice) bool { return c.action == spec.Action }) {
			for _, key := range spec.Keys {
				defaults[key] = spec
			}
		}
	}
	for _, choice := range choices {
		for _, key := range choice.keys {
			if owner, taken := defaults[key]; taken {
				found = append(found, tomlfile.Problemf(choice.at, "key %q of %s is a default key of %s too: choose another, or say which keys %s has instead, for example %s = %s",
					key, choice.action, owner.Action, owner.Action, owner.Action, otherKeys(owner, choices)))
			}
		}
	}
	return found
}

// otherKeys proposes keys for an action that loses some: its default keys that are left, else a function key that the file does not use.
func otherKeys(owner ActionSpec, choices []choice) string {
	taken := func(key string) bool {
		return slices.ContainsFunc(choices, func(c choice) bool { return slices.Contains(c.keys, key) })
	}
	left := slices.DeleteFunc(slices.Clone(owner.Keys), taken)
	if len(left) > 0 {
		return keyList(left)
	}
	free := slices.DeleteFunc(functionKeys(), taken)
	if len(free) == 0 {
		return keyList(nil)
	}
	return keyList(free[:1])
}

// missingKeys finds indispensable actions that the file leaves without a key.
func missingKeys(choices []choice) (found []tomlfile.Problem) {
	for _, choice := range choices {
		if choice.whole && len(choice.keys) == 0 && slices.Contains(indispensable, choice.action) {
			found = append(found, tomlfile.Problemf(choice.at, "%s must have at least one key", choice.action))
		}
	}
	return found
}

// keyList writes keys as TOML.
func keyList(keys []string) string {
	quotedKeys := make([]string, len(keys))
	for i, key := range keys {
		quotedKeys[i] = fmt.Sprintf("%q", key)
	}
	return "[" + strings.Join(quotedKeys, ", ") + "]"
}
