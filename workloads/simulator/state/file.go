// Package state keeps what a simulator holds in a file, so that it outlives a restart. The rings stay what answers are
// made from; the file follows them a second later, in one transaction, so that no request waits for a disk.
package state

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"ep-benchmark/workloads/simulator/store"
)

// format is the version of the tables; a file of another one is refused.
const format = 1

// application marks the files as the simulator's: the letters EPSM.
const application = 0x4550534d

// pause is how long changes are collected before they are written.
const pause = time.Second

// File is an open state file. It belongs to one simulator at a time.
type File struct {
	db     *sql.DB
	shelf  []shelf
	cancel context.CancelFunc
	done   chan struct{}
	failed error // of the writing in the background
}

// shelf is one kind of object of one mode.
type shelf struct {
	store.Shelf
	mode int
}

// Errors of files that are no state file of this simulator.
var (
	errForeign = errors.New("it is no state file of the simulator")
	errFormat  = errors.New("it was written by another version of the simulator")
	errInUse   = errors.New("another simulator has it: end that one, or name another file")
)

// inWords says what is usually wrong with a file in words of our own.
func inWords(err error) error {
	var failed *sqlite.Error
	if !errors.As(err, &failed) {
		return err
	}
	switch failed.Code() & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return errInUse
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return errForeign
	}
	return err
}

// Open opens a state file, or makes one, and loads what is in it into the stores. The ids in a file follow from the seed
// that it was made with, so another one is an error.
func Open(path string, seed uint64, stores []*store.Store) (*File, error) {
	path, err := filepath.Abs(path) // the address of a database is one of a file only with a whole path
	if err != nil {
		return nil, err
	}
	if err := private(path); err != nil {
		return nil, err
	}
	options := url.Values{"_txlock": {"immediate"}, "_pragma": {"locking_mode(EXCLUSIVE)", "busy_timeout(500)", "synchronous(FULL)"}}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: path, RawQuery: options.Encode()}).String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	f := &File{db: db, done: make(chan struct{})}
	for mode, st := range stores {
		for _, kind := range st.Shelves() {
			f.shelf = append(f.shelf, shelf{kind, mode})
		}
	}
	if err := f.begin(seed); err != nil {
		return nil, errors.Join(inWords(err), db.Close())
	}
	var ctx context.Context
	ctx, f.cancel = context.WithCancel(context.Background())
	go f.follow(ctx)
	return f, nil
}

// private makes a new file that only its owner reads, since addresses and the secrets of webhooks are in it.
func private(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return file.Close()
}

// begin checks the file or makes its tables, and loads it, under an exclusive lock.
func (f *File) begin(seed uint64) error {
	tx, err := f.db.Begin()
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after a commit it does nothing
	if err := prepare(tx, seed); err != nil {
		return err
	}
	for i := range f.shelf {
		if err := f.shelf[i].load(tx); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// prepare makes the tables of a new file, and refuses a file that is not this simulator's.
func prepare(tx *sql.Tx, seed uint64) error {
	var id, version, tables int
	if err := tx.QueryRow(`SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_master)`).Scan(&id, &version, &tables); err != nil {
		return err
	}
	if tables == 0 && id == 0 {
		_, err := tx.Exec(fmt.Sprintf(`PRAGMA application_id = %d; PRAGMA user_version = %d;
			CREATE TABLE seed (seed TEXT NOT NULL);
			CREATE TABLE object (mode INTEGER, kind TEXT, number INTEGER, value BLOB NOT NULL, PRIMARY KEY (mode, kind, number)) WITHOUT ROWID;
			CREATE TABLE newest (mode INTEGER, kind TEXT, number INTEGER NOT NULL, PRIMARY KEY (mode, kind)) WITHOUT ROWID`, application, format))
		if err == nil {
			_, err = tx.Exec(`INSERT INTO seed VALUES (?)`, fmt.Sprint(seed))
		}
		return err
	}
	switch {
	case id != application:
		return errForeign
	case version != format:
		return errFormat
	}
	var had string
	if err := tx.QueryRow(`SELECT seed FROM seed`).Scan(&had); err != nil {
		return err
	}
	if had != fmt.Sprint(seed) {
		return fmt.Errorf("its ids follow from the seed %s: start the simulator with that seed", had)
	}
	return nil
}

func (s *shelf) load(tx *sql.Tx) error {
	rows, err := tx.Query(`SELECT number, value FROM object WHERE mode = ? AND kind = ? ORDER BY number`, s.mode, s.Name())
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var number int64
		var value []byte
		if err := rows.Scan(&number, &value); err != nil {
			return err
		}
		if err := s.Load(value); err != nil {
			return fmt.Errorf("%s %d: %w", s.Name(), number, err)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	var newest int64
	err = tx.QueryRow(`SELECT number FROM newest WHERE mode = ? AND kind = ?`, s.mode, s.Name()).Scan(&newest)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	s.Resume(uint64(newest))
	return nil
}

// follow writes what has changed, again and again, until the context ends.
func (f *File) follow(ctx context.Context) {
	defer close(f.done)
	timer := time.NewTicker(pause)
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
			if f.failed = f.write(); f.failed != nil {
				return
			}
		case <-ctx.Done():
			return
		}
	}
}

// Close writes what has changed since, and closes the file. The error is the first one of writing, also in the
// background.
func (f *File) Close() error {
	f.cancel()
	<-f.done
	err := f.failed
	if err == nil {
		err = f.write()
	}
	return errors.Join(err, f.db.Close())
}

// write writes all changes in one transaction, which an interruption leaves undone as a whole.
func (f *File) write() error {
	var tx *sql.Tx
	for i := range f.shelf {
		changes, newest, err := f.shelf[i].Changes()
		if err != nil {
			return err
		}
		if len(changes) == 0 {
			continue
		}
		if tx == nil {
			if tx, err = f.db.Begin(); err != nil {
				return err
			}
			defer func() { _ = tx.Rollback() }() // after a commit it does nothing
		}
		if err := f.shelf[i].write(tx, changes, newest); err != nil {
			return err
		}
	}
	if tx == nil {
		return nil
	}
	return tx.Commit()
}

func (s *shelf) write(tx *sql.Tx, changes []store.Change, newest uint64) error {
	put, err := tx.Prepare(`INSERT INTO object VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`)
	if err != nil {
		return err
	}
	defer func() { _ = put.Close() }()
	for _, c := range changes {
		if c.Text == nil {
			_, err = tx.Exec(`DELETE FROM object WHERE mode = ? AND kind = ? AND number = ?`, s.mode, s.Name(), int64(c.Number))
		} else {
			_, err = put.Exec(s.mode, s.Name(), int64(c.Number), c.Text)
		}
		if err != nil {
			return err
		}
	}
	_, err = tx.Exec(`INSERT INTO newest VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET number = excluded.number`, s.mode, s.Name(), int64(newest))
	return err
}
