package config

import (
	"fmt"
	"image/color"
	"io"
	"strings"

	"ep-benchmark/ui/cells"
)

// WriteExample writes a configuration file that has every option with its default, and says what each is for. Loaded, it is [Default].
func WriteExample(w io.Writer) error {
	_, err := io.WriteString(w, exampleOf(Default()))
	return err
}

// exampleOf writes a configuration as a file with comments.
func exampleOf(config Config) string {
	var out strings.Builder
	out.WriteString("# The dashboard of ep-benchmark. Every option is here with its default, which holds for what is left out.\n")
	for _, option := range options {
		fmt.Fprintf(&out, "\n# %s\n%s = %s\n", option.help, option.name, option.write(config))
	}
	writeKeys(&out, config.Keys)
	writeColours(&out, config.Colours)
	return out.String()
}

func writeKeys(out *strings.Builder, keymap Keymap) {
	fmt.Fprintf(out, `
# What keys do. The keys given here replace an action's default keys, and no key can do two things.
# [] leaves an action without a key; %s must have one each.
# K%s.
[%s]
`, listed(indispensable, "and"), strings.TrimPrefix(wantKeyName, "k"), keysTable)
	var group string
	for _, spec := range actionSpecs {
		if spec.Group != group {
			group = spec.Group
			fmt.Fprintf(out, "# %s\n", group)
		}
		line := fmt.Sprintf("%s = %s", spec.Action, keyList(keymap.keys[spec.Action]))
		fmt.Fprintf(out, "%-32s # %s\n", line, spec.Help)
	}
}

func writeColours(out *strings.Builder, colours map[cells.Role]color.Color) {
	fmt.Fprintf(out, `
# Colours by what they mean: %s,
# which is the terminal's own. What is left out has the theme's colour.
[colours]
`, wantColour)
	for _, spec := range roles {
		line := fmt.Sprintf("# %s = %q", spec.role, terminalColour)
		if chosen, ok := colours[spec.role]; ok {
			line = fmt.Sprintf("%s = %q", spec.role, nameOf(chosen))
		}
		fmt.Fprintf(out, "%-32s # %s\n", line, spec.help)
	}
}
