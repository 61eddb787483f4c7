package proctree

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// fakeGroups is a file system with control groups. Groups that are made below a
// folder named "counted" have memory.peak.
func fakeGroups(t *testing.T, own string) *groups {
	t.Helper()
	root := t.TempDir()
	write := func(name, text string) {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("proc/self/cgroup", "4:memory:/old\n0::"+own+"\n")
	write("proc/1/stat", "")
	write("sys/fs/cgroup/cgroup.controllers", "cpu memory\n")
	write("sys/fs/cgroup/counted/cgroup.procs", "")
	write("sys/fs/cgroup/counted/session/cgroup.procs", "")
	return &groups{
		root: root,
		mkdir: func(path string) error {
			if err := os.Mkdir(path, 0o755); err != nil {
				return err
			}
			if filepath.Base(filepath.Dir(path)) == "counted" {
				return os.WriteFile(filepath.Join(path, "memory.peak"), []byte("4096\n"), 0o600)
			}
			return nil
		},
		rmdir: os.RemoveAll,
	}
}

func TestGroups(t *testing.T) {
	for own, want := range map[string]string{
		"/counted/session": "counted", // beside our own
		"/counted":         "counted", // within it: the mount has no count of memory
		"/":                "",
		"/../other":        "",
		"/elsewhere/own":   "", // the folders are missing, as where we may not write
	} {
		g := fakeGroups(t, own)
		made := g.open()
		if (made != nil) != (want != "") {
			t.Errorf("%s: %+v, want one in %q", own, made, want)
			continue
		}
		if made == nil {
			if left, _ := filepath.Glob(filepath.Join(g.root, "sys/fs/cgroup/*/"+groupPrefix+"*")); len(left) > 0 {
				t.Errorf("%s: left %v", own, left)
			}
			continue
		}
		if peak, known := made.peak(); peak != 4096 || !known || filepath.Base(filepath.Dir(made.path)) != want {
			t.Errorf("%s: %d bytes in %s", own, peak, made.path)
		}
		made.close()
		if _, err := os.Stat(made.path); err == nil {
			t.Errorf("%s: %s is left", own, made.path)
		}
		again := g.open()
		if again == nil || again.path == made.path {
			t.Errorf("%s: the next run has %+v", own, again)
		}
		again.refuse()
		if g.open() != nil {
			t.Errorf("%s: a group after it was refused", own)
		}
	}
}

func TestGroupsOfTheDeadAreRemoved(t *testing.T) {
	g := fakeGroups(t, "/counted/session")
	dead := filepath.Join(g.root, "sys/fs/cgroup/counted", groupPrefix+"999999-1")
	alive := filepath.Join(g.root, "sys/fs/cgroup/counted", groupPrefix+strconv.Itoa(1)+"-1")
	for _, path := range []string{dead, alive} {
		if err := os.Mkdir(path, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	g.open()
	if _, err := os.Stat(dead); err == nil {
		t.Error("that of a dead process is left")
	}
	if _, err := os.Stat(alive); err != nil {
		t.Error("that of a living process is gone")
	}
}
