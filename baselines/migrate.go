package baselines

import (
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

// steps are the numbered changes that make a store of an empty database, in
// the order of their names. A step that was released is never changed.
//
//go:embed migrations/*.sql
var steps embed.FS

// stepNames lists them; their number is the schema that this program knows.
func stepNames() []string {
	names, _ := fs.Glob(steps, "migrations/*.sql") // the pattern is well formed
	return names
}

// identity is what a database says of itself.
type identity struct {
	application int64
	schema      int64 // number of the last step that was carried out
	content     int64 // 0 where there are no tables
}

func (i identity) empty() bool { return i == identity{} }

// current tells whether the store needs no step.
func (i identity) current() bool { return int(i.schema) == len(stepNames()) }

// check tells whether the database at a path is a store that this program
// knows, or can be made one.
func (i identity) check(path string) error {
	newest := int64(len(stepNames()))
	switch {
	case i.empty():
		return nil
	case i.application != applicationID:
		return &StoreError{Problem: path + " is a SQLite database, but not one of ep-benchmark; it was left as it is"}
	case i.schema > newest:
		return unusable(path, nil, "was written by a newer ep-benchmark (schema %d, this one knows up to %d); it was left as it is", i.schema, newest)
	case i.schema < 1:
		return damaged(path, fmt.Errorf("schema %d: expected 1 to %d", i.schema, newest))
	}
	return nil
}

// querier is a database or a transaction.
type querier interface {
	QueryRow(query string, args ...any) *sql.Row
}

func identify(q querier) (identity, error) {
	var i identity
	err := q.QueryRow(`SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master)
		FROM pragma_application_id, pragma_user_version`).Scan(&i.application, &i.schema, &i.content)
	return i, err
}

// migrate carries out the steps that the store lacks, all or none. If several
// processes make a store at once, one makes it and the others find it made.
func migrate(tx *sql.Tx, path string) error {
	is, err := identify(tx)
	if err != nil {
		return err
	}
	if err := is.check(path); err != nil {
		return err
	}
	if is.current() {
		// SQLite also opens a file that can't be written, and reports that only at
		// the first change. So a change that does nothing is tried.
		_, err := tx.Exec("DELETE FROM runs WHERE 0")
		return err
	}
	names := stepNames()
	for _, name := range names[is.schema:] {
		if err := step(tx, name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	_, err = tx.Exec(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, len(names)))
	return err
}

func step(tx *sql.Tx, name string) error {
	text, err := steps.ReadFile(name)
	if err != nil {
		return err
	}
	_, err = tx.Exec(string(text))
	return err
}

// touch reads the first row of each table. So a store that lacks a table is
// rejected before the run that it is to keep.
func touch(q querier) error {
	for _, table := range strings.Fields("runs summaries reports baselines baseline_runs calibrations floors accounts") {
		var found int
		err := q.QueryRow("SELECT count(*) FROM (SELECT 1 FROM " + table + " LIMIT 1)").Scan(&found)
		if err != nil {
			return err
		}
	}
	return nil
}
