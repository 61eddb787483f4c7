package baselines

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"ep-benchmark/engine/outfile"
)

// patience is how long a store waits for other processes' changes.
const patience = 30 * time.Second

// Open opens the store at a path, and makes it with its folders if it isn't
// there. It rejects a store that can't be written now, and not after the run
// that is to be kept. It also rejects any file that is not a store of this
// program or of an older version, and leaves its bytes as they are.
func Open(path string) (*Store, error) {
	if path == "" {
		return nil, errNoPlace
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("the store %s: %w", path, err)
	}
	process.Lock()
	defer process.Unlock()
	if err := prepare(path); err != nil {
		return nil, err
	}
	return connect(path, address(path, nil), (*Store).begin)
}

// prepare makes the folder and an empty private file, or looks at the file that
// is there. SQLite would make the file and its log readable by others.
func prepare(path string) error {
	_, err := os.Stat(path)
	if !errors.Is(err, fs.ErrNotExist) {
		outfile.Adopt(path)
		return examine(path)
	}
	if err := os.MkdirAll(filepath.Dir(path), outfile.PrivateFolder); err != nil { // as the XDG specification has it
		return &StoreError{Problem: fmt.Sprintf("the folder of the store %s can't be made (%v)", path, outfile.Meaning(err)), Cause: err}
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, outfile.Private)
	if err != nil {
		return unusable(path, err, "can't be made (%v)", outfile.Meaning(err))
	}
	return file.Close()
}

// connect opens a database, and closes it again where it can't begin.
func connect(path, address string, begin func(*Store) error) (*Store, error) {
	db, err := sql.Open("sqlite", address)
	if err != nil {
		return nil, inWords(path, err)
	}
	db.SetMaxOpenConns(1) // SQLite has one writer; a second reader would only wait for the disk as well
	s := &Store{path: path, db: db}
	if err := begin(s); err != nil {
		_ = db.Close() // the first error is the one to report
		return nil, inWords(path, err)
	}
	return s, nil
}

// address is the path with the options of connections: a commit is on the disk
// when it is acknowledged, and a change first waits for its turn.
func address(path string, more url.Values) string {
	options := url.Values{
		"_txlock": {"immediate"}, "_error_rc": {"1"}, "_dqs": {"0"},
		"_pragma": {fmt.Sprintf("busy_timeout(%d)", patience.Milliseconds()), "foreign_keys(1)", "synchronous(FULL)"},
	}
	maps.Copy(options, more)
	return (&url.URL{Scheme: "file", Path: path, RawQuery: options.Encode()}).String()
}

// begin makes sure that the database is a store, and one that can be written.
func (s *Store) begin() error {
	is, err := identify(s.db)
	if err != nil {
		return err
	}
	if err := is.check(s.path); err != nil {
		return err
	}
	if is.current() {
		if err := touch(s.db); err != nil {
			return err
		}
	}
	if err := s.journal(); err != nil {
		return err
	}
	if err := s.write(func(tx *sql.Tx) error { return migrate(tx, s.path) }); err != nil {
		return err
	}
	return s.remember()
}

// remember notes that SQLite has the file open in this process.
func (s *Store) remember() error {
	about, err := os.Stat(s.path)
	if err != nil {
		return err
	}
	if process.files == nil {
		process.files = map[*Store]fs.FileInfo{}
	}
	process.files[s] = about
	return nil
}

// journal turns the write-ahead log on, with which readers and a writer don't
// wait for each other. SQLite doesn't wait for its turn here, so journal
// retries.
func (s *Store) journal() error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for {
		var mode string
		err := s.db.QueryRowContext(ctx, "PRAGMA journal_mode = WAL").Scan(&mode)
		var failed *sqlite.Error
		if !errors.As(err, &failed) || failed.Code()&0xff != sqlite3.SQLITE_BUSY {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(5 * time.Millisecond):
		}
	}
}
