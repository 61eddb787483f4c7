package baselines

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync/atomic"
)

// OpenToRead opens the store at a path for reading only. Where no store is, it
// makes no file and returns an empty store. A store that this user may only
// read is read as it is. A store of an older version is copied to memory in
// this version's form.
func OpenToRead(path string) (*Store, error) {
	if path == "" {
		return nil, errNoPlace
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("the store %s: %w", path, err)
	}
	process.Lock()
	defer process.Unlock()
	about, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && about.Mode().IsRegular() && about.Size() == 0 {
		return connect(path, inMemory(), (*Store).beginEmpty)
	}
	if err := examine(path); err != nil {
		return nil, err
	}
	usual := readingOptions(path)
	s, err := openReading(path, usual)
	if err != nil && Unwritable(err) && usual.Get("mode") == "rw" && !hasLog(path) { // a full disk, for one
		return openReading(path, unchanging)
	}
	return s, err
}

// openReading opens a store that is only read, or makes a copy of an older one.
func openReading(path string, options url.Values) (*Store, error) {
	s, err := connect(path, address(path, options), (*Store).beginReading)
	if errors.Is(err, errOlder) {
		return upgraded(path, options)
	}
	return s, err
}

// writable is mayWrite. Tests replace it, since root may write anywhere.
var writable = mayWrite

// unchanging has SQLite read a file as one that never changes: SQLite makes no
// files beside it, and ignores those that are there.
var unchanging = url.Values{"mode": {"ro"}, "immutable": {"1"}}

// readingOptions are how SQLite opens a store that is only read. Where it may
// write, it makes and removes its files beside the store as usual. Elsewhere a
// store without a log is read as unchanging, since the log's index can't be
// made; one with a log needs the index that stands beside it.
func readingOptions(path string) url.Values {
	switch {
	case writable(path) && writable(filepath.Dir(path)):
		return url.Values{"mode": {"rw"}}
	case hasLog(path):
		return url.Values{"mode": {"ro"}}
	}
	return unchanging
}

// hasLog tells whether there are changes that are not in the store's file yet.
func hasLog(path string) bool {
	log, err := os.Stat(path + "-wal")
	return err == nil && log.Size() > 0
}

// errOlder is for a store in the form of an older version, which must be
// upgraded before it can be read.
var errOlder = errors.New("the store has the form of an older version")

// beginReading makes sure that the database is a store.
func (s *Store) beginReading() error {
	is, err := identify(s.db)
	if err != nil {
		return err
	}
	if err := is.check(s.path); err != nil {
		return err
	}
	if !is.current() {
		return errOlder
	}
	if err := touch(s.db); err != nil {
		return err
	}
	if err := s.onlyRead(); err != nil {
		return err
	}
	return s.remember()
}

// onlyRead makes the store reject every change from now on.
func (s *Store) onlyRead() error {
	s.readOnly = true
	_, err := s.db.Exec("PRAGMA query_only = 1")
	return err
}

// memories counts the databases in memory, which each need a name.
var memories atomic.Int64

// inMemory is the address of a new database that ends with its connection.
func inMemory() string {
	name := fmt.Sprintf("/ep-benchmark-%d", memories.Add(1))
	return address(name, url.Values{"vfs": {"memdb"}})
}

// beginEmpty makes a store without a run.
func (s *Store) beginEmpty() error {
	if err := s.write(func(tx *sql.Tx) error { return migrate(tx, s.path) }); err != nil {
		return err
	}
	return s.onlyRead()
}

// upgraded is a copy of an older store in memory, in this version's form.
func upgraded(path string, options url.Values) (*Store, error) {
	memory := inMemory()
	return connect(path, memory, func(s *Store) error {
		if err := s.db.Ping(); err != nil { // the copy is made into what is open
			return err
		}
		source, err := sql.Open("sqlite", address(path, options))
		if err != nil {
			return err
		}
		_, err = source.Exec("VACUUM INTO ?", memory)
		if err = errors.Join(err, source.Close()); err != nil {
			return err
		}
		return s.beginEmpty()
	})
}
