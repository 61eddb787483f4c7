package baselines_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
)

func TestCheckName(t *testing.T) {
	for _, name := range []string{"main", "v1.2.3", "a", "2026-03", "main_2", strings.Repeat("x", 64), "Last", "_", "json"} {
		if err := baselines.CheckName(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, want := range map[string]string{
		"": "expected 1 to 64", strings.Repeat("x", 65): "expected 1 to 64", "a b": "expected 1 to 64", "ä": "expected 1 to 64", "a/b": "expected 1 to 64",
		"a\n": "expected 1 to 64", "123": "a run's number", "last": "the latest run", baselines.ReferenceName: "reference", "x.json": "a file", "x.JSON": "a file",
		"-x": "a flag", "..": "a folder",
	} {
		if err := baselines.CheckName(name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q in it", name, err, want)
		}
	}
}

func TestBaselineIsOfItsRuns(t *testing.T) {
	s := opened(t)
	saved(t, s, clean(5)...)
	before := time.Now()
	b := must[baselines.Baseline](t)(s.SaveBaseline("main", []int64{3, 1, 3, 2}, false))
	if b.SavedAt.Before(before) || b.SavedAt.After(time.Now()) {
		t.Errorf("saved at %v", b.SavedAt)
	}
	run := compare.RunOf("", ptr(reportOf(0, 6)))
	if b.Name != "main" || b.Fingerprint != run.Fingerprint() || b.Pinned || b.LeftOut != nil {
		t.Errorf("the baseline is %+v", b)
	}
	same(t, "its runs, oldest first", []int64{1, 2, 3}, numbersOf(b.Runs))
	same(t, "its runs know", []string{"main"}, b.Runs[0].Baselines)
	same(t, "found again", b, must[baselines.Baseline](t)(s.Baseline("main")))
	same(t, "listed", []baselines.Baseline{b}, must[[]baselines.Baseline](t)(s.Baselines()))
}

func TestBaselineRefuses(t *testing.T) {
	s := opened(t)
	saved(t, s, reportOf(1, 6), reportOf(2, 2), elsewhere(reportOf(3, 6)), reportOf(4, 6))
	quick := compare.RunOf("", ptr(reportOf(2, 2)))
	must[baselines.Baseline](t)(s.SaveBaseline("main", []int64{1, 4}, false))
	for _, c := range []struct {
		name    string
		numbers []int64
		replace bool
		want    string
	}{
		{"new", nil, false, "expected a run at least"},
		{"new", []int64{1, 2}, false, "run 2 is not clean, and only clean runs join a baseline: " + quick.Doubts[0] + "; "},
		{"new", []int64{1, 3}, false, "runs 3 and 1 were not made under the same conditions"},
		{"new", []int64{1, 77}, false, "no run 77"},
		{"12", []int64{1}, false, "a run's number"},
		{"main", []int64{1}, false, `there is a baseline "main" already, of 2 runs`},
		{"main", []int64{2}, true, "not clean"},
	} {
		if _, err := s.SaveBaseline(c.name, c.numbers, c.replace); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s of %v: %v, want %q in it", c.name, c.numbers, err, c.want)
		}
	}
	if _, err := s.AddToBaseline("main", []int64{3}); err == nil || !strings.Contains(err.Error(), "same conditions") {
		t.Errorf("adding another machine's run: %v", err)
	}
	all := must[[]baselines.Baseline](t)(s.Baselines())
	if len(all) != 1 {
		t.Fatalf("there are %d baselines", len(all))
	}
	same(t, "nothing changed", []int64{1, 4}, numbersOf(all[0].Runs))
}

// TestBaselineKeepsTheNewest twenty runs, and says which it left out.
func TestBaselineKeepsTheNewest(t *testing.T) {
	s := opened(t)
	numbers := saved(t, s, clean(25)...)
	b := must[baselines.Baseline](t)(s.SaveBaseline("main", numbers[:22], false))
	same(t, "left out when it was saved", []int64{1, 2}, b.LeftOut)
	b = must[baselines.Baseline](t)(s.AddToBaseline("main", numbers[22:]))
	same(t, "left out when it was added to", []int64{3, 4, 5}, b.LeftOut)
	same(t, "kept", numbers[5:], numbersOf(b.Runs))
	b = must[baselines.Baseline](t)(s.SaveBaseline("main", numbers[:1], true))
	same(t, "replaced", numbers[:1], numbersOf(b.Runs))
}

func TestUnknownBaseline(t *testing.T) {
	s := opened(t)
	saved(t, s, clean(2)...)
	asked := func() []error {
		_, one := s.Baseline("man")
		_, two := s.AddToBaseline("man", []int64{1})
		return []error{one, two, s.Pin("man"), s.Unpin("man"), s.DeleteBaseline("man"), s.Export(&strings.Builder{}, "man")}
	}
	for i, err := range asked() {
		if !errors.Is(err, baselines.ErrNoBaseline) || !strings.Contains(err.Error(), "none was saved yet") {
			t.Errorf("%d, with no baseline: %v", i, err)
		}
	}
	must[baselines.Baseline](t)(s.SaveBaseline("release", []int64{1}, false))
	must[baselines.Baseline](t)(s.SaveBaseline("main", []int64{2}, false))
	for i, err := range asked() {
		if !errors.Is(err, baselines.ErrNoBaseline) || !strings.Contains(err.Error(), `"man": did you mean main? Expected main, release`) {
			t.Errorf("%d: %v", i, err)
		}
	}
	if err := s.DeleteBaseline("main"); err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(2); err != nil {
		t.Errorf("a run is held by a deleted baseline: %v", err)
	}
}

func TestOneBaselineIsPinnedPerFingerprint(t *testing.T) {
	s := opened(t)
	saved(t, s, reportOf(1, 6), reportOf(2, 6), elsewhere(reportOf(3, 6)))
	for i, name := range []string{"one", "two", "other"} {
		must[baselines.Baseline](t)(s.SaveBaseline(name, []int64{int64(i + 1)}, false))
	}
	pinned := func() string {
		names := ""
		for _, number := range []int64{1, 3} {
			run := must[[]compare.Run](t)(s.Runs(number))[0]
			b, found, err := s.Pinned(run.Fingerprint())
			if err != nil || found != (b.Name != "") || found != b.Pinned {
				t.Errorf("pinned: %+v, %v, %v", b, found, err)
			}
			names += b.Name + " "
		}
		return names
	}
	step := func(what string, err error, want string) {
		t.Helper()
		if got := pinned(); err != nil || got != want {
			t.Errorf("%s: %q is pinned, want %q, %v", what, got, want, err)
		}
	}
	step("nothing", nil, "  ")
	step("one", s.Pin("one"), "one  ")
	step("the other machine's", s.Pin("other"), "one other ")
	step("two", s.Pin("two"), "two other ")
	step("two again", s.Pin("two"), "two other ")
	step("unpinning what isn't", s.Unpin("one"), "two other ")
	_, err := s.SaveBaseline("two", []int64{1, 2}, true)
	step("replaced", err, "two other ")
	_, err = s.SaveBaseline("other", []int64{1}, true)
	step("replaced by another fingerprint", err, "two  ")
	step("unpinned", s.Unpin("two"), "  ")
}
