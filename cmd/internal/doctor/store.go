package doctor

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strings"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/engine/sysmon"
	"ep-benchmark/engine/units"
)

// storeFacts are what doctor reports about the store.
type storeFacts struct {
	Path    string `json:"path"` // ~ stands for the home directory; empty where there is none
	Runs    int    `json:"runs"`
	Bytes   int64  `json:"bytes"`
	Schema  int    `json:"schema,omitempty"` // 0 where no store is there yet
	Problem string `json:"problem,omitempty"`
	Sweep   string `json:"sweep,omitempty"` // the latest, with its date; empty where none is kept
}

// storeAt examines the store at a path. It does not create a missing store.
func storeAt(path string) storeFacts {
	if path == "" {
		return storeFacts{Problem: "there is no place for it, since neither HOME nor XDG_DATA_HOME names a folder of this user's: runs are kept where --store says"}
	}
	if full, err := filepath.Abs(path); err == nil {
		path = full // errors show the absolute path
	}
	facts := storeFacts{Path: anonymous(path)}
	about, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return facts
	case err == nil:
		facts.Bytes = about.Size()
		err = facts.look(path)
	}
	if err != nil {
		facts.Problem = strings.ReplaceAll(files.Advised(err).Error(), path, facts.Path)
	}
	return facts
}

// look opens the store.
func (f *storeFacts) look(path string) error {
	store, err := baselines.OpenToRead(path)
	if err != nil {
		return err
	}
	entries, err := store.List(baselines.Query{})
	f.Runs, f.Schema, f.Sweep = len(entries), baselines.Schema(), latestSweep(entries)
	return errors.Join(err, store.Close())
}

func (f *storeFacts) check() sysmon.Check {
	c := sysmon.Check{Name: "store", Verdict: sysmon.Good}
	switch {
	case f.Problem != "":
		c.Verdict, c.Finding = sysmon.Mind, f.Problem // which says what to do
	case f.Schema == 0:
		c.Finding = "none yet: the first run makes it"
	default:
		c.Finding = units.Counted(f.Runs, "run") + ", " + units.Bytes(uint64(f.Bytes))
		if f.Sweep != "" {
			c.Finding += "; latest sweep " + f.Sweep
		}
	}
	return c
}

// latestSweep names the newest sweep of entries that begin with the newest: "of
// tracking on 2026-11-30 (run 12)"; "" where there is none.
func latestSweep(entries []baselines.Entry) string {
	for i := range entries {
		for _, name := range entries[i].Workloads {
			if workload, swept := compare.SweptWorkload(name); swept {
				return fmt.Sprintf("of %s on %s (run %d)", workload, entries[i].StartedAt.Format("2006-01-02"), entries[i].Number)
			}
		}
	}
	return ""
}

// anonymous returns a path with ~ in place of the home directory. In other
// paths it replaces folders that have the user's name.
func anonymous(path string) string {
	if home, err := os.UserHomeDir(); err == nil && len(home) > 1 {
		if below, err := filepath.Rel(home, path); err == nil && filepath.IsLocal(below) {
			return filepath.Join("~", below)
		}
	}
	current, err := user.Current()
	if err != nil || current.Username == "" {
		return path
	}
	parts := strings.Split(path, string(filepath.Separator))
	for i := range parts {
		if parts[i] == current.Username {
			parts[i] = "<user>"
		}
	}
	return strings.Join(parts, string(filepath.Separator))
}
