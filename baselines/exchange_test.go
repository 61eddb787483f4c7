package baselines_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"ep-benchmark/baselines"
	"ep-benchmark/engine"
	"ep-benchmark/engine/text"
)

// exporter is a store with two baselines here, which share runs, and one of
// another machine; and with runs that belong to none.
func exporter(t testing.TB) *baselines.Store {
	t.Helper()
	s := opened(t)
	saved(t, s, reportOf(9, 1), reportOf(3, 6), reportOf(1, 6), elsewhere(reportOf(2, 6)), reportOf(4, 6))
	for name, numbers := range map[string][]int64{"main": {2, 3}, "release-1.0": {3, 5}, "laptop": {4}} {
		must[baselines.Baseline](t)(s.SaveBaseline(name, numbers, false))
	}
	if err := s.Pin("release-1.0"); err != nil {
		t.Fatal(err)
	}
	return s
}

func exported(t testing.TB, s *baselines.Store, names ...string) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.Export(&b, names...); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestExportImport: an empty store has the same baselines and reports after
// it, and exports the same bytes.
func TestExportImport(t *testing.T) {
	from := exporter(t)
	text := exported(t, from)
	if text != exported(t, from) {
		t.Error("two exports of a store differ")
	}
	to := opened(t)
	got := must[[]baselines.Baseline](t)(to.Import(strings.NewReader(text), false))
	want := must[[]baselines.Baseline](t)(from.Baselines())
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(baselines.Entry{}, "Number", "Baselines")); diff != "" {
		t.Errorf("the baselines are others:\n%s", diff)
	}
	for i, b := range must[[]baselines.Baseline](t)(to.Baselines()) {
		for j, e := range b.Runs {
			same(t, "a report of "+b.Name, must[engine.Report](t)(from.Report(want[i].Runs[j].Number)), must[engine.Report](t)(to.Report(e.Number)))
		}
	}
	if again := exported(t, to); again != text {
		t.Errorf("it exports other bytes:\n%s", cmp.Diff(text, again))
	}
	if all := must[[]baselines.Entry](t)(to.List(baselines.Query{})); len(all) != 4 {
		t.Errorf("%d runs came", len(all))
	}
	if !json.Valid([]byte(text)) || !strings.Contains(text, "\n      \"name\": \"laptop\",\n") || strings.Contains(text, "\\u003c") {
		t.Errorf("it is not made to be read:\n%.600s", text)
	}
}

func TestExportOfSome(t *testing.T) {
	s := exporter(t)
	text := exported(t, s, "main", "laptop", "main")
	to := opened(t)
	var names []string
	for _, b := range must[[]baselines.Baseline](t)(to.Import(strings.NewReader(text), false)) {
		names = append(names, b.Name)
	}
	same(t, "the names", []string{"laptop", "main"}, names)
	if none := exported(t, opened(t)); !strings.Contains(none, `"baselines": []`) || !strings.Contains(none, `"runs": []`) {
		t.Errorf("of an empty store: %s", none)
	}
	broken := errors.New("broken pipe")
	if err := s.Export(brokenWriter{broken}); !errors.Is(err, broken) {
		t.Errorf("to a broken pipe: %v", err)
	}
}

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }

