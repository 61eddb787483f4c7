package tui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/internal/golden"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/tui/pages"
)

// testOptions are those of a ledger that is put to the test.
func testOptions() Options {
	o := options()
	o.Start = nil
	o.Claims = func(context.Context, engine.Observer, func(pages.Tested)) error { return nil }
	return o
}

// tested is a ledger of which all is known.
func tested() pages.Tested {
	return pages.Tested{Account: *recorded.Account(), Over: true, Past: map[string][]claims.Past{"test-suite": recorded.Past()}}
}

// underTest is a ledger of which the first three claims are known, and the fourth is
// being measured.
func underTest() pages.Tested {
	t := tested()
	t.Over = false
	for i := range t.Account.Entries {
		if e := &t.Account.Entries[i]; i >= 3 && e.Verdict != claims.NotMeasurable {
			*e = claims.Entry{Claim: e.Claim, Verdict: claims.NotMeasured}
			t.Coming = append(t.Coming, e.Claim.ID)
		}
	}
	t.Running, t.Coming = t.Coming[0], t.Coming[1:]
	return t
}

func testedDashboard(t *testing.T) *dashboard {
	d := open(t, testOptions())
	return d.tell(tested(), runEnded{})
}

// duringATest shows an experiment under way.
func duringATest(t *testing.T) *dashboard {
	return open(t, testOptions()).tell(underTest()).events(recorded.Finished().Events, midrun)
}

// claimViews are the page of claims.
var claimViews = []scene{
	{"claims-reading", usual, func(t *testing.T) *dashboard { return open(t, testOptions()) }},
	{"claims-midrun", many, duringATest},
	{"claims", all, testedDashboard},
	{"claims-curve", large, func(t *testing.T) *dashboard {
		return testedDashboard(t).press("j", "j", "j")
	}},
	{"claims-opened", large, func(t *testing.T) *dashboard { return testedDashboard(t).press("j", "enter") }},
	{"claims-opened-curve", large, func(t *testing.T) *dashboard {
		return testedDashboard(t).press("j", "j", "j", "enter")
	}},
	{"claims-ascii", usual, func(t *testing.T) *dashboard {
		o := testOptions()
		o.Config.Glyphs = config.GlyphsASCII
		return open(t, o).tell(tested(), runEnded{}).press("j", "j", "j")
	}},
	{"claims-export", usual, func(t *testing.T) *dashboard { return testedDashboard(t).do(config.ActionExport) }},
}

func TestTheClaimsPageLooksAsItDid(t *testing.T) { check(t, claimViews) }

// TestClaimsInColours keeps the colours of the page in dark, in light and without any, at
// three sizes. The words are the same in all of them.
func TestClaimsInColours(t *testing.T) {
	var texts []string
	for name, change := range map[string]func(*Options){
		"dark":  func(o *Options) { o.Config.Theme = config.ThemeDark },
		"light": func(o *Options) { o.Config.Theme = config.ThemeLight },
		"none":  func(o *Options) { o.NoColour = true },
	} {
		t.Run(name, func(t *testing.T) {
			o := testOptions()
			change(&o)
			d := open(t, o).tell(tested(), runEnded{}).press("j", "j", "j")
			frames := ""
			for _, size := range large {
				frames += strings.ReplaceAll(d.size(size.width, size.height).ansi(), "\x1b", `\e`) + "\n"
			}
			golden.Check(t, "claims-colours-"+name, frames)
			texts = append(texts, d.text())
		})
	}
	for _, text := range texts[1:] {
		if text != texts[0] {
			t.Error("the same claims read differently in another theme")
		}
	}
}

func TestTheCursorFollowsTheExperimentsUntilItIsMoved(t *testing.T) {
	d := open(t, testOptions()).size(120, 40).tell(underTest())
	at := func() string { return d.views.claims.Under() }
	if at() != "pooling" {
		t.Errorf("the cursor is on %q while pooling is measured", at())
	}
	next := underTest()
	next.Running = "middleware"
	if d.tell(next); at() != "middleware" {
		t.Errorf("the cursor is on %q while middleware is measured", at())
	}
	d.press("k")
	next.Running = "memory"
	if d.tell(next); at() != "pooling" {
		t.Errorf("the cursor is on %q after it was moved to pooling", at())
	}
	d.press("k", "k", "k", "k", "k")
	if at() != "creation" {
		t.Errorf("above the first claim is %q", at())
	}
	if d.press("end"); at() != "frontend-tests" {
		t.Errorf("the last claim is %q", at())
	}
}

