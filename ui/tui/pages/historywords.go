package pages

import (
	"fmt"
	"strings"

	"ep-benchmark/ui/config"
)

// about is all that a list knows of a run.
func about(kept *Kept, stored *Stored) string {
	if stored == nil {
		if kept == nil || kept.Report == nil {
			return ""
		}
		return strings.Join(append([]string{kept.Side.Name, kept.Side.Machine()}, kept.Side.Runs[0].Reservations()...), ", ")
	}
	facts := []string{fmt.Sprintf("run %d", stored.Number), stamp(stored.StartedAt.UTC()), stored.Version, string(stored.Schedule)}
	if stored.Clean {
		facts = append(facts, string(stored.Badge))
	} else {
		facts = append(facts, string(stored.Badge)+": "+strings.Join(stored.Doubts, "; "))
	}
	if len(stored.Baselines) > 0 {
		facts = append(facts, "of the baseline "+strings.Join(stored.Baselines, " and "))
	}
	return strings.Join(append(facts, stored.Machine), ", ")
}

// nothingKept says why the list is empty.
func nothingKept(s *Screen, store *Archive) string {
	switch {
	case store == nil:
		return fmt.Sprintf("No finished run yet, and no store: nothing is kept beyond this session. Its runs appear here, and files that you open with %s.", s.Key(config.ActionOpen))
	case store.Failure != "":
		return "The store could not be read: " + store.Failure
	case !store.Read:
		return "reading the store"
	}
	return fmt.Sprintf("No run is kept yet. Finished runs appear here, and files that you open with %s.", s.Key(config.ActionOpen))
}