// TestImportMeetsWhatIsThere: the same baseline is no conflict, a different one
// is.
func TestImportMeetsWhatIsThere(t *testing.T) {
	s := exporter(t)
	text := exported(t, s)
	before := must[[]baselines.Baseline](t)(s.Baselines())
	same(t, "imported where it comes from", before, must[[]baselines.Baseline](t)(s.Import(strings.NewReader(text), false)))
	same(t, "what is there", before, must[[]baselines.Baseline](t)(s.Baselines()))

	to := opened(t)
	saved(t, to, reportOf(1, 6), reportOf(7, 6))
	must[baselines.Baseline](t)(to.SaveBaseline("mine", []int64{1}, false))
	must[baselines.Baseline](t)(to.SaveBaseline("main", []int64{2}, false))
	if err := to.Pin("mine"); err != nil {
		t.Fatal(err)
	}
	before = must[[]baselines.Baseline](t)(to.Baselines())
	_, err := to.Import(strings.NewReader(text), false)
	if err == nil || !strings.Contains(err.Error(), `there is a baseline "main" already, of 1 run`) {
		t.Errorf("another baseline of the name: %v", err)
	}
	same(t, "nothing is kept", before, must[[]baselines.Baseline](t)(to.Baselines()))
	if all := must[[]baselines.Entry](t)(to.List(baselines.Query{})); len(all) != 2 {
		t.Errorf("%d runs are there", len(all))
	}

	must[[]baselines.Baseline](t)(to.Import(strings.NewReader(text), true))
	all := must[[]baselines.Baseline](t)(to.Baselines())
	summary := ""
	for _, b := range all {
		summary += b.Name
		for range b.Runs {
			summary += "."
		}
		if b.Pinned {
			summary += "!"
		}
		summary += " "
	}
	same(t, "a pin that was chosen here stays", "laptop. main.. mine.! release-1.0.. ", summary)
}

// TestImportRefuses checks that a document with an error is rejected, with the
// place of the error.
func TestImportRefuses(t *testing.T) {
	whole := exported(t, exporter(t), "main")
	one := func(from, to string) string {
		if !strings.Contains(whole, from) {
			t.Fatalf("%q is not in the document", from)
		}
		return strings.Replace(whole, from, to, 1)
	}
	for _, c := range []struct{ name, text, want string }{
		{"empty", " \n", "it is empty"},
		{"text", "Hello", "line 1, column 1 is not JSON"},
		{"cut off", whole[:len(whole)/2], "the file ends in the middle of its JSON"},
		{"an exported run", `{"schema": 1, "run": {}}`, `expected an object with the field kind, of the value "baselines"`},
		{"a list", `[]`, "expected an object"},
		{"newer", one(`"schema": 1`, `"schema": 2`), "schema 2, of a newer ep-benchmark"},
		{"older than the first", one(`"schema": 1`, `"schema": 0`), "schema 0: expected 1 to 1"},
		{"a newer report", strings.Replace(whole, `"report": {`+"\n        \"schema\": 1", `"report": {"schema": 9`, 1), "runs[0].report has schema 9, of a newer"},
		{"a bad name", one(`"name": "main"`, `"name": "12"`), "baselines[0]: baseline name"},
		{"an unknown run", one(`"runs": [`, `"runs": ["feed",`), `"feed", which is not in the document`},
		{"a bad id", one(`"id": "`, `"id": "x`), "runs[0].id is"},
		{"mistyped field", `{"kind": "baselines", "schema": 1, "baseline": [], "runs": []}`, `unknown field "baseline": did you mean baselines? Expected kind, schema, baselines, runs`},
		{"missing field", `{"kind": "baselines", "schema": 1, "baselines": [], "later": 1}`, `the field "runs" is missing: expected kind, schema, baselines, runs`},
		{"broken", "{\n \"ü\": x}", "line 2, column 7 is not JSON"},
		{"no runs", `{"kind": "baselines", "schema": 1, "baselines": [{"name": "main"}], "runs": []}`, "has 0 runs: expected 1 to 20"},
		{"a wrong type", one(`"rounds": 6`, `"rounds": "six"`), "runs[0].report: plan.rounds: expected a whole number in range, found string"},
		{"below zero", one(`"passes": 1,`, `"passes": -1,`), "results[0].samples[0].passes is -1"},
		{"an unknown schedule", one(`"schedule": "concurrent"`, `"schedule": "sometimes"`), "plan.schedule"},
		{"an unknown kind", one(`"kind": "parallel"`, `"kind": "sideways"`), `kind is "sideways"`},
		{"an unknown outcome", one(`"outcome": "`, `"outcome": "x`), "assessments[0].outcome"},
		{"an interval upside down", one(`"low": `, `"low": 9e9, "x": `), "low lies above high"},
		{"an impossible confidence", one(`"confidence": `, `"confidence": -2, "x": `), "confidence is -2: expected more than 0"},
		{"twice the same result", strings.ReplaceAll(whole, `"tracking"`, `"creation"`), "is a second result"},
		{"a run that is not clean", signed(t, one(`"partial": false`, `"partial": true`)), "is not clean"},
		{"a changed report", one(`"rounds": 6`, `"rounds": 7`), "runs[0], the run of 2026-03-14 09:26:53, is not the one that its id names"},
		{"a field that is left out", one(`"warmups": 1,`, ``), "is not the one that its id names"},
		{"another spelling of a number", one(`"seed": 1,`, `"seed": 1, "unknown": 1.0,`), "is not the one that its id names"},
		{"reports that changed places", swapped(t, whole), "runs[0], the run of 2026-03-14 11:26:53, is not the one that its id names"},
		{"twice the same id", strings.ReplaceAll(whole, ids(whole)[1], ids(whole)[0]), "runs[1].id is another run's as well: " + ids(whole)[0]},
		{"twice the same run", one(`"runs": [`, `"runs": ["`+ids(whole)[0]+`",`), `has the run ` + ids(whole)[0] + ` twice`},
		{"no report", one(`"report": {`, `"other": {`), "runs[0] has no report"},
		{"a late year", one(`"saved_at": "2`, `"saved_at": "9999-12-31T23:59:59-23:00", "x": "2`), "saved_at is out of range"},
	} {
		s := opened(t)
		_, err := s.Import(strings.NewReader(c.text), true)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q in it", c.name, err, c.want)
		}
		if all := must[[]baselines.Entry](t)(s.List(baselines.Query{})); len(all) != 0 {
			t.Errorf("%s: %d runs were kept", c.name, len(all))
		}
	}
	broken := errors.New("input/output error")
	if _, err := opened(t).Import(iotest.ErrReader(broken), false); !errors.Is(err, broken) {
		t.Errorf("from a broken disk: %v", err)
	}
}

