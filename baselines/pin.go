package baselines

import (
	"database/sql"
	"errors"
)

// Pin makes a baseline the one that runs with its fingerprint are compared
// with. It unpins any other baseline of that fingerprint. The error of a name
// that is not there is [ErrNoBaseline].
func (s *Store) Pin(name string) error {
	return s.write(func(tx *sql.Tx) error {
		b, err := baseline(tx, name)
		if err != nil {
			return err
		}
		if _, err := tx.Exec("UPDATE baselines SET pinned = 0 WHERE fingerprint = ? AND pinned", b.Fingerprint); err != nil {
			return err
		}
		return setPinned(tx, name, true)
	})
}

// Unpin takes the pin off a baseline, if it has it. The error of a name that is
// not there is [ErrNoBaseline].
func (s *Store) Unpin(name string) error {
	return s.write(func(tx *sql.Tx) error {
		if _, err := baseline(tx, name); err != nil {
			return err
		}
		return setPinned(tx, name, false)
	})
}

func setPinned(tx *sql.Tx, name string, pinned bool) error {
	_, err := tx.Exec("UPDATE baselines SET pinned = ? WHERE name = ?", pinned, name)
	return err
}

// Pinned returns the pinned baseline of a fingerprint, if there is one.
func (s *Store) Pinned(fingerprint string) (b Baseline, found bool, err error) {
	err = s.read(func(tx *sql.Tx) error {
		name, err := pinnedName(tx, fingerprint)
		if err != nil || name == "" {
			return err
		}
		b, err = baseline(tx, name)
		found = err == nil
		return err
	})
	return b, found, err
}

// pinnedName is "" where nothing is pinned.
func pinnedName(tx *sql.Tx, fingerprint string) (name string, err error) {
	err = tx.QueryRow("SELECT name FROM baselines WHERE fingerprint = ? AND pinned", fingerprint).Scan(&name)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return name, err
}
