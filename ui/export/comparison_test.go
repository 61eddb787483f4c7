package export_test

import (
	"bytes"
	"encoding/json"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/engine/stats"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/internal/golden"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/report"
)

// whole is the document of a recorded comparison and its run.
func whole(t testing.TB, c *recorded.Compared) []byte {
	t.Helper()
	text, err := export.Encode(c.Report, &c.Comparison)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestComparisonsAreOfTheSchema(t *testing.T) {
	racebuild.SkipSequential(t)
	schema := compiled(t)
	for _, c := range recorded.Comparisons() {
		if err := validate(t, schema, string(whole(t, &c))); err != nil {
			t.Errorf("%s: %v", c.Name, err)
		}
	}
	quick := recorded.Quick().Report
	begun := recorded.Compared{Report: quick, Comparison: compare.Comparison{Verdict: compare.NoBaseline, Rows: []compare.Row{{
		Key: compare.Key{Workload: "w", Metric: compare.Speedup}, Verdict: compare.NoBaseline,
	}}, Causes: []engine.Finding{{}}}}
	begun.Comparison.Now.Runs = []compare.Run{{}}
	if err := validate(t, schema, string(whole(t, &begun))); err != nil {
		t.Errorf("lists of nothing: %v", err)
	}
	c := &begun.Comparison
	if c.Then.Runs != nil || c.Now.Runs[0].Figures != nil || c.Rows[0].Now.SEs != nil || c.Causes[0].Evidence != nil {
		t.Error("to encode a comparison changes it")
	}
}

// TestSchemaRefusesComparisons holds that the schema refuses comparisons with
// mistakes.
func TestSchemaRefusesComparisons(t *testing.T) {
	racebuild.SkipSequential(t)
	schema := compiled(t)
	c := recorded.Comparison("regressed")
	text := string(whole(t, &c))
	for name, change := range map[string][2]string{
		"an unknown verdict":  {`"verdict": "unchanged"`, `"verdict": "great"`},
		"an unknown metric":   {`"metric": "speedup"`, `"metric": "luck"`},
		"a missing floor":     {`"floor": {`, `"flaw": {`},
		"a negative p":        {`"p_worse": `, `"p_worse": -1`},
		"a text for a number": {`"change": `, `"change": "1", "x": `},
	} {
		changed := strings.Replace(text, change[0], change[1], 1)
		if changed == text {
			t.Errorf("%s: nothing was changed", name)
		} else if validate(t, schema, changed) == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}

func TestComparisonRoundTrip(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, c := range recorded.Comparisons() {
		d, err := export.DecodeDocument(bytes.NewReader(whole(t, &c)))
		if err != nil {
			t.Errorf("%s: %v", c.Name, err)
			continue
		}
		want := c.Comparison
		if c.Name == "hostile" { // JSON holds valid UTF-8 only
			want = throughJSON(t, &want)
		}
		if diff := cmp.Diff(&want, d.Comparison, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s differs:\n%s", c.Name, diff)
		}
		alone, err := export.Decode(bytes.NewReader(whole(t, &c)))
		if diff := cmp.Diff(d.Run, alone, cmpopts.EquateEmpty()); diff != "" || err != nil {
			t.Errorf("%s: the run alone is another: %v\n%s", c.Name, err, diff)
		}
	}
	d, err := export.DecodeDocument(strings.NewReader(encoded(t, recorded.Quick().Report)))
	if err != nil || d.Comparison != nil {
		t.Errorf("a run that was compared with nothing has the comparison %v (%v)", d.Comparison, err)
	}
}

func throughJSON(t testing.TB, c *compare.Comparison) compare.Comparison {
	t.Helper()
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var copied compare.Comparison
	if err := json.Unmarshal(text, &copied); err != nil {
		t.Fatal(err)
	}
	return copied
}

// unsoundComparisons make a comparison invalid, by the words of the error.
var unsoundComparisons = map[string]func(*compare.Comparison){
	"comparison.verdict is \"great\"":                       func(c *compare.Comparison) { c.Verdict = "great" },
	"comparison.family_error is 2":                          func(c *compare.Comparison) { c.FamilyError = 2 },
	"comparison.rows[1]: a second row of parallel_time":     func(c *compare.Comparison) { c.Rows[1] = c.Rows[0] },
	"comparison.rows[0].verdict is \"\"":                    func(c *compare.Comparison) { c.Rows[0].Verdict = "" },
	"comparison.rows[0].workload is empty":                  func(c *compare.Comparison) { c.Rows[0].Workload = "" },
	"comparison.rows[0].metric is \"luck\"":                 func(c *compare.Comparison) { c.Rows[0].Metric = "luck" },
	"comparison.rows[0].now.values is empty":                func(c *compare.Comparison) { c.Rows[0].Now.Values = nil },
	"comparison.rows[0].then.values[1] is 0":                func(c *compare.Comparison) { c.Rows[0].Then.Values[1] = 0 },
	"comparison.rows[0].then.center is -1":                  func(c *compare.Comparison) { c.Rows[0].Then.Center = -1 },
	"comparison.rows[0].then.ses has 2 entries: expected 7": func(c *compare.Comparison) { c.Rows[0].Then.SEs = c.Rows[0].Then.SEs[:2] },
	"comparison.rows[0].then.band: low lies above high":     func(c *compare.Comparison) { c.Rows[0].Then.Band = &stats.Interval{Low: 2, High: 1} },
	"comparison.rows[0].then.band.confidence is 1.5":        func(c *compare.Comparison) { c.Rows[0].Then.Band.Confidence = 1.5 },
	"comparison.rows[0].floor: expected nothing below 0":    func(c *compare.Comparison) { c.Rows[0].Floor.Change = -0.1 },
	"comparison.rows[0].test.degrees is 0":                  func(c *compare.Comparison) { c.Rows[0].Test.Degrees = 0 },
	"comparison.rows[0].test: expected no deviation":        func(c *compare.Comparison) { c.Rows[0].Test.SE = -1 },
	"comparison.rows[0].test: expected p_worse":             func(c *compare.Comparison) { c.Rows[0].Test.PBetter = 1.01 },
	"comparison.rows[0].test.interval: low lies":            func(c *compare.Comparison) { c.Rows[0].Test.Interval.Low = 9 },
	"comparison.rows[0].rerun.value is 0":                   func(c *compare.Comparison) { c.Rows[0].Rerun.Value = 0 },
	"comparison.rows[0].rerun.p is -1":                      func(c *compare.Comparison) { c.Rows[0].Rerun.P = -1 },
	"comparison.then.runs[2].figures[0].value is 0":         func(c *compare.Comparison) { c.Then.Runs[2].Figures[0].Value = 0 },
	"comparison.now.runs[0].figures[1].metric is \"\"":      func(c *compare.Comparison) { c.Now.Runs[0].Figures[1].Metric = "" },
}

func TestUnsoundComparisons(t *testing.T) {
	racebuild.SkipSequential(t)
	quick := recorded.Quick().Report
	for want, spoil := range unsoundComparisons {
		recordedOne := recorded.Comparison("regressed")
		spoiled := throughJSON(t, &recordedOne.Comparison)
		spoil(&spoiled)
		text := whole(t, &recorded.Compared{Report: quick, Comparison: spoiled})
		if _, err := export.DecodeDocument(bytes.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q in it", err, want)
		}
	}
}

// TestFiguresOfComparisonsThatAreNone holds that NaN and Inf stop an export.
func TestFiguresOfComparisonsThatAreNone(t *testing.T) {
	racebuild.SkipSequential(t)
	for want, spoil := range map[string]func(*compare.Comparison){
		"comparison.rows[0].now.values[0] is NaN":             func(c *compare.Comparison) { c.Rows[0].Now.Values[0] = math.NaN() },
		"comparison.rows[2].change is +Inf":                   func(c *compare.Comparison) { c.Rows[2].Change = math.Inf(1) },
		"comparison.rows[0].test.interval.low is -Inf":        func(c *compare.Comparison) { c.Rows[0].Test.Interval.Low = math.Inf(-1) },
		"comparison.then.runs[6].figures[0].interval.high is": func(c *compare.Comparison) { c.Then.Runs[6].Figures[0].Interval.High = math.NaN() },
		"comparison.causes[0].evidence[0].value is NaN":       func(c *compare.Comparison) { c.Causes[0].Evidence[0].Value = math.NaN() },
	} {
		one := recorded.Comparison("regressed")
		spoiled := throughJSON(t, &one.Comparison)
		spoil(&spoiled)
		text, err := export.Encode(recorded.Quick().Report, &spoiled)
		if err == nil || !strings.Contains(err.Error(), want) || text != nil {
			t.Errorf("want %q, got %v and %d bytes", want, err, len(text))
		}
	}
}

// printed is everything that is printed of a run and its comparison.
func printed(t testing.TB, r *engine.Report, c *compare.Comparison) string {
	t.Helper()
	var b strings.Builder
	for _, style := range []report.Style{{}, {Width: 80, Colour: true}, {Width: 120}} {
		if err := report.Write(&b, r, style); err != nil {
			t.Fatal(err)
		}
		if err := report.WriteComparison(&b, c, style); err != nil {
			t.Fatal(err)
		}
	}
	b.Write(export.Markdown(r, c))
	b.WriteString(export.Summary(r, c))
	return b.String()
}

// TestWhatIsPrintedIsExported holds that texts made from a file are those made
// from the run itself, byte for byte: so nothing is printed that is not in the
// file.
func TestWhatIsPrintedIsExported(t *testing.T) {
	racebuild.SkipSequential(t)
	all := recorded.Comparisons()
	for _, run := range recorded.Runs() {
		all = append(all, recorded.Compared{Name: run.Name, Report: run.Report, Comparison: all[0].Comparison})
	}
	for _, c := range all {
		d, err := export.DecodeDocument(bytes.NewReader(whole(t, &c)))
		if err != nil {
			t.Fatalf("%s: %v", c.Name, err)
		}
		if diff := cmp.Diff(printed(t, &c.Report, &c.Comparison), printed(t, &d.Run, d.Comparison)); diff != "" {
			t.Errorf("%s reads otherwise from its file:\n%s", c.Name, diff)
		}
	}
}

// TestSameBytes holds that a run and its comparison are always written alike.
func TestSameBytes(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, c := range recorded.Comparisons() {
		first := whole(t, &c)
		d, err := export.DecodeDocument(bytes.NewReader(first))
		if err != nil {
			t.Fatal(err)
		}
		again := recorded.Compared{Report: d.Run, Comparison: *d.Comparison}
		if !bytes.Equal(first, whole(t, &c)) || !bytes.Equal(whole(t, &again), whole(t, &again)) {
			t.Errorf("%s is written in two ways", c.Name)
		}
		// Bytes that are no UTF-8 become the replacement character, which is
		// UTF-8.
		if c.Name != "hostile" && !bytes.Equal(first, whole(t, &again)) {
			t.Errorf("%s is written otherwise once it was read", c.Name)
		}
	}
}

func TestMarkdownOfComparisons(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, c := range recorded.Comparisons() {
		text := string(export.Markdown(&engine.Report{}, &c.Comparison))
		_, comparison, found := strings.Cut(text, "###")
		if !found {
			t.Fatalf("%s: no comparison in:\n%s", c.Name, text)
		}
		golden.Check(t, "markdown-comparison-"+c.Name, "###"+comparison+lastLine(export.Summary(&engine.Report{}, &c.Comparison)))
	}
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	return lines[len(lines)-1] + "\n"
}

// TestMarkdownHasTheComparisonsFigures holds that no figure stands in Markdown
// that the printed comparison has not.
func TestMarkdownHasTheComparisonsFigures(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, c := range recorded.Comparisons() {
		known := map[string]bool{}
		var b strings.Builder
		if err := report.WriteComparison(&b, &c.Comparison, report.Style{}); err != nil {
			t.Fatal(err)
		}
		for _, f := range anyFigure.FindAllString(b.String(), -1) {
			known[f] = true
		}
		bare := engine.Report{}
		text := strings.TrimPrefix(string(export.Markdown(&bare, &c.Comparison)), string(export.Markdown(&bare, nil)))
		for _, f := range anyFigure.FindAllString(text, -1) {
			if !known[f] && f != "3" && c.Name != "hostile" { // "###"
				t.Errorf("%s: %s is in Markdown only", c.Name, f)
			}
		}
	}
}

// TestHostileComparisonMeansNothing holds that no text from outside makes a
// cell, a line, code, HTML or a link.
func TestHostileComparisonMeansNothing(t *testing.T) {
	racebuild.SkipSequential(t)
	const nasty = "a|b `c` <img src=x> &lt; [d](http://e) *f* _g_ ~h~ $i$ \\ \n# j\r\n| k |\u2028- l\x1b[2J\u202e"
	one := recorded.Comparison("regressed")
	c := throughJSON(t, &one.Comparison)
	c.Then.Name, c.Then.Label, c.Doubts = nasty, nasty, []string{nasty, "# heading", "- item"}
	c.Differences = []compare.Difference{{Workload: nasty, Name: nasty, Now: nasty, Then: nasty}}
	c.Causes = []engine.Finding{{Statement: nasty, Try: nasty, Evidence: []engine.Figure{{Name: nasty, Unit: nasty}}}}
	for i := range c.Rows {
		c.Rows[i].Title, c.Rows[i].Item, c.Rows[i].Reason = nasty, nasty, nasty
	}
	bare := engine.Report{}
	text := strings.TrimPrefix(string(export.Markdown(&bare, &c)), string(export.Markdown(&bare, nil)))
	checkLines(t, text)
	checkLines(t, export.Summary(&bare, &c))
	for line := range strings.SplitSeq(withoutQuotes.ReplaceAllString(text, "x"), "\n") {
		if n := strings.Count(line, "|"); n != 0 && n != 8 {
			t.Errorf("a row has %d bars: %s", n, line)
		}
		if regexp.MustCompile("[`&~$]|<[^ ]|\\]\\(|_g|^#[^#]|^- [-#>]|^- 1[.)]").MatchString(line) {
			t.Errorf("this line means something: %s", line)
		}
	}
}

// TestSummaryOfAComparisonIsALine holds that a comparison adds one line.
func TestSummaryOfAComparisonIsALine(t *testing.T) {
	racebuild.SkipSequential(t)
	for _, c := range recorded.Comparisons() {
		with, without := export.Summary(&c.Report, &c.Comparison), export.Summary(&c.Report, nil)
		added, isPrefix := strings.CutPrefix(with, without)
		if !isPrefix || strings.Count(added, "\n") != 1 {
			t.Errorf("%s adds %q", c.Name, added)
		}
		checkLines(t, with)
	}
}

// FuzzDecodeComparison holds that no comparison in a file makes the program
// panic, and that what was accepted is written and read again as the same.
func FuzzDecodeComparison(f *testing.F) {
	racebuild.SkipSequential(f)
	for _, c := range recorded.Comparisons() {
		text, err := json.Marshal(c.Comparison)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
		f.Add(strings.ReplaceAll(string(text), "[", "[null,"))
		f.Add(strings.ReplaceAll(string(text), ":0", ":-1e300"))
	}
	f.Add(`{"verdict": "unclear", "then": {"runs": [{}]}, "rows": [{"verdict": "regressed", "gates": true}]}`)
	f.Add(`null`)
	f.Add(`{"verdict":"unclear","then":{"claimed":true}}`)
	run := encoded(f, tiny())
	f.Fuzz(func(t *testing.T, text string) {
		document := strings.Replace(run, `"run": {`, `"comparison": `+text+`, "run": {`, 1)
		d, err := export.DecodeDocument(strings.NewReader(document))
		if err != nil || d.Comparison == nil {
			return
		}
		printed(t, &d.Run, d.Comparison)
		written, err := export.Encode(d.Run, d.Comparison)
		if err != nil {
			t.Fatalf("what was read is not written: %v", err)
		}
		again, err := export.DecodeDocument(bytes.NewReader(written))
		if err != nil {
			t.Fatalf("what was written is not read: %v", err)
		}
		if diff := cmp.Diff(d.Comparison, again.Comparison, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("what was written is read as another:\n%s", diff)
		}
	})
}
