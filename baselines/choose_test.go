package baselines_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
)

// shelved is a store with the given number of runs.
func shelved(t *testing.T, runs int) *baselines.Store {
	t.Helper()
	store, err := baselines.Open(filepath.Join(t.TempDir(), "runs.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	for n := range runs {
		report := reportOf(n, 8)
		if _, err := store.Save(&report); err != nil {
			t.Fatal(err)
		}
	}
	return store
}

func numbers(side compare.Side) string {
	text := ""
	for i := range side.Runs {
		text += fmt.Sprint(side.Runs[i].Number, " ")
	}
	return text
}

func TestNamesOfWhatIsComparedWith(t *testing.T) {
	store := shelved(t, 4)
	if _, err := store.SaveBaseline("main", []int64{1, 3}, false); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"main": "1 3 ", "2": "2 ", "#2": "2 ", "last": "4 ", "last~0": "4 ", "last~3": "1 "} {
		side, err := store.Side(name)
		if err != nil || numbers(side) != want {
			t.Errorf("%q is %q, %v: expected runs %q", name, numbers(side), err, want)
		}
	}
	if side, err := store.Side("m3-max"); err != nil || !side.Claimed {
		t.Errorf("the reference: %+v, %v", side, err)
	}
	for name, want := range map[string]error{"mian": baselines.ErrNoBaseline, "9": baselines.ErrNoRun, "last~4": baselines.ErrNoRun, "last~x": baselines.ErrNoBaseline, "last~-1": baselines.ErrNoBaseline} {
		if _, err := store.Side(name); !errors.Is(err, want) || !baselines.Unknown(err) {
			t.Errorf("%q: %v, expected %v", name, err, want)
		}
	}
}

func TestWhatIsComparedWithByDefault(t *testing.T) {
	store := shelved(t, 4)
	runs, err := store.Runs(4)
	if err != nil {
		t.Fatal(err)
	}
	fingerprint := runs[0].Fingerprint()
	side, err := store.Default(fingerprint, 4)
	if err != nil || side.Name != compare.RollingName || numbers(side) != "1 2 3 " {
		t.Errorf("nothing pinned: %s of %s, %v: expected the runs before", numbers(side), side.Name, err)
	}
	if _, err := store.SaveBaseline("main", []int64{1, 2}, false); err != nil {
		t.Fatal(err)
	}
	if err := store.Pin("main"); err != nil {
		t.Fatal(err)
	}
	side, err = store.Default(fingerprint, 4)
	if err != nil || side.Name != "main" || side.Label != "pinned" || numbers(side) != "1 2 " {
		t.Errorf("pinned: %s of %s, %v", numbers(side), side.Name, err)
	}
	if side, err := store.Default("another machine", 0); err != nil || len(side.Runs) != 0 {
		t.Errorf("another machine has %s, %v", numbers(side), err)
	}
}

func TestFloorsOfAMachine(t *testing.T) {
	store := shelved(t, 1)
	if floors, err := store.Floors("x"); err != nil || floors != nil {
		t.Errorf("before any calibration: %v, %v", floors, err)
	}
	key := compare.Key{Workload: "tracking", Metric: compare.Speedup}
	err := store.SaveCalibration(baselines.Calibration{
		Fingerprint: "x", MadeAt: began, Runs: 20,
		Floors: []baselines.Floor{{Workload: key.Workload, Metric: key.Metric, Change: 0.04, Deviation: 0.012}},
	})
	if err != nil {
		t.Fatal(err)
	}
	floors, err := store.Floors("x")
	if err != nil || floors[key] != (compare.Floor{Change: 0.04, Calibrated: true, Runs: 20, Deviation: 0.012}) {
		t.Errorf("%v, %v", floors, err)
	}
}
