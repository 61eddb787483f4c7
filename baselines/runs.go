package baselines

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
)

// Save keeps a report whole. One that is kept already is not kept twice: its
// entry is returned.
func (s *Store) Save(report *engine.Report) (Entry, error) {
	p, err := pack(report)
	if err != nil {
		return Entry{}, err
	}
	var all []Entry
	err = s.write(func(tx *sql.Tx) error {
		number, err := p.save(tx)
		if err != nil {
			return err
		}
		all, err = entries(tx, []int64{number})
		return err
	})
	if err != nil {
		return Entry{}, err
	}
	return all[0], nil
}

// ReportNamed returns the whole report of a run, by its number or as the newest one
// (last, last~1). The error of a name that is neither is [ErrNoRun].
func (s *Store) ReportNamed(name string) (engine.Report, error) {
	number, isRun, err := s.number(name)
	switch {
	case err != nil:
		return engine.Report{}, err
	case !isRun:
		return engine.Report{}, unknown{ErrNoRun, fmt.Sprintf("there is no run %q", name)}
	}
	return s.Report(number)
}

// Report returns a run's whole report. The error of a number that is not there
// is [ErrNoRun].
func (s *Store) Report(number int64) (engine.Report, error) {
	var body []byte
	err := s.read(func(tx *sql.Tx) (err error) {
		body, err = bodyOf(tx, number)
		return err
	})
	if err != nil {
		return engine.Report{}, err
	}
	return unpack(number, body)
}

func bodyOf(tx *sql.Tx, number int64) (body []byte, err error) {
	err = tx.QueryRow("SELECT body FROM reports WHERE number = ?", number).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, noRun(number)
	}
	return body, err
}

// Runs returns what a comparison needs of some runs, oldest first, each once.
// The error of a number that is not there is [ErrNoRun].
func (s *Store) Runs(numbers ...int64) ([]compare.Run, error) {
	var runs []compare.Run
	err := s.read(func(tx *sql.Tx) (err error) {
		if _, err = entries(tx, numbers); err != nil {
			return err
		}
		runs, err = rows(tx, scanRun, `SELECT number, run FROM summaries JOIN runs USING (number)
			WHERE number IN (SELECT value FROM json_each(?)) ORDER BY started_at, number`, list(numbers))
		return err
	})
	return runs, err
}

// Rolling returns the runs to compare with where no baseline is pinned: the
// latest clean runs with a fingerprint, at most [KeptRuns], oldest first. With
// before above 0 only runs with smaller numbers count, which leaves out the run
// under comparison if it was saved already.
func (s *Store) Rolling(fingerprint string, before int64) ([]compare.Run, error) {
	var runs []compare.Run
	err := s.read(func(tx *sql.Tx) (err error) {
		runs, err = rows(tx, scanRun, `SELECT number, run FROM summaries JOIN runs USING (number)
			WHERE fingerprint = ? AND clean = 1 AND (? <= 0 OR number < ?)
			ORDER BY started_at DESC, number DESC LIMIT ?`, fingerprint, before, before, KeptRuns)
		return err
	})
	slices.Reverse(runs)
	return runs, err
}

func scanRun(from *sql.Rows) (compare.Run, error) {
	var number int64
	var text []byte
	if err := from.Scan(&number, &text); err != nil {
		return compare.Run{}, err
	}
	var run compare.Run
	if err := json.Unmarshal(text, &run); err != nil {
		return compare.Run{}, unreadable(number, err)
	}
	run.Number, run.Name = number, "run "+strconv.FormatInt(number, 10)
	return run, nil
}

// Delete forgets runs, all or none. A run that a baseline holds is refused,
// and the error of a number that is not there is [ErrNoRun].
func (s *Store) Delete(numbers ...int64) error {
	return s.write(func(tx *sql.Tx) error {
		found, err := entries(tx, numbers)
		if err != nil {
			return err
		}
		for _, e := range found {
			if len(e.Baselines) > 0 {
				return fmt.Errorf("run %d belongs to the baseline %s: delete that first, or save it without the run",
					e.Number, strings.Join(e.Baselines, " and the baseline "))
			}
		}
		_, err = tx.Exec("DELETE FROM runs WHERE number IN (SELECT value FROM json_each(?))", list(numbers))
		return err
	})
}

// list renders numbers as the JSON array that a query takes.
func list(numbers []int64) string {
	text, _ := json.Marshal(append([]int64{}, numbers...)) // numbers can be written
	return string(text)
}

func noRun(number int64) error {
	return unknown{ErrNoRun, fmt.Sprintf("there is no run %d in the store", number)}
}
