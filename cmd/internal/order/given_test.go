package order

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/workloads"
)

// steps is a need that records what is done with it.
type steps struct {
	name  string
	fails bool
	log   *[]string
}

func (s steps) Open(context.Context) error {
	*s.log = append(*s.log, "open "+s.name)
	if s.fails {
		return errors.New(s.name + " failed")
	}
	return nil
}

func (s steps) Close(context.Context) error {
	*s.log = append(*s.log, "close "+s.name)
	return nil
}

// Needs are closed in the reverse order, also those that were opened before one that
// failed.
func TestAll(t *testing.T) {
	var log []string
	all := All{steps{"a", false, &log}, steps{"b", false, &log}}
	if err := errors.Join(all.Open(t.Context()), all.Close(t.Context())); err != nil {
		t.Error(err)
	}
	if want := []string{"open a", "open b", "close b", "close a"}; !slices.Equal(log, want) {
		t.Errorf("%q", log)
	}
	log = nil
	all = append(all, steps{"c", true, &log}, steps{"d", false, &log})
	if err := all.Open(t.Context()); err == nil || err.Error() != "c failed" {
		t.Errorf("%v", err)
	}
	if want := []string{"open a", "open b", "open c", "close b", "close a"}; !slices.Equal(log, want) {
		t.Errorf("%q", log)
	}
}

// What is named on the command line is run, else what is given, else all; those of
// the user's own come last.
func TestChoose(t *testing.T) {
	given := Given{Own: []Named{{"tests", ""}, {"lint", ""}}}
	given.Make = func(names []string, workers int) (Made, error) {
		var made Made
		for _, own := range given.Own {
			if slices.Contains(names, own.Name) {
				made.Entries = append(made.Entries, workloads.Entry{Name: fmt.Sprintf("%s by %d", own.Name, workers)})
			}
		}
		return made, nil
	}
	for _, c := range []struct{ flags, named, given, want string }{
		{"", "", "", "bulk-creation tracking analytics parsing tests by 0 lint by 0"},
		{"", "", "lint parsing", "parsing lint by 0"},
		{"", "tests tracking", "lint parsing", "tracking tests by 0"},
		{"--workers 3", "tests", "", "tests by 3"},
		{"", "parsing", "", "parsing"},
	} {
		f := flagsOf(t, strings.Fields(c.flags)...)
		f.Given = given
		f.Given.Workloads = strings.Fields(c.given)
		made, err := f.choose(strings.Fields(c.named))
		if got := strings.Join(Names(made.Entries), " "); got != c.want || err != nil {
			t.Errorf("%+v: %q, %v", c, got, err)
		}
	}
	f := flagsOf(t)
	f.Given = given
	if _, err := f.choose([]string{"test"}); err == nil || !strings.Contains(err.Error(), "did you mean tests?") {
		t.Errorf("%v", err)
	}
}

// A given target holds where no flag has one, and only for workloads that are run.
func TestGivenBounds(t *testing.T) {
	entries, err := workloads.Select([]string{"tracking"})
	if err != nil {
		t.Fatal(err)
	}
	f := flagsOf(t)
	f.Given.Targets = map[string]Bound{"tracking": {"3x", "a file"}, "parsing": {"never", "a file"}}
	if got, err := f.bounds(entries); err != nil || got["tracking"] != "3x" || len(got) != 1 {
		t.Errorf("%v, %v", got, err)
	}
	f.Given.Targets["tracking"] = Bound{"fast", "a file"}
	if _, err := f.bounds(entries); err == nil || !strings.Contains(err.Error(), "a file: ") {
		t.Errorf("%v", err)
	}
	f = flagsOf(t, "--target", "tracking=4x")
	f.Given.Targets = map[string]Bound{"tracking": {"fast", "a file"}}
	if got, err := f.bounds(entries); err != nil || got["tracking"] != "4x" {
		t.Errorf("%v, %v", got, err)
	}
}

// A stored sweep gives no number to a workload of the project's own.
func TestOwnWorkersRejectRecommended(t *testing.T) {
	f := Flags{workers: Recommended, sweptWorkers: true, Given: Given{Own: []Named{{Name: "tests"}}}}
	_, err := f.choose([]string{"tests"})
	if code, _ := cli.CodeOf(err); code != cli.ExitUsage || !strings.Contains(err.Error(), "--workers recommended is for built-in workloads") {
		t.Errorf("%v", err)
	}
}
