package proctree

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// groups makes control groups of cgroup v2, one for each run, in which the kernel
// keeps the peak of the memory. It can only where the user may make groups there, as
// in a session of systemd, and where the kernel has memory.peak (Linux 5.19).
type groups struct {
	root         string // of the file system
	mkdir, rmdir func(path string) error
	looked       bool
	places       []string // folders in which groups may be made
	made         int
}

func newGroups() *groups {
	return &groups{root: "/", mkdir: func(path string) error { return os.Mkdir(path, 0o750) }, rmdir: os.Remove}
}

// groupPrefix begins the names of our groups. The number of our process follows.
const groupPrefix = "ep-benchmark-"

// open makes a group; nil where none can be made.
func (g *groups) open() *group {
	if !g.looked {
		g.looked, g.places = true, g.find()
		for _, place := range g.places {
			g.sweep(place)
		}
	}
	for len(g.places) > 0 {
		g.made++
		path := filepath.Join(g.places[0], groupPrefix+strconv.Itoa(os.Getpid())+"-"+strconv.Itoa(g.made))
		if made := g.try(path); made != nil {
			return made
		}
		g.places = g.places[1:]
	}
	return nil
}

// try makes the group of a path; nil where it can't, or has no memory.peak.
func (g *groups) try(path string) *group {
	if g.mkdir(path) != nil {
		return nil
	}
	made := &group{groups: g, path: path}
	if _, known := made.peak(); known {
		var err error
		if made.folder, err = os.Open(path); err == nil {
			return made
		}
	}
	_ = g.rmdir(path)
	return nil
}

// find lists where a group may be made: beside our own group, and in it. The kernel
// gives a group that has processes no groups with a limit or a count of memory, so
// that beside it is the better place.
func (g *groups) find() []string {
	mount := filepath.Join(g.root, "sys/fs/cgroup")
	if _, err := os.Stat(filepath.Join(mount, "cgroup.controllers")); err != nil {
		return nil // cgroup v1
	}
	lines, err := os.ReadFile(filepath.Join(g.root, "proc/self/cgroup"))
	if err != nil {
		return nil
	}
	for line := range strings.Lines(string(lines)) {
		own, found := strings.CutPrefix(strings.TrimRight(line, "\n"), "0::")
		switch {
		case !found:
		case strings.Contains(own, ".."): // our group is outside of what is mounted here
			return nil
		case own == "/":
			return []string{mount}
		default:
			return []string{filepath.Join(mount, filepath.Dir(own)), filepath.Join(mount, own)}
		}
	}
	return nil
}

// sweep removes groups of processes that were killed before they could. A group that
// still has processes is not removed, since the kernel refuses that.
func (g *groups) sweep(place string) {
	left, _ := filepath.Glob(filepath.Join(place, groupPrefix+"*-*"))
	for _, path := range left {
		owner, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(path), groupPrefix), "-")
		if _, err := os.Stat(filepath.Join(g.root, "proc", owner)); err != nil {
			_ = g.rmdir(path)
		}
	}
}

// group is the control group of a run.
type group struct {
	groups *groups
	path   string
	folder *os.File
}

// join has the process that is started with the attributes begin in the group.
func (g *group) join(a *syscall.SysProcAttr) { a.UseCgroupFD, a.CgroupFD = true, int(g.folder.Fd()) }

// peak is the most memory that the group had, in bytes: of its processes, and of the
// file cache and the kernel's tables that they caused.
func (g *group) peak() (int64, bool) {
	text, err := os.ReadFile(filepath.Join(g.path, "memory.peak"))
	if err != nil {
		return 0, false
	}
	bytes, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
	return bytes, err == nil && bytes >= 0
}

// close removes the group.
func (g *group) close() {
	_ = g.folder.Close()
	_ = g.groups.rmdir(g.path)
}

// refuse makes no further groups: no process can be started in them.
func (g *group) refuse() { g.groups.places = nil }
