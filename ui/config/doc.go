// Package config reads the dashboard's configuration, its keys and its looks, from a TOML file.
//
// The opinion behind it: a file with a mistake is refused, not half applied. If a misspelt option were skipped, or a key silently moved to
// another action, the user would notice in the middle of a run. So nothing unknown is skipped, no key has two meanings, and a refusal names
// every problem of the file at once, each with its line and with what to write instead.
//
// The second opinion: what can be configured is a closed list. Actions, roles of colour and options are constants of this package; help,
// example file and documentation are made from the same tables that the file is checked against, so they can't disagree.
//
// Note: letting a user's key silently take over another action's default key was rejected. It looks convenient, but leaves an action that
// can't be reached any more, and only the help screen would show that.
package config
