package export_test

import (
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ep-benchmark/ui/export"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/words"
)

// recordedRuns are runs of every kind.
func recordedRuns() map[string]recorded.Run {
	return map[string]recorded.Run{
		"finished": recorded.Finished(), "quick": recorded.Quick(), "both": recorded.BothSchedules(), "interrupted": recorded.Interrupted(),
		"refused": recorded.Refused(), "sweep": recorded.Sweep(), "sizes": recorded.Sizes(), "gated": recorded.Gated(), "hostile": recorded.Hostile(),
	}
}

func runPage(t *testing.T, run recorded.Run) string {
	t.Helper()
	page, err := export.HTML(&run.Report, nil)
	if err != nil {
		t.Fatal(err)
	}
	if folder := os.Getenv("EP_BENCHMARK_TEST_PAGES"); folder != "" { // to be looked at
		_ = os.WriteFile(filepath.Join(folder, strings.ReplaceAll(t.Name(), "/", "-")+".html"), page, 0o600)
	}
	return string(page)
}

func TestARunAsAPage(t *testing.T) {
	for name, run := range recordedRuns() {
		t.Run(name, func(t *testing.T) {
			page := runPage(t, run)
			if size := len(page); size > 250_000 {
				t.Errorf("the page has %d bytes, expected at most 250000", size)
			}
			want := words.Verdict(&run.Report)
			if text := html.UnescapeString(page); name != "hostile" && !strings.Contains(strings.ToLower(text), strings.ToLower(want)) {
				t.Errorf("the page does not say %q", want)
			}
			for i := range run.Report.Results {
				if title := run.Report.Results[i].Spec.Title; name != "hostile" && !strings.Contains(page, "<h2>"+title) {
					t.Errorf("the page has no section on %s", title)
				}
			}
			if strings.Count(page, "</script") != 1 || strings.Contains(page, "NaN") || strings.ContainsAny(page, "\x1b\u202e") {
				t.Error("a text became markup, or a figure is none")
			}
		})
	}
}

func TestARunsPageHasItsComparison(t *testing.T) {
	run, compared := recorded.Finished(), recorded.Comparison("regressed")
	page, err := export.HTML(&run.Report, &compared.Comparison)
	if err != nil {
		t.Fatal(err)
	}
	if text := string(page); !strings.Contains(text, "Compared with ") || !strings.Contains(text, "regressed") {
		t.Error("the page has no comparison")
	}
}

func TestABrowserShowsARunByItself(t *testing.T) {
	b := newBrowser(t)
	for _, run := range []recorded.Run{recorded.Finished(), recorded.Sweep(), recorded.Hostile()} {
		if _, said := b.show(t, runPage(t, run), "--dump-dom"); strings.Contains(said, "CONSOLE") {
			t.Errorf("the page writes to the console:\n%s", said)
		}
	}
	if asked := b.asked(); len(asked) > 0 {
		t.Errorf("the page sent requests: %v", asked)
	}
}

func TestARunIsWrittenInEachFormat(t *testing.T) {
	run, folder := recorded.Quick(), t.TempDir()
	begins := map[string]string{
		"json": "{\n", "md": "## ep-benchmark", "html": "<!DOCTYPE html>\n", "csv": "started_at,", "junit": "<?xml ", "gobench": "goos: ", "gha": "[\n", "bmf": "{\n", "github": "",
	}
	for _, format := range export.FormatNames() {
		path := filepath.Join(folder, "run."+format)
		d, err := export.Open(format+":"+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Write(run.Report, nil); err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(path)
		if _, listed := begins[format]; err != nil || !listed || !strings.HasPrefix(string(content), begins[format]) {
			t.Errorf("%s: %v, begins with %.40q", format, err, content)
		}
	}
}
