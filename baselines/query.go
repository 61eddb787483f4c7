package baselines

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"ep-benchmark/engine"
)

// An Entry is what a list shows of a run.
type Entry struct {
	Number      int64
	StartedAt   time.Time // in UTC
	Version     string    // of the program
	Fingerprint string    // of what has to agree, as compare has it
	Machine     string
	Schedule    engine.Schedule
	Workloads   []string // that were measured
	Clean       bool     // whether it may join a baseline
	Badge       engine.Badge
	Doubts      []string // why it is not clean
	Baselines   []string // names of those that hold it, in order
}

// A Query chooses runs. The zero one chooses all.
type Query struct {
	Fingerprint string // "" for any
	Workload    string // that was measured; "" for any
	CleanOnly   bool
	Limit       int // at most this many, the newest first; 0 for all
}

// List returns runs, newest first.
func (s *Store) List(q Query) ([]Entry, error) {
	var found []Entry
	err := s.read(func(tx *sql.Tx) (err error) {
		found, err = q.run(tx)
		return err
	})
	return found, err
}

// Empty tells whether no run is kept.
func (s *Store) Empty() (bool, error) {
	found, err := s.List(Query{Limit: 1})
	return len(found) == 0, err
}

const (
	selectEntries = `SELECT number, started_at, version, fingerprint, machine, schedule, workloads, clean, badge, doubts FROM runs`
	newestFirst   = ` ORDER BY started_at DESC, number DESC`
)

func (q Query) run(tx *sql.Tx) ([]Entry, error) {
	limit := -1 // none
	if q.Limit > 0 {
		limit = q.Limit
	}
	var known texts
	found, err := rows(tx, known.entry, selectEntries+`
		WHERE (?1 = '' OR fingerprint = ?1) AND (clean OR NOT ?2)
		AND (?3 = '' OR json_valid(workloads) AND EXISTS (SELECT 1 FROM json_each(workloads) WHERE value = ?3))`+
		newestFirst+` LIMIT ?4`, q.Fingerprint, q.CleanOnly, q.Workload, limit)
	if err != nil {
		return nil, err
	}
	return found, addBaselines(tx, found)
}

// entries returns the entries of some runs, newest first, each once.
func entries(tx *sql.Tx, numbers []int64) ([]Entry, error) {
	var known texts
	found, err := rows(tx, known.entry, selectEntries+` WHERE number IN (SELECT value FROM json_each(?))`+newestFirst, list(numbers))
	if err != nil {
		return nil, err
	}
	there := make(map[int64]bool, len(found))
	for _, e := range found {
		there[e.Number] = true
	}
	for _, number := range numbers {
		if !there[number] {
			return nil, noRun(number)
		}
	}
	return found, addBaselines(tx, found)
}

// texts caches the lists that were read, since ten thousand runs have few
// different ones.
type texts map[string][]string

func (t *texts) entry(from *sql.Rows) (Entry, error) {
	var e Entry
	var startedAt, schedule, workloads, badge, doubts string
	err := from.Scan(&e.Number, &startedAt, &e.Version, &e.Fingerprint, &e.Machine, &schedule, &workloads, &e.Clean, &badge, &doubts)
	if err != nil {
		return e, err
	}
	e.Schedule, e.Badge = engine.Schedule(schedule), engine.Badge(badge)
	for _, part := range []error{
		t.list(doubts, &e.Doubts), t.list(workloads, &e.Workloads), setTime(startedAt, &e.StartedAt),
	} {
		if part != nil { // the others can still be listed, and this one deleted
			e.Clean, e.Badge, e.Doubts = false, engine.Poor, append(e.Doubts, unreadable(e.Number, part).Error())
		}
	}
	return e, nil
}

func setTime(text string, to *time.Time) (err error) {
	*to, err = textTime(text)
	return err
}

func (t *texts) list(text string, to *[]string) error {
	known, found := (*t)[text]
	if !found {
		if err := json.Unmarshal([]byte(text), &known); err != nil {
			return fmt.Errorf("%.40q: %w", text, err)
		}
		if *t == nil {
			*t = texts{}
		}
		(*t)[text] = known
	}
	*to = slices.Clone(known)
	return nil
}

// addBaselines fills in which baselines hold the runs.
func addBaselines(tx *sql.Tx, found []Entry) error {
	at := make(map[int64]int, len(found))
	for i := range found {
		at[found[i].Number] = i
	}
	type held struct {
		by  string
		run int64
	}
	all, err := rows(tx, func(from *sql.Rows) (h held, err error) {
		err = from.Scan(&h.by, &h.run)
		return h, err
	}, "SELECT baseline, number FROM baseline_runs ORDER BY baseline, number")
	for _, h := range all {
		if i, wanted := at[h.run]; wanted {
			found[i].Baselines = append(found[i].Baselines, h.by)
		}
	}
	return err
}
