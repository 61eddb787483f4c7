package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/engine/text"
)

// HelpWidth is the width of the flags' texts. It does not follow the terminal,
// because help may be read in a pager or a file.
const HelpWidth = 96

// flagColumn is where the flags' texts begin.
const flagColumn = 28

// UsageWith returns the function that shows how a command is called: examples
// first, then the flags under the headings that they were described with. The
// main command's ends with the footer.
func UsageWith(footer string) func(*cobra.Command) error {
	return func(cmd *cobra.Command) error { return writeUsage(cmd, footer) }
}

func writeUsage(cmd *cobra.Command, footer string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "Usage:\n  %s\n", cmd.UseLine())
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "  %s [command]\n", cmd.CommandPath())
	}
	if cmd.HasExample() {
		fmt.Fprintf(&b, "\nExamples:\n%s\n", cmd.Example)
	}
	writeCommands(&b, cmd)
	writeFlags(&b, cmd.LocalFlags())
	if !cmd.HasParent() {
		b.WriteString("\n" + footer)
	}
	_, err := io.WriteString(cmd.OutOrStdout(), b.String())
	return err
}

func writeCommands(b *strings.Builder, cmd *cobra.Command) {
	if !cmd.HasAvailableSubCommands() {
		return
	}
	b.WriteString("\nCommands:\n")
	for _, child := range cmd.Commands() {
		if child.IsAvailableCommand() {
			fmt.Fprintf(b, "  %-12s %s\n", child.Name(), child.Short)
		}
	}
}

// writeFlags writes the headings and their flags, in the order of registration.
func writeFlags(b *strings.Builder, set *pflag.FlagSet) {
	var groups []string
	lines := map[string][]string{}
	set.VisitAll(func(flag *pflag.Flag) {
		if flag.Hidden {
			return
		}
		group := Group(flag)
		if group == "" {
			group = "Other flags"
		}
		if lines[group] == nil {
			groups = append(groups, group)
		}
		lines[group] = append(lines[group], flagLine(flag))
	})
	for _, group := range groups {
		fmt.Fprintf(b, "\n%s:\n%s", group, strings.Join(lines[group], ""))
	}
}

// flagLine returns a flag with its text, on as many lines as it needs.
func flagLine(flag *pflag.Flag) string {
	kind, usage := annotation(flag, kindKey), flag.Usage
	name := "    --" + flag.Name
	if flag.Shorthand != "" {
		name = "-" + flag.Shorthand + ", --" + flag.Name
	}
	if kind != "" {
		name += " " + kind
	}
	if shown := flag.DefValue; shown != "" && shown != "[]" && shown != "false" && shown != "0" && shown != "0s" {
		usage += " (default " + shown + ")"
	}
	indent := "\n" + strings.Repeat(" ", flagColumn)
	lead := fmt.Sprintf("  %-*s", flagColumn-2, name)
	if len(name) > flagColumn-4 {
		lead = "  " + name + indent
	}
	return lead + strings.Join(text.Wrap(usage, HelpWidth-flagColumn), indent) + "\n"
}
