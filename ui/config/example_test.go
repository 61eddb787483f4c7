package config

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func example(t *testing.T) string {
	t.Helper()
	var out strings.Builder
	if err := WriteExample(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestExampleIsTheDefaults(t *testing.T) {
	config, problems := parsed([]byte(example(t)))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if diff := cmp.Diff(Default(), config); diff != "" {
		t.Error(diff)
	}
}

// TestExampleNamesEverything holds that nothing can be configured that the example doesn't show.
func TestExampleNamesEverything(t *testing.T) {
	text := example(t)
	for _, name := range append(append(optionNames(), Action.Words("")...), role.Words("")...) {
		if !strings.Contains(text, "\n"+name+" = ") && !strings.Contains(text, "\n# "+name+" = ") {
			t.Errorf("%s is not in the example", name)
		}
	}
}

// TestExampleOfColours holds that the lines which stand as comments are right as well.
func TestExampleOfColours(t *testing.T) {
	before, colours, found := strings.Cut(example(t), "[colours]\n")
	if !found {
		t.Fatal("no colours")
	}
	config, problems := parsed([]byte(before + "[colours]\n" + uncommented(colours)))
	if len(problems) > 0 || len(config.Colours) != len(roles) {
		t.Errorf("%d colours, %v", len(config.Colours), problems)
	}
}

// uncommented takes the first comment sign from each line.
func uncommented(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		out.WriteString(strings.TrimPrefix(line, "# "))
	}
	return out.String()
}

// TestDocumentedExample holds that the documentation shows this very file.
func TestDocumentedExample(t *testing.T) {
	page, err := os.ReadFile("../../docs/dashboard-config.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "```toml\n")
	shown, _, _ := strings.Cut(rest, "```\n")
	if diff := cmp.Diff(example(t), shown); diff != "" {
		t.Errorf("docs/dashboard-config.md shows another file than WriteExample writes:\n%s", diff)
	}
}
