package config

import (
	"fmt"
	"slices"
	"strings"

	"ep-benchmark/engine/text"
)

// mostKeys is how many keys one action may have.
const mostKeys = 16

// A choice is what the file says of one action.
type choice struct {
	action Action
	at     text.Place
	keys   []string // those that are names of keys
	whole  bool     // whether that is all the file says: nothing was refused
}

// readKeys reads the table of keys.
func readKeys(entries []entry, report *problems) Keymap {
	var choices []choice
	for _, entry := range entries {
		if !isAction(entry.name) {
			reportUnknownAction(entry, report)
			continue
		}
		choices = append(choices, readChoice(entry, report))
	}
	reportSharedKeys(choices, report)
	reportTakenDefaults(choices, report)
	reportMissingKeys(choices, report)

	given := make(map[Action][]string)
	for _, choice := range choices {
		given[choice.action] = choice.keys
	}
	return newKeymap(given)
}

func reportUnknownAction(entry entry, report *problems) {
	if slices.Contains(optionNames(), entry.name) {
		report.add(entry.at, "%q is an option, not an action: write it at the top of the file, above all tables", entry.name)
		return
	}
	report.unknown(entry.at, "action", entry.name, actionIDs())
}

// readChoice reads the keys of one action: a text, or a list of texts.
func readChoice(entry entry, report *problems) choice {
	chosen := choice{action: Action(entry.name), at: entry.at, whole: true}
	values, isList := entry.value.([]any)
	if !isList {
		values = []any{entry.value}
	}
	if len(values) > mostKeys {
		report.add(entry.at, "keys of %s: %d keys, of at most %d", entry.name, len(values), mostKeys)
		values, chosen.whole = nil, false
	}
	for _, value := range values {
		if problem := chosen.take(value); problem != "" {
			report.add(entry.at, "keys of %s: %s%s", entry.name, problem, misplacedOption(entry.name))
			chosen.whole = false
		}
	}
	return chosen
}

// take adds one key to a choice, or says what is wrong with it.
func (c *choice) take(value any) (problem string) {
	key, isText := value.(string)
	if !isText {
		return fmt.Sprintf(`expected a key such as "q", or a list such as ["q", "ctrl+q"]; found %s`, found(value))
	}
	if problem := keyNameProblem(key); problem != "" {
		return problem
	}
	if slices.Contains(c.keys, key) {
		return fmt.Sprintf("%s stands there twice", quoted(key))
	}
	c.keys = append(c.keys, key)
	return ""
}

// misplacedOption is a hint for the names that an action and an option share: in TOML whatever follows [keys] belongs to it.
func misplacedOption(name string) string {
	if !slices.Contains(optionNames(), name) {
		return ""
	}
	return fmt.Sprintf(" (if the option %s was meant: it stands at the top of the file, above all tables)", name)
}

// reportSharedKeys reports keys that the file gives to two actions.
func reportSharedKeys(choices []choice, report *problems) {
	holders := make(map[string]choice)
	for _, choice := range choices {
		for _, key := range choice.keys {
			holder, taken := holders[key]
			if !taken {
				holders[key] = choice
				continue
			}
			report.add(choice.at, "key %q is given to %s and to %s (line %d): keep it for one of them, and give the other a key of its own",
				key, choice.action, holder.action, holder.at.Line)
		}
	}
}

// reportTakenDefaults reports keys of the file that are default keys of actions the file does not mention.
func reportTakenDefaults(choices []choice, report *problems) {
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
				report.add(choice.at, "key %q of %s is a default key of %s too: choose another, or say which keys %s has instead, for example %s = %s",
					key, choice.action, owner.Action, owner.Action, owner.Action, otherKeys(owner, choices))
			}
		}
	}
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

// reportMissingKeys reports indispensable actions that the file leaves without a key.
func reportMissingKeys(choices []choice, report *problems) {
	for _, choice := range choices {
		if choice.whole && len(choice.keys) == 0 && slices.Contains(indispensable, choice.action) {
			report.add(choice.at, "%s must have at least one key", choice.action)
		}
	}
}

// keyList writes keys as TOML.
func keyList(keys []string) string {
	quotedKeys := make([]string, len(keys))
	for i, key := range keys {
		quotedKeys[i] = fmt.Sprintf("%q", key)
	}
	return "[" + strings.Join(quotedKeys, ", ") + "]"
}
