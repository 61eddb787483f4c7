package command

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"ep-benchmark/engine"
)

// Options describe a command to be measured.
type Options struct {
	Name  string // on the command line; "" for [Name]
	Title string // on screens; "" for "Command"

	// Workers are those of a parallel leg; 0 for the plan's.
	Workers int
	// Sequential and Parallel are the command on one worker and on n.
	// [Placeholder] stands for n, which is 1 in Sequential. Without Parallel,
	// Sequential is measured by itself.
	Sequential, Parallel string
	// InTurns says that the command takes turns with variants of it, in one run. It
	// then has no target, and its legs are those of the plan's variants.
	InTurns bool
	// Named says that the plan's variants have the command in their names, so that
	// it is no setting that all have in common.
	Named bool

	// Size is how much the command has to do, where it takes turns with other sizes.
	// The Noun in braces stands for it in Sequential and Parallel. Half is which of the
	// two is run.
	Noun string
	Size int
	Half engine.LegKind

	Shell bool // a shell runs all commands; its own time is subtracted

	Setup, Cleanup    string // run once, before and after everything; "" for none
	Prepare, Conclude string // run before and after each run; "" for none

	Directory   string   // "" for this program's
	Environment []string // all of it

	Limit         time.Duration // of one run
	Hung          time.Duration // a run that lasts longer is given up with the workload; 0 for the plan's timeout
	IgnoreFailure bool          // a run counts whatever its exit code is
	// Target is the command's. The zero Target is none for a command that is measured
	// by itself, and more than 1x for others.
	Target engine.Target
	Expect string // what the output of a run has to contain; "" for no check
}

// templates are the parsed commands.
type templates struct {
	sequential, parallel              template
	setup, cleanup, prepare, conclude template
}

func (o *Options) templates() (templates, error) {
	var all templates
	for _, one := range []struct {
		text     string
		into     *template
		optional bool
	}{
		{o.Sequential, &all.sequential, false},
		{o.Parallel, &all.parallel, true},
		{o.Setup, &all.setup, true},
		{o.Cleanup, &all.cleanup, true},
		{o.Prepare, &all.prepare, true},
		{o.Conclude, &all.conclude, true},
	} {
		if one.text == "" && one.optional {
			continue
		}
		var err error
		if *one.into, err = parse(o.sized(one.text), o.Shell); err != nil {
			return all, err
		}
	}
	if o.Sequential == o.Parallel && !all.parallel.parallel() {
		return all, errors.New("the sequential and the parallel command are the same: expected " + Placeholder +
			" in the parallel one, where the number of workers belongs, or two different commands")
	}
	return all, nil
}

// Braced is the placeholder of a size of the name.
func Braced(noun string) string { return "{" + noun + "}" }

// sized is a command with its size in the place of the noun.
func (o *Options) sized(text string) string {
	if o.Size == 0 {
		return text
	}
	return strings.ReplaceAll(text, Braced(o.Noun), strconv.Itoa(o.Size))
}