func TestEnterOpensTheEvidenceAndStartsNothing(t *testing.T) {
	d := testedDashboard(t).press("j")
	d.shows("memory", "VERDICT").hides("history")
	d.press("enter").shows("start-up takes 1.12 s a worker", "ep-benchmark claims test-suite", "history").hides("VERDICT")
	if d.count != 1 {
		t.Errorf("enter began run %d", d.count)
	}
	d.press("j").shows("a gather over chunks of 8 keeps 8 operations in flight") // the next claim
	d.press("esc").shows("VERDICT")
	d.press("o").shows("13 waves").press("o").shows("VERDICT")
}

func TestThePageOfClaimsIsOnlyThereForClaims(t *testing.T) {
	d := open(t, options()).press("7")
	d.shows("no claims are put to the test here").hides("7 Claims")
	d = testedDashboard(t).size(200, 40).press("1")
	d.shows("7 Claims").press("7").shows("MEASURED")
}

func TestExperimentsAreShownAndNotCompared(t *testing.T) {
	d := duringATest(t).size(160, 45)
	d.shows("RUNNING", "score 10 of 98", "running").hides("vs ")
	d.press("1").shows("Bulk creation")
	d.tell(tested(), runEnded{}).shows("FINISHED")
	if len(d.library.atHand) != 0 || d.outcome.Report != nil {
		t.Error("an experiment counts as a run of the reader's")
	}
}

func TestAFrozenViewKeepsItsClaims(t *testing.T) {
	d := duringATest(t).size(120, 40).do(config.ActionFreeze)
	d.tell(tested()).shows("4 to come").do(config.ActionFreeze)
	d.shows("1 depends").hides("to come")
}

// TestClaimsAreTestedByTheFunctionHandedOver holds that the dashboard begins the test
// by itself, shows each state that it is told, and knows at the end how it ended.
func TestClaimsAreTestedByTheFunctionHandedOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := testOptions()
		o.Claims = func(_ context.Context, observe engine.Observer, tell func(pages.Tested)) error {
			tell(underTest())
			for _, event := range recorded.Quick().Events {
				observe(event)
			}
			tell(tested())
			return nil
		}
		d := open(t, o)
		d.shows("STARTING", "arithmetic comes before any measurement")
		for _, message := range d.await() {
			d.tell(message)
		}
		d.shows("FINISHED", "score 10 of 98", "confirmed")
		if d.running() || d.outcome.Interrupted || d.outcome.Err != nil {
			t.Errorf("the outcome is %+v", d.outcome)
		}
	})
}

func TestStoppedClaimsAreInterrupted(t *testing.T) {
	d := duringATest(t).do(config.ActionStop).tell(runEnded{})
	if !d.outcome.Interrupted || d.outcome.Err != nil {
		t.Errorf("the outcome is %+v", d.outcome)
	}
	d = open(t, testOptions()).tell(runEnded{err: errRefused})
	d.shows("The claims could not be put to the test")
	if d.outcome.Err == nil {
		t.Error("the error is lost")
	}
}

func TestClaimsAreExportedFromTheDashboard(t *testing.T) {
	o := testOptions()
	o.Folder = t.TempDir()
	d := open(t, o).tell(tested(), runEnded{})
	for range 3 {
		d.do(config.ActionExport)
		for range 3 - len(written(t, o.Folder)) - 1 {
			d.press("down")
		}
		d.press("enter")
	}
	endings := map[string]string{".html": "<!DOCTYPE html>", ".md": "## m3-max", ".json": `"ledger": "m3-max"`}
	for _, name := range written(t, o.Folder) {
		content, err := os.ReadFile(filepath.Join(o.Folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if want := endings[filepath.Ext(name)]; want == "" || !strings.Contains(string(content), want) {
			t.Errorf("%s has not %q", name, want)
		}
		delete(endings, filepath.Ext(name))
	}
	if len(endings) > 0 {
		t.Errorf("not written: %v", endings)
	}
}

func written(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return slices.Sorted(slices.Values(names))
}

// BenchmarkClaims is a frame at 200x60 of a ledger with as many claims as the built-in
// report has, with the chart of a curve beside them.
func BenchmarkClaims(b *testing.B) {
	all := tested()
	for len(all.Account.Entries) < 45 {
		all.Account.Entries = append(all.Account.Entries, all.Account.Entries[:9]...)
	}
	d := open(b, testOptions()).tell(all, runEnded{}).size(200, 60).press("j", "j", "j")
	b.ReportAllocs()
	for b.Loop() {
		d.draw()
	}
}
