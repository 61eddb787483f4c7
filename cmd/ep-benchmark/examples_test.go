package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/shipping"
)

// TestExamplesRun carries out every line of the examples, made small by flags
// at its end.
func TestExamplesRun(t *testing.T) {
	skipUnseenChildren(t)
	lines := exampleLines(examples)
	if len(lines) < 10 {
		t.Fatalf("only %d examples were found", len(lines))
	}
	for _, line := range lines {
		words := strings.Fields(line)
		if words[0] != "ep-benchmark" {
			t.Errorf("%q does not call the program", line)
		}
		if slices.Contains(words, "simulator") || slices.Contains(words, "--api-url") || aboutStored(words) || slices.Contains(words, "demo") || slices.Contains(words, "claims") {
			continue // see TestDemo, TestSimulatorExamplesRun, TestAPIExamplesRun, TestStoreExamplesRun and TestClaimsDocsRun
		}
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			runExample(t, words[1:])
		})
	}
}

func runExample(t *testing.T, args []string) {
	p := launch(t, func(command *exec.Cmd) { writeOrders(t, command.Dir) }, append(args, smaller(args)...)...)
	code := p.end()
	may := []int{cli.ExitOK, cli.ExitMissed}
	switch {
	case slices.Contains(args, "--fail-on"):
		may = append(may, cli.ExitUnclear)
	case slices.Contains(args, "--compare"):
		may = append(may, cli.ExitNoBaseline, cli.ExitNotComparable)
	}
	if !slices.Contains(may, code) {
		t.Errorf("exit code %d\n%s", code, p.told.String())
	}
	report := p.out.String()
	for _, arg := range args {
		switch {
		case slices.Contains(workloads.Names(), arg) && !strings.Contains(report, arg):
			t.Errorf("%s is not in the report:\n%s", arg, report)
		case arg == "--export=json" && !strings.HasPrefix(report, "{"):
			t.Errorf("stdout has no JSON:\n%s", report)
		case arg == "--export=json:result.json":
			p.exported("result.json")
		}
	}
}

// writeOrders writes the files that the examples read, with the same lines in
// each format.
func writeOrders(t *testing.T, folder string) {
	t.Helper()
	lines := shipping.Sample()[:20]
	book := excelize.NewFile()
	var commas bytes.Buffer
	values := csv.NewWriter(&commas)
	for i, line := range lines {
		cells := strings.Split(line, "\t")
		if err := errors.Join(book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &cells), values.Write(cells)); err != nil {
			t.Fatal(err)
		}
	}
	values.Flush()
	err := errors.Join(
		os.WriteFile(filepath.Join(folder, "orders.tsv"), []byte(strings.Join(lines, "\n")), 0o600),
		os.WriteFile(filepath.Join(folder, "orders.csv"), commas.Bytes(), 0o600),
		book.SaveAs(filepath.Join(folder, "orders.xlsx")), book.Close())
	if err != nil {
		t.Fatal(err)
	}
}

// smaller are the flags that make a run short.
func smaller(args []string) []string {
	sizes := map[string]string{"shipments": "2", "packages": "2", "records": "200", "chunks": "2", "iterations": "20"}
	flags := []string{"--latency", "none", "--minimum-leg", "1ms"}
	if slices.Contains(args, "--api-url") {
		flags = flags[2:] // it is the server's
	}
	if slices.Contains(args, "--results") {
		return flags // the size is the file's
	}
	switch {
	case slices.Contains(args, "--max-time"):
		flags = append(flags, "--max-time", "1s")
	case !slices.Contains(args, "--quick"):
		flags = append(flags, "--rounds", "1")
	}
	named := slices.DeleteFunc(slices.Clone(args), func(arg string) bool { return !slices.Contains(workloads.Names(), arg) })
	for _, entry := range workloads.Entries() {
		if len(named) > 0 && !slices.Contains(named, entry.Name) {
			continue
		}
		for _, size := range entry.Sizes {
			flags = append(flags, "--"+size.Name, sizes[size.Name])
		}
	}
	return flags
}

// exampleLines finds the command lines in examples: they are indented by four,
// a backslash goes on with the next line, and what comes after two spaces is
// a comment.
func exampleLines(text string) []string {
	var lines []string
	for line := range strings.Lines(strings.ReplaceAll(text, "\\\n", "")) {
		command, found := strings.CutPrefix(strings.TrimRight(line, "\n"), "    ")
		if !found || command == "" {
			continue
		}
		if !strings.Contains(command, "'") { // a comment is never after a quoted word
			command, _, _ = strings.Cut(command, "  ")
		}
		lines = append(lines, command)
	}
	return lines
}
