package baselines_test

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
)

// TestEveryDamagedPage destroys one page after the other. Every question is
// then answered, or rejected because of the damage; nothing is written.
func TestEveryDamagedPage(t *testing.T) {
	const size = 4096
	whole := file(t, 3)
	atOpen, inUse := 0, 0
	for page := 1; page < len(whole)/size; page++ {
		text := bytes.Clone(whole)
		for i := range size {
			text[page*size+i] = 0xA5
		}
		path := filepath.Join(t.TempDir(), "runs.db")
		write(t, path, text)
		s, err := baselines.Open(path)
		if err != nil {
			atOpen++
			isDamage(t, page, err)
		} else {
			inUse += damageSeen(t, page, s)
		}
		if !bytes.Equal(text, must[[]byte](t)(os.ReadFile(path))) {
			t.Errorf("page %d: the file was changed", page)
		}
	}
	if atOpen < 5 || inUse < 5 {
		t.Errorf("damage was found %d times when a store was opened, %d times when it was used", atOpen, inUse)
	}
}

func isDamage(t *testing.T, page int, err error) {
	t.Helper()
	if !strings.Contains(err.Error(), "damaged") {
		t.Errorf("page %d: %v", page, err)
	}
}

// damageSeen reads all there is and closes the store.
func damageSeen(t *testing.T, page int, s *baselines.Store) int {
	t.Helper()
	seen := 0
	note := func(err error) {
		if err != nil {
			seen++
			isDamage(t, page, err)
		}
	}
	for number := range int64(3) {
		report, err := s.Report(number + 1)
		note(err)
		if err == nil {
			same(t, "a report is another", reportOf(int(number), 6), report)
		}
		_, err = s.Runs(number + 1)
		note(err)
	}
	_, err := s.List(baselines.Query{})
	note(err)
	if err := s.Close(); err != nil {
		t.Errorf("page %d: %v", page, err)
	}
	return seen
}

// TestOneDamagedRun leaves the others usable, and can be deleted.
func TestOneDamagedRun(t *testing.T) {
	for _, c := range []struct{ name, statement string }{
		{"summary", "UPDATE summaries SET run = '{' WHERE number = 2"},
		{"body", "UPDATE reports SET body = x'1f8b' WHERE number = 2"},
		{"body that is no report", "UPDATE reports SET body = 'text' WHERE number = 2"},
		{"entry", "UPDATE runs SET workloads = '[' WHERE number = 2"},
		{"time", "UPDATE runs SET started_at = 'yesterday' WHERE number = 2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := opened(t)
			saved(t, s, clean(3)...)
			change(t, s, c.statement)
			_, reportErr := s.Report(2)
			_, runErr := s.Runs(2)
			all := must[[]baselines.Entry](t)(s.List(baselines.Query{}))
			said := ""
			for _, e := range all {
				said += strings.Join(e.Doubts, "")
			}
			for _, err := range []error{reportErr, runErr} {
				if err != nil {
					said += err.Error()
				}
			}
			if !strings.Contains(said, "run 2 is damaged in the store") {
				t.Errorf("it says %q", said)
			}
			if len(all) != 3 {
				t.Errorf("%d runs are listed", len(all))
			}
			must[[]compare.Run](t)(s.Runs(1, 3))
			same(t, "another report", reportOf(2, 6), must[engine.Report](t)(s.Report(3)))
			if err := s.Delete(2); err != nil {
				t.Error(err)
			}
		})
	}
}

func change(t *testing.T, s *baselines.Store, statement string) {
	t.Helper()
	if _, err := s.DB().Exec(statement); err != nil {
		t.Fatal(err)
	}
}

// TestFullDisk keeps nothing of the run that has no room, and all earlier ones.
func TestFullDisk(t *testing.T) {
	s := opened(t)
	saved(t, s, clean(2)...)
	change(t, s, "PRAGMA max_page_count = 1") // stands for as many as there are
	more := reportOf(2, 60)
	if _, err := s.Save(&more); err == nil || !strings.Contains(err.Error(), "the disk of the store "+s.Path()+" is full (") {
		t.Errorf("saving: %v", err)
	} else if !baselines.Unwritable(err) || strings.Count(err.Error(), "is full") != 2 { // in our words, and in SQLite's
		t.Errorf("the error is not the expected one: %v", err)
	}
	same(t, "what is there", []int64{2, 1}, numbersOf(must[[]baselines.Entry](t)(s.List(baselines.Query{}))))
	change(t, s, "PRAGMA max_page_count = 100000")
	saved(t, s, more)
}

// TestStoreThatAnotherKeeps waits for its turn, though not for ever.
func TestStoreThatAnotherKeeps(t *testing.T) {
	s := opened(t)
	other := openedAt(t, s.Path())
	tx := must[*sql.Tx](t)(other.DB().Begin())
	change(t, s, "PRAGMA busy_timeout = 1")
	r := reportOf(1, 6)
	if _, err := s.Save(&r); err == nil || !strings.Contains(err.Error(), "another process has kept the store "+s.Path()+" to itself") {
		t.Errorf("saving: %v", err)
	}
	must[[]baselines.Entry](t)(s.List(baselines.Query{})) // readers don't wait
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	saved(t, s, r)
}
