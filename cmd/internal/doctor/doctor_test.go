package doctor

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine/sysmon"
)

func TestRawLines(t *testing.T) {
	raw := []sysmon.RawValue{
		{Source: "/cpu/online", Value: "0-2"},
		{Source: "/cpu0/capacity", Value: "1024"},
		{Source: "/cpu1/capacity", Value: "1024"},
		{Source: "/cpu2/capacity", Value: "512"},
		{Source: "ioreg", Value: "cpu0"},
		{Source: "ioreg", Value: "cpu1"},
	}
	want := []string{"/cpu/online = 0-2", "/cpu0/capacity = 1024 (and 1 more)", "/cpu2/capacity = 512", "ioreg = cpu0", "ioreg = cpu1"}
	if got := rawLines(raw); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestAnonymous(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	outside := filepath.Join(filepath.Dir(home), "elsewhere", "runs.db")
	for path, want := range map[string]string{
		filepath.Join(home, "data", "runs.db"): filepath.Join("~", "data", "runs.db"),
		outside:                                outside,
		"runs.db":                              "runs.db",
		"":                                     "",
	} {
		if got := anonymous(path); got != want {
			t.Errorf("%q: %q", path, got)
		}
	}
}

// TestStoreIsNotMadeByLooking checks that examining a store changes nothing.
func TestStoreIsNotMadeByLooking(t *testing.T) {
	path := filepath.Join(t.TempDir(), "runs.db")
	facts := storeAt(path)
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("the store was made: %v", err)
	}
	if c := facts.check(); c.Verdict != sysmon.Good || !strings.Contains(c.Finding, "none yet") {
		t.Errorf("%+v", c)
	}
	if err := os.WriteFile(path, []byte("Not a database.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	facts = storeAt(path)
	if c := facts.check(); c.Verdict != sysmon.Mind || !strings.Contains(c.Finding, "damaged") {
		t.Errorf("%+v", c)
	}
}

// TestWhatHangsIsLeft checks that a part that never returns does not block the
// others.
func TestWhatHangsIsLeft(t *testing.T) {
	never := make(chan struct{})
	defer close(never)
	_, inTime := awaited(t.Context(), time.Millisecond, func(context.Context) int { <-never; return 1 })
	if inTime {
		t.Error("it came back")
	}
	found, inTime := awaited(t.Context(), time.Minute, func(context.Context) int { return 1 })
	if !inTime || found != 1 {
		t.Errorf("%d, %v", found, inTime)
	}
	defer func() {
		if value := recover(); value != "a bug" {
			t.Errorf("the panic became %v", value)
		}
	}()
	awaited(t.Context(), time.Minute, func(context.Context) int { panic("a bug") })
}