// ids are those of a document's runs, in its order.
func ids(text string) []string {
	var all []string
	for _, found := range regexp.MustCompile(`"id": "([0-9a-f]{64})"`).FindAllStringSubmatch(text, -1) {
		all = append(all, found[1])
	}
	return all
}

// generic is a document whose reports are texts.
type generic struct {
	Kind      string            `json:"kind"`
	Schema    int               `json:"schema"`
	Baselines []json.RawMessage `json:"baselines"`
	Runs      []struct {
		ID     string          `json:"id"`
		Report json.RawMessage `json:"report"`
	} `json:"runs"`
}

func parsed(t *testing.T, text string) (d generic) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// signed gives the runs of a document the ids of the reports that are in it:
// SHA-256 of the text without spaces, as the store computes it.
func signed(t *testing.T, text string) string {
	t.Helper()
	for i, run := range parsed(t, text).Runs {
		var plain, kept bytes.Buffer
		if err := json.Compact(&plain, run.Report); err != nil {
			t.Fatal(i, err)
		}
		json.HTMLEscape(&kept, plain.Bytes())
		text = strings.ReplaceAll(text, run.ID, fmt.Sprintf("%x", sha256.Sum256(kept.Bytes())))
	}
	return text
}

// swapped has the first two runs of a document change reports.
func swapped(t *testing.T, text string) string {
	t.Helper()
	d := parsed(t, text)
	d.Runs[0].Report, d.Runs[1].Report = d.Runs[1].Report, d.Runs[0].Report
	return string(must[[]byte](t)(json.Marshal(d)))
}

