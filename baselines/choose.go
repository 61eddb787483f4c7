package baselines

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"ep-benchmark/baselines/compare"
)

// NewestRun is the name of the run that was kept last; NewestRun~1 is the one
// before it.
const NewestRun = "last"

// Side finds what a name stands for: the reference, a run by its number or as
// the newest one, or a baseline. The error of a name that stands for nothing
// is ErrNoBaseline or ErrNoRun.
func (s *Store) Side(name string) (compare.Side, error) {
	if name == ReferenceName {
		return Claims()
	}
	number, isRun, err := s.number(name)
	switch {
	case err != nil:
		return compare.Side{}, err
	case !isRun:
		return s.baselineSide(name)
	}
	runs, err := s.Runs(number)
	if err != nil {
		return compare.Side{}, err
	}
	return compare.SideOf(runs[0]), nil
}

// number reads a run's number, or finds that of the newest.
func (s *Store) number(name string) (number int64, isRun bool, err error) {
	if number, err := strconv.ParseInt(strings.TrimPrefix(name, "#"), 10, 64); err == nil {
		return number, true, nil
	}
	back := 0
	if name != NewestRun {
		after, found := strings.CutPrefix(name, NewestRun+"~")
		if back, err = strconv.Atoi(after); !found || err != nil || back < 0 || back > 1e6 {
			return 0, false, nil
		}
	}
	entries, err := s.List(Query{Limit: back + 1})
	if err != nil {
		return 0, true, err
	}
	if len(entries) <= back {
		return 0, true, unknown{ErrNoRun, fmt.Sprintf("there is no run %q: the store has %d", name, len(entries))}
	}
	return entries[back].Number, true, nil
}

func (s *Store) baselineSide(name string) (compare.Side, error) {
	baseline, err := s.Baseline(name)
	if err != nil {
		return compare.Side{}, err
	}
	return s.sideOf(baseline)
}

func (s *Store) sideOf(b Baseline) (compare.Side, error) {
	var numbers []int64
	for _, entry := range b.Runs {
		numbers = append(numbers, entry.Number)
	}
	runs, err := s.Runs(numbers...)
	side := compare.Side{Name: b.Name, Runs: runs}
	if b.Pinned {
		side.Label = "pinned"
	}
	return side, err
}

// Default is what a run with a fingerprint is compared with when nothing is
// named: the pinned baseline, else the latest clean runs before the one with
// the number (all of them for 0). Its runs are none where there is neither.
func (s *Store) Default(fingerprint string, before int64) (compare.Side, error) {
	baseline, found, err := s.Pinned(fingerprint)
	switch {
	case err != nil:
		return compare.Side{}, err
	case found:
		return s.sideOf(baseline)
	}
	runs, err := s.Rolling(fingerprint, before)
	return compare.Side{Name: compare.RollingName, Runs: runs}, err
}

// NearestPinned finds, of the baselines pinned for other conditions, the one
// that differs from a run in the fewest of them, and of like ones the first by
// name. It is false where none is pinned.
func (s *Store) NearestPinned(run *compare.Run) (nearest compare.Side, found bool, err error) {
	all, err := s.Baselines()
	if err != nil {
		return compare.Side{}, false, err
	}
	fewest := 0
	for _, b := range all {
		if !b.Pinned {
			continue
		}
		side, err := s.sideOf(b)
		if err != nil {
			return compare.Side{}, false, err
		}
		if n := len(compare.Unlike(run, &side)); !found || n < fewest {
			nearest, found, fewest = side, true, n
		}
	}
	return nearest, found, nil
}

// Floors are the calibrated noise floors of a fingerprint; none where nothing
// was calibrated.
func (s *Store) Floors(fingerprint string) (compare.Floors, error) {
	calibration, found, err := s.Calibration(fingerprint)
	if err != nil || !found {
		return nil, err
	}
	floors := compare.Floors{}
	for _, f := range calibration.Floors {
		floors[compare.Key{Workload: f.Workload, Metric: f.Metric}] = compare.Floor{
			Change: f.Change, Calibrated: true, Runs: calibration.Runs, Deviation: f.Deviation,
		}
	}
	return floors, nil
}

// Unknown tells whether an error says that a name stands for nothing in the
// store.
func Unknown(err error) bool { return errors.Is(err, ErrNoBaseline) || errors.Is(err, ErrNoRun) }
