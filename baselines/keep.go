package baselines

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"ep-benchmark/engine/units"
)

// SaveBaseline makes a baseline of runs: clean ones with one fingerprint, of
// which it keeps the newest [KeptRuns]. Without replace it rejects a name that
// is taken. A replaced baseline stays pinned as long as its fingerprint stays.
func (s *Store) SaveBaseline(name string, numbers []int64, replace bool) (Baseline, error) {
	return s.keep(name, func(tx *sql.Tx) ([]int64, error) {
		old, err := baseline(tx, name)
		switch {
		case errors.Is(err, ErrNoBaseline):
			return numbers, nil
		case err == nil && !replace:
			return nil, taken(&old)
		}
		return numbers, err
	})
}

// taken says that there is a baseline of that name, and which.
func taken(b *Baseline) error {
	return fmt.Errorf("there is a baseline %q already, of %s, saved on %s: choose another name, or replace it",
		b.Name, units.Counted(len(b.Runs), "run"), b.SavedAt.Local().Format("2006-01-02 15:04"))
}

// AddToBaseline adds runs to a baseline, which keeps the newest [KeptRuns]. The
// error of a name that is not there is [ErrNoBaseline].
func (s *Store) AddToBaseline(name string, numbers []int64) (Baseline, error) {
	return s.keep(name, func(tx *sql.Tx) ([]int64, error) {
		old, err := baseline(tx, name)
		return append(numbersOf(old.Runs), numbers...), err
	})
}

func numbersOf(runs []Entry) []int64 {
	var numbers []int64
	for _, e := range runs {
		numbers = append(numbers, e.Number)
	}
	return numbers
}

// keep saves a baseline of the runs that choose finds.
func (s *Store) keep(name string, choose func(*sql.Tx) ([]int64, error)) (b Baseline, err error) {
	if err := CheckName(name); err != nil {
		return Baseline{}, err
	}
	err = s.write(func(tx *sql.Tx) error {
		numbers, err := choose(tx)
		if err != nil {
			return err
		}
		runs, err := entries(tx, numbers)
		if err != nil {
			return err
		}
		if err := joinable(runs); err != nil {
			return fmt.Errorf("baseline %q: %w", name, err)
		}
		kept := runs[:min(len(runs), KeptRuns)]
		if err := putBaseline(tx, name, time.Now(), kept); err != nil {
			return err
		}
		b, err = baseline(tx, name)
		b.LeftOut = numbersOf(runs[len(kept):])
		slices.Reverse(b.LeftOut)
		return err
	})
	return b, err
}

// joinable tells why runs can't make up a baseline, if they can't.
func joinable(runs []Entry) error {
	if len(runs) == 0 {
		return errors.New("expected a run at least")
	}
	for _, e := range runs {
		if !e.Clean {
			return fmt.Errorf("run %d is not clean, and only clean runs join a baseline: %s", e.Number, strings.Join(e.Doubts, "; "))
		}
		if first := runs[0]; e.Fingerprint != first.Fingerprint {
			return fmt.Errorf("runs %d and %d were not made under the same conditions (fingerprints %s and %s): expected runs of one machine, build and plan",
				first.Number, e.Number, first.Fingerprint, e.Fingerprint)
		}
	}
	return nil
}

// putBaseline writes a baseline of runs that are joinable.
func putBaseline(tx *sql.Tx, name string, savedAt time.Time, runs []Entry) error {
	_, err := tx.Exec(`INSERT INTO baselines (name, saved_at, fingerprint) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE
		SET pinned = (pinned AND fingerprint = ?3), saved_at = ?2, fingerprint = ?3`, name, timeText(savedAt), runs[0].Fingerprint)
	if err != nil {
		return err
	}
	if _, err := tx.Exec("DELETE FROM baseline_runs WHERE baseline = ?", name); err != nil {
		return err
	}
	_, err = tx.Exec("INSERT INTO baseline_runs (baseline, number) SELECT ?, value FROM json_each(?)", name, list(numbersOf(runs)))
	return err
}