// TestIDsAreOfTheText: the id of a run is that of the text that was kept, both
// in the store that measured it and in those that imported it. Another layout
// is the same text, and a field that this version doesn't know stays.
func TestIDsAreOfTheText(t *testing.T) {
	text := exported(t, exporter(t), "main")
	if signed(t, text) != text {
		t.Error("the ids are not those of the reports in the document")
	}
	var other bytes.Buffer
	if err := json.Compact(&other, []byte(text)); err != nil {
		t.Fatal(err)
	}
	to := opened(t)
	must[[]baselines.Baseline](t)(to.Import(&other, false))
	same(t, "another layout", text, exported(t, to))

	later := signed(t, strings.Replace(text, `"schema": 1,`+"\n        \"started_at\"", `"schema": 1, "colour": "<blue>",`+"\n        \"started_at\"", 1))
	if !strings.Contains(later, "colour") {
		t.Fatal("nothing was added")
	}
	to = opened(t)
	must[[]baselines.Baseline](t)(to.Import(strings.NewReader(later), false))
	if again := exported(t, to); !strings.Contains(again, `"colour": "<blue>"`) || signed(t, again) != again {
		t.Error("a field of a later version is lost, or its run has another id")
	}
}

// TestChangedInTheStore: an import fails if the run here with the same id was
// changed in the store.
func TestChangedInTheStore(t *testing.T) {
	s := exporter(t)
	text := exported(t, s, "main")
	change(t, s, "UPDATE reports SET body = (SELECT body FROM reports WHERE number = 5) WHERE number = 3")
	_, err := s.Import(strings.NewReader(text), true)
	if err == nil || !strings.Contains(err.Error(), "run 3 here has the same id, but is not the same: it was changed in the store") {
		t.Errorf("it was imported: %v", err)
	}
}

// FuzzImport holds that no document makes the program panic, and that what was
// imported can be exported and imported again.
func FuzzImport(f *testing.F) {
	small := opened(f)
	report := reportOf(1, 6)
	report.Results = report.Results[:1]
	saved(f, small, report)
	must[baselines.Baseline](f)(small.SaveBaseline("main", []int64{1}, false))
	f.Add([]byte(exported(f, small)))
	f.Add([]byte(`{"kind": "baselines", "schema": 1, "baselines": [], "runs": []}`))
	f.Add([]byte(`{"kind": "baselines", "schema": 1, "baselines": [{"name": "a", "runs": ["x"]}], "runs": [{"id": "x", "report": null}]}`))
	refusing := opened(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		// Nearly all inputs are refused, and leave the store as it is. A new file
		// for each would take nearly all of the time.
		if _, err := refusing.Import(bytes.NewReader(text), true); err != nil {
			return
		}
		s := opened(t)
		if _, err := s.Import(bytes.NewReader(text), false); err != nil {
			return
		}
		first := exported(t, s)
		to := opened(t)
		if _, err := to.Import(strings.NewReader(first), false); err != nil {
			t.Fatalf("what was imported can't be imported again: %v", err)
		}
		if exported(t, to) != first {
			t.Error("what was imported is exported otherwise")
		}
	})
}

// TestPrintedExportIsImported: a document that was made fit to be printed has
// other bytes, and its runs are known by the same ids.
func TestPrintedExportIsImported(t *testing.T) {
	const hostile = "##vso[x] ##[error] \u202egpj.exe <&> \u2028 \x7f\U000e0001 \\u0023 é🙂"
	from := opened(t)
	report := reportOf(1, 6)
	report.Host.Model = hostile
	saved(t, from, report)
	must[baselines.Baseline](t)(from.SaveBaseline("main", []int64{1}, false))
	plain := exported(t, from)
	printed := string(text.JSON([]byte(plain)))
	if printed == plain || strings.Contains(printed, "##") || strings.Contains(printed, "\u202e") {
		t.Fatalf("the printed document shows what the text has:\n%s", printed)
	}
	to := opened(t)
	must[[]baselines.Baseline](t)(to.Import(strings.NewReader(printed), false))
	if got := exported(t, to); got != plain {
		t.Error("the imported runs are others")
	}
	changed := strings.Replace(printed, "gpj.exe", "jpg.exe", 1)
	if _, err := opened(t).Import(strings.NewReader(changed), false); err == nil || !strings.Contains(err.Error(), "was changed after it was exported") {
		t.Errorf("a changed report gives %v", err)
	}
}
