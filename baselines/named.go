package baselines

import (
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"ep-benchmark/engine/text"
)

// KeptRuns is how many runs a baseline holds at the most. More runs say little
// more about how runs differ, and the machine may have changed since older
// ones.
const KeptRuns = 20

// A Baseline is a named set of clean runs with one fingerprint.
type Baseline struct {
	Name        string
	SavedAt     time.Time // in UTC; when its runs were last chosen
	Fingerprint string
	Pinned      bool    // what runs with the fingerprint are compared with
	Runs        []Entry // oldest first
	// LeftOut are the numbers of the older runs that were more than
	// [KeptRuns] when it was saved or added to; otherwise there are none.
	LeftOut []int64
}

var wellNamed = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// CheckName tells why a baseline can't have a name, if it can't. A name that
// could be taken for a run, a file or the reference would be ambiguous in
// commands.
func CheckName(name string) error {
	var why string
	switch {
	case !wellNamed.MatchString(name):
		why = "expected 1 to 64 letters (a to z, A to Z), digits, dots, underscores and hyphens"
	case name[0] == '-':
		why = "it would be taken for a flag: expected another character at the beginning"
	case strings.Trim(name, ".") == "":
		why = "it would be taken for a folder: expected a letter or a digit in it"
	case strings.Trim(name, "0123456789") == "":
		why = "it would be taken for a run's number: expected a letter in it"
	case name == NewestRun:
		why = "it stands for the latest run: expected another name"
	case name == "auto":
		why = "it stands for what a run is compared with where nothing is named: expected another name"
	case name == "none":
		why = "it stands for no comparison: expected another name"
	case name == ReferenceName:
		why = "it is the embedded reference's: expected another name"
	case strings.HasSuffix(strings.ToLower(name), ".json"):
		why = "it would be taken for a file: expected a name without .json"
	default:
		return nil
	}
	return fmt.Errorf("baseline name %q: %s", name, why)
}

// Baselines returns all baselines, by name.
func (s *Store) Baselines() ([]Baseline, error) {
	var all []Baseline
	err := s.read(func(tx *sql.Tx) (err error) {
		all, err = baselines(tx)
		return err
	})
	return all, err
}

func baselines(tx *sql.Tx) ([]Baseline, error) {
	names, err := rows(tx, column[string], "SELECT name FROM baselines ORDER BY name")
	if err != nil {
		return nil, err
	}
	var all []Baseline
	for _, name := range names {
		b, err := baseline(tx, name)
		if err != nil {
			return nil, err
		}
		all = append(all, b)
	}
	return all, nil
}

// Baseline returns a baseline. The error of a name that is not there is
// [ErrNoBaseline].
func (s *Store) Baseline(name string) (b Baseline, err error) {
	err = s.read(func(tx *sql.Tx) error {
		b, err = baseline(tx, name)
		return err
	})
	return b, err
}

func baseline(tx *sql.Tx, name string) (Baseline, error) {
	b := Baseline{Name: name}
	var savedAt string
	err := tx.QueryRow("SELECT saved_at, fingerprint, pinned FROM baselines WHERE name = ?", name).Scan(&savedAt, &b.Fingerprint, &b.Pinned)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Baseline{}, noBaseline(tx, name)
	case err != nil:
		return Baseline{}, err
	}
	if err := setTime(savedAt, &b.SavedAt); err != nil {
		return Baseline{}, fmt.Errorf("the baseline %s is damaged in the store, others may be whole: %w", name, err)
	}
	numbers, err := rows(tx, column[int64], "SELECT number FROM baseline_runs WHERE baseline = ?", name)
	if err != nil {
		return Baseline{}, err
	}
	b.Runs, err = entries(tx, numbers)
	slices.Reverse(b.Runs)
	return b, err
}

// noBaseline is the error for an unknown name; it lists the known ones.
func noBaseline(tx *sql.Tx, name string) error {
	names, err := rows(tx, column[string], "SELECT name FROM baselines ORDER BY name")
	switch {
	case err != nil:
		return err
	case len(names) == 0:
		return unknown{ErrNoBaseline, fmt.Sprintf("there is no baseline %q: none was saved yet", name)}
	}
	return unknown{ErrNoBaseline, fmt.Sprintf("there is no baseline %q: %s", name, text.Expected(name, names))}
}

// DeleteBaseline forgets a baseline; its runs stay in the store. The error of
// a name that is not there is [ErrNoBaseline].
func (s *Store) DeleteBaseline(name string) error {
	return s.write(func(tx *sql.Tx) error {
		if _, err := baseline(tx, name); err != nil {
			return err
		}
		_, err := tx.Exec("DELETE FROM baselines WHERE name = ?", name)
		return err
	})
}
