// Package config reads the dashboard's configuration, its keys and its looks, from a TOML file.
//
// The opinion behind it: a configuration that is half understood is worse than one that is refused. A misspelt option that is skipped, or a
// key that quietly changes hands, is found out when somebody presses it in the middle of a run. So nothing unknown is skipped, no key has two
// meanings, and a refusal names every problem of the file at once, each with its line and with what to write instead.
//
// The second opinion: what can be configured is a closed list. Actions, roles of colour and options are constants of this package; help,
// example file and documentation are made from the same tables that the file is checked against, so they can't disagree.
//
// Note: letting a user's key silently take over another action's default key was rejected. It reads as convenient, and ends with an action
// that can't be reached any more and a help screen that nobody looked at.
package config
