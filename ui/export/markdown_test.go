package export_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/internal/golden"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/report"
)

func TestMarkdownOfRecordings(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, run := range []recorded.Run{recorded.Finished(), recorded.Flaky(), recorded.Interrupted(), recorded.Hostile(), recorded.Adaptive(), recorded.Gated(), recorded.Throttled()} {
		golden.Check(t, "markdown-"+run.Name, string(export.Markdown(&run.Report, nil)))
		golden.Check(t, "summary-"+run.Name, export.Summary(&run.Report, nil))
	}
}

var anyFigure = regexp.MustCompile(`\d+(,\d{3})*(\.\d+)?`)

// TestMarkdownHasTheReportsFigures holds that every figure is one that the
// printed report shows too, of which another test holds that none is made up.
func TestMarkdownHasTheReportsFigures(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, run := range recorded.Runs() {
		var printed strings.Builder
		if err := report.Write(&printed, &run.Report, report.Style{}); err != nil {
			t.Fatal(err)
		}
		known := anyFigure.FindAllString(printed.String(), -1)
		for i := range run.Report.Results {
			for _, part := range run.Report.Results[i].Parts { // their intervals are in the table only
				if interval := part.TimePerPass.Interval; interval != nil {
					for _, figure := range []string{units.Seconds(interval.Low), units.Seconds(interval.High), fmt.Sprintf("%.1f", 100*interval.Confidence)} {
						known = append(known, anyFigure.FindAllString(figure, -1)...)
					}
				}
				known = append(known, anyFigure.FindAllString(fmt.Sprint(part.TimePerPass.N), -1)...)
			}
		}
		for text := range strings.SplitSeq(string(export.Markdown(&run.Report, nil))+export.Summary(&run.Report, nil), "\n") {
			for _, f := range anyFigure.FindAllString(text, -1) {
				if !slices.Contains(known, f) {
					t.Errorf("%s: %s is in no printed report: %s", run.Name, f, text)
				}
			}
		}
	}
}

// withoutQuotes finds what is escaped, so that what is left has a meaning.
var withoutQuotes = regexp.MustCompile(`\\.`)

// TestOutsideTextMeansNothing holds that no text from outside makes a cell,
// a line, code, HTML or a link.
func TestOutsideTextMeansNothing(t *testing.T) {
	run := recorded.Flaky().Copy()
	r := &run.Report
	const nasty = "a|b `c` <img src=x> &lt; [d](http://e) *f* _g_ ~h~ $i$ \\ \n# j\r\n| k |\u2028- l\x1b[2J\u202e\n::error::m ##[error]n www.o.example"
	r.Host.CPUModel, r.Version, r.Ended, r.Partial = nasty, nasty, nasty, true
	r.Warnings = []string{nasty, "# heading", "- item", "1. item", "> said", "::error::p", "\n\n---", ""}
	r.Findings = append(r.Findings, engine.Finding{Workload: nasty, Statement: nasty})
	for i := range r.Results {
		result := &r.Results[i]
		result.Spec.Title, result.Spec.Items, result.Failure = nasty, nasty, nasty
		for j := range result.Parts {
			result.Parts[j].Name = nasty
		}
		for j := range result.Assessments {
			result.Assessments[j].Reason, result.Assessments[j].Target.Where = nasty, nasty
		}
	}
	text := string(export.Markdown(r, nil))
	checkLines(t, text)
	left := withoutQuotes.ReplaceAllString(text, "x")
	for line := range strings.SplitSeq(left, "\n") {
		if n := strings.Count(line, "|"); n != 0 && n != 4 && n != 7 {
			t.Errorf("a row has %d bars: %s", n, line)
		}
		if regexp.MustCompile("[`&~$]|<[^ ]|\\]\\(|_g|^#[^#]|^- [-#>]|^- 1[.)]").MatchString(line) {
			t.Errorf("this line means something: %s", line)
		}
	}
	if !strings.Contains(text, "partial run") || !strings.Contains(text, "**Partial:**") {
		t.Error("a partial run is not marked")
	}
	checkLines(t, export.Summary(r, nil))
}

func checkLines(t *testing.T, text string) {
	t.Helper()
	for _, r := range text {
		if r != '\n' && !unicode.IsPrint(r) {
			t.Fatalf("the text holds %U", r)
		}
	}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") {
			t.Fatalf("a line is a command: %q", line)
		}
	}
}

func TestSummaryIsShort(t *testing.T) {
	racebuild.SkipSequential(t)
	many := recorded.BothSchedules().Copy()
	many.Report.Results = append(many.Report.Results, many.Report.Results...)
	single := recorded.Quick().Copy()
	single.Report.Results = single.Report.Results[:1]
	for _, run := range append(recorded.Runs(), many, single, recorded.Run{Name: "empty"}) {
		text := export.Summary(&run.Report, nil)
		if lines := strings.Count(text, "\n"); lines < 3 || lines > 6 || !strings.HasSuffix(text, "\n") {
			t.Errorf("%s: the summary has %d lines:\n%s", run.Name, lines, text)
		}
		checkLines(t, text)
	}
}

// TestEmptyReportClaimsNothing holds that an empty report is written without
// any claim.
func TestEmptyReportClaimsNothing(t *testing.T) {
	text := string(export.Markdown(&engine.Report{}, nil)) + export.Summary(&engine.Report{}, nil)
	if !strings.Contains(text, "no targets") || strings.Contains(text, "met") || strings.Contains(text, "NaN") {
		t.Errorf("an empty report reads:\n%s", text)
	}
}

func TestEndlessText(t *testing.T) {
	r := engine.Report{Warnings: []string{strings.Repeat("日", 1<<20)}}
	if text := export.Markdown(&r, nil); len(text) > 10_000 {
		t.Errorf("an endless warning makes %d bytes", len(text))
	}
}
