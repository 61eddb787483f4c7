package load

import (
	"strings"

	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
)

// Value is the value of a flag that a file has in place of a command line.
type Value struct{ Flag, Text string }

// Of makes flags of a file's values. Errors name the file's keys. A flag that is
// repeatable may have several values.
func Of(values []Value) (*Flags, error) {
	f := &Flags{file: true}
	f.Register(pflag.NewFlagSet("", pflag.ContinueOnError))
	for _, v := range values {
		if err := cli.Preset(f.set, v.Flag, v.Text, f.name(v.Flag)); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// name is how errors name a flag: as it is typed, or as a file's key.
func (f *Flags) name(flag string) string {
	switch {
	case !f.file:
		return "--" + flag
	case flag == "header":
		return "headers"
	}
	return strings.ReplaceAll(flag, "-", "_")
}

// given tells whether a flag has a value other than by default.
func (f *Flags) given(flag string) bool { return cli.IsGiven(f.set, flag) }
