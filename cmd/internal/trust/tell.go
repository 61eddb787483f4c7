package trust

import (
	"strconv"
	"time"

	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/project"
	"ep-benchmark/cmd/internal/trusted"
)

// tellFile prints what a file would run, and what it sets. Commands are in quotes, in
// which whatever can't be seen is escaped, and none is cut.
func tellFile(file *project.File, env process.Environment) error {
	var problem error
	say := func(format string, args ...any) {
		if problem == nil {
			problem = process.Say(env.Stdout, format, args...)
		}
	}
	if len(file.Own()) == 0 {
		say("%s runs no command and sends no request.", file.Path)
	} else {
		say("%s would run:", file.Path)
	}
	for _, own := range file.Own() {
		say("  %s (%s)", own.Name, own.Kind)
		for _, shown := range file.Shown(own) {
			say("    %-11s %s", shown.What, strconv.Quote(shown.Text))
		}
	}
	if settings := file.Settings(); len(settings) > 0 {
		say("It sets:")
		for _, setting := range settings {
			say("    %s = %s", setting.What, setting.Text)
		}
	}
	return problem
}

// tellList prints the trusted files, and whether they are still what was trusted.
func tellList(list *trusted.List, env process.Environment) error {
	if len(list.Entries()) == 0 {
		return process.Say(env.Stdout, "no file is trusted")
	}
	for _, entry := range list.Entries() {
		if err := process.Say(env.Stdout, "%s (%s, since %s)", entry.Path, stateOf(entry), entry.Since.Format(time.DateOnly)); err != nil {
			return err
		}
	}
	return nil
}

// stateOf says whether a file of the list would be applied.
func stateOf(entry trusted.Entry) string {
	content, err := project.Read(entry.Path)
	switch {
	case err != nil:
		return "not applied: " + err.Error()
	case content.Digest() != entry.SHA256:
		return "changed since, and not applied"
	}
	return "trusted"
}
