package baselines_test

import (
	"strings"
	"testing"
	"time"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
)

func calibrated(fingerprint string, at time.Time, change float64) baselines.Calibration {
	return baselines.Calibration{Fingerprint: fingerprint, MadeAt: at.UTC(), Runs: 20, Floors: []baselines.Floor{
		{Workload: "parsing", Metric: compare.ParallelTime, Change: change, Deviation: 0.0123456789},
		{Workload: "parsing", Metric: compare.Speedup, Change: 1.0 / 3, Deviation: 0},
	}}
}

// TestNewestCalibrationCounts of a fingerprint, in whichever order they came.
func TestNewestCalibrationCounts(t *testing.T) {
	s := opened(t)
	newest := calibrated("here", began.Add(time.Hour), 0.04)
	for _, c := range []baselines.Calibration{calibrated("here", began, 0.03), newest, calibrated("here", began.Add(time.Minute), 0.05), calibrated("there", began, 0.9)} {
		if err := s.SaveCalibration(c); err != nil {
			t.Fatal(err)
		}
	}
	got, found, err := openedAt(t, s.Path()).Calibration("here")
	if !found || err != nil {
		t.Fatal(found, err)
	}
	same(t, "the calibration", newest, got)
	if _, found, err := s.Calibration("elsewhere"); found || err != nil {
		t.Errorf("of no machine: %v, %v", found, err)
	}
}

func TestCalibrationRefuses(t *testing.T) {
	s := opened(t)
	twice := calibrated("here", began, 0.03)
	twice.Floors = append(twice.Floors, twice.Floors[0])
	for want, c := range map[string]baselines.Calibration{
		"a noise floor at least":                            {Fingerprint: "here"},
		"expected a fingerprint":                            calibrated("", began, 0.03),
		"parallel_time of parsing is -0.1: expected 0":      calibrated("here", began, -0.1),
		"parallel_time of parsing is NaN: expected 0":       calibrated("here", began, nan()),
		"parallel_time of parsing is in it twice":           twice,
		"parallel_time of parsing is +Inf: expected 0 or m": calibrated("here", began, 1/zero),
	} {
		if err := s.SaveCalibration(c); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q in it", err, want)
		}
	}
	if _, found, err := s.Calibration("here"); found || err != nil {
		t.Errorf("something was kept: %v, %v", found, err)
	}
}

var zero float64
