package baselines

import (
	"context"
	"database/sql"
	"time"
)

// A Store keeps runs in a SQLite file. Several goroutines may use it at once,
// and several processes the file. A change that a method has acknowledged is
// kept, even if the process is killed right after.
type Store struct {
	path     string
	db       *sql.DB
	readOnly bool
}

// Path is where the store is.
func (s *Store) Path() string { return s.path }

// ReadOnly tells whether the store is only read, so that no change can be made.
func (s *Store) ReadOnly() bool { return s.readOnly }

// Close closes the store.
func (s *Store) Close() error {
	process.Lock()
	defer process.Unlock()
	err := s.db.Close()
	delete(process.files, s)
	return inWords(s.path, err)
}

// write makes a change: all of it, or nothing if there is an error.
func (s *Store) write(change func(*sql.Tx) error) error {
	if !s.readOnly {
		return s.within(&sql.TxOptions{}, change)
	}
	// An error of the change itself is returned first.
	err := s.read(change)
	if Unwritable(err) {
		return unusable(s.path, nil, "is only read here, and can't be changed")
	}
	return err
}

// read looks at the store as it is at one moment.
func (s *Store) read(look func(*sql.Tx) error) error {
	return s.within(&sql.TxOptions{ReadOnly: true}, look)
}

func (s *Store) within(options *sql.TxOptions, do func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(context.Background(), options)
	if err != nil {
		return inWords(s.path, err)
	}
	defer func() { _ = tx.Rollback() }() // after a commit it does nothing
	if err := do(tx); err != nil {
		return inWords(s.path, err)
	}
	return inWords(s.path, tx.Commit())
}

// rows collects what a query finds.
func rows[T any](tx *sql.Tx, scan func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	found, err := tx.Query(query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = found.Close() }() // Err returns any error
	var all []T
	for found.Next() {
		one, err := scan(found)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, found.Err()
}

// column is a scan of rows with one column.
func column[T any](from *sql.Rows) (one T, err error) {
	err = from.Scan(&one)
	return one, err
}

// timeLayout sorts as the times do, for the years that JSON has.
const timeLayout = "2006-01-02T15:04:05.000000000Z"

func timeText(t time.Time) string { return t.UTC().Format(timeLayout) }

func textTime(text string) (time.Time, error) { return time.Parse(timeLayout, text) }
