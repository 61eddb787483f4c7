package baselines_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"ep-benchmark/baselines"
	"ep-benchmark/engine"
)

// TestBadgesOfAnOlderStore takes the badges out of a store, as one of the first
// schema had none, and finds them again when it is opened.
func TestBadgesOfAnOlderStore(t *testing.T) {
	path := older(t)
	same(t, "badges, newest first", wantedBadges, badges(t, openedAt(t, path)))
}

var wantedBadges = []engine.Badge{engine.Poor, engine.Fair, engine.Clean}

func badges(t *testing.T, s *baselines.Store) []engine.Badge {
	t.Helper()
	var all []engine.Badge
	for _, e := range must[[]baselines.Entry](t)(s.List(baselines.Query{})) {
		all = append(all, e.Badge)
	}
	return all
}

// older is the path of a store of the first schema.
func older(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "runs.db")
	s := must[*baselines.Store](t)(baselines.Open(path))
	fair := reportOf(2, 6)
	fair.Results[0].Gated = 1
	saved(t, s, reportOf(1, 6), fair, reportOf(3, 2))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db := must[*sql.DB](t)(sql.Open("sqlite", path))
	if _, err := db.Exec("ALTER TABLE runs DROP COLUMN badge; DROP TABLE accounts; PRAGMA user_version = 1"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}
