package sysmon

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// cgroupQuota returns how many CPUs this process's cgroup and those above it
// allow, the tightest of all that are visible from here; 0 where there is no
// limit. Where some could be read and others not, it returns what it found
// with an error.
func cgroupQuota(root fs.FS) (float64, error) {
	groups, unified, err := ownCgroups(root)
	if err != nil {
		return 0, err
	}
	var tightest float64
	var errs []error
	for _, dir := range groups {
		quota, err := quotaIn(root, dir, unified)
		if err != nil {
			errs = append(errs, err)
		}
		if quota > 0 && (tightest == 0 || quota < tightest) {
			tightest = quota
		}
	}
	return tightest, errors.Join(errs...)
}

// ownCgroups lists the directories of this process's group and those above it
// that are visible from here, innermost first.
func ownCgroups(root fs.FS) (directories []string, unified bool, err error) {
	group, err := ownCgroup(root)
	if err != nil {
		return nil, false, err
	}
	mounted, err := mountOf(root, group)
	if err != nil {
		return nil, false, err
	}
	for dir := mounted.directory(group.path); ; dir = path.Dir(dir) {
		directories = append(directories, dir)
		if dir == mounted.point || dir == "." {
			return directories, group.unified, nil
		}
	}
}

// cgroup is where this process stands in the hierarchy that governs its CPU
// time.
type cgroup struct {
	unified bool   // version 2
	path    string // from the hierarchy's root
}

// ownCgroup reads /proc/self/cgroup. A machine may run both versions side by
// side; the CPU controller is in one of them, and version 1 names it.
func ownCgroup(root fs.FS) (cgroup, error) {
	text, err := fs.ReadFile(root, "proc/self/cgroup")
	if err != nil {
		return cgroup{}, err
	}
	var own cgroup
	found := false
	for line := range strings.Lines(string(text)) {
		fields := strings.SplitN(strings.TrimRight(line, "\n"), ":", 3)
		if len(fields) < 3 {
			continue
		}
		if hasWord(fields[1], "cpu") {
			return cgroup{path: fields[2]}, nil
		}
		if fields[0] == "0" && fields[1] == "" {
			own, found = cgroup{unified: true, path: fields[2]}, true
		}
	}
	if !found {
		return cgroup{}, errors.New("proc/self/cgroup names no group that governs CPU time")
	}
	return own, nil
}

// mount is where a hierarchy can be seen.
type mount struct {
	root  string // the group that is seen at point; a container's own, often
	point string // the directory, relative to the file system's root
}

// mountOf finds the mount of a group's hierarchy, preferably one in which the
// group itself can be seen.
func mountOf(root fs.FS, group cgroup) (mount, error) {
	text, err := fs.ReadFile(root, "proc/self/mountinfo")
	if err != nil {
		return mount{}, err
	}
	var candidate mount
	found := false
	for line := range strings.Lines(string(text)) {
		m, ok := parseMount(line, group.unified)
		if !ok {
			continue
		}
		if _, inside := within(group.path, m.root); inside {
			return m, nil
		}
		if !found {
			candidate, found = m, true
		}
	}
	if !found {
		return mount{}, errors.New("the hierarchy that governs CPU time is not mounted")
	}
	return candidate, nil
}

// parseMount reads a line of /proc/self/mountinfo, as
//
//	36 35 98:0 /root /point rw,noatime master:1 - type source rw,options
//
// and tells whether it mounts a hierarchy with the CPU controller.
func parseMount(line string, unified bool) (mount, bool) {
	place, system, found := strings.Cut(line, " - ")
	fields, kind := strings.Fields(place), strings.Fields(system)
	if !found || len(fields) < 5 || len(kind) < 3 {
		return mount{}, false
	}
	switch {
	case unified && kind[0] == "cgroup2":
	case !unified && kind[0] == "cgroup" && hasWord(kind[2], "cpu"):
	default:
		return mount{}, false
	}
	// The kernel writes these four characters in octal.
	plain := strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`)
	return mount{root: plain.Replace(fields[3]), point: relative(plain.Replace(fields[4]))}, true
}

// directory is where a group can be seen: below the mount, or the mount
// itself where the group lies outside of what the mount shows.
func (m mount) directory(group string) string {
	rest, inside := within(group, m.root)
	if !inside {
		return m.point
	}
	return path.Join(m.point, rest)
}

// within returns the part of a group's path below a root.
func within(group, root string) (string, bool) {
	if strings.HasPrefix(group, "/..") {
		return "", false // above the namespace's root
	}
	if root == "/" || group == root {
		return strings.TrimPrefix(group, root), true
	}
	return strings.CutPrefix(group, root+"/")
}

// relative makes an absolute path one that fs.FS takes.
func relative(name string) string {
	if name = strings.TrimPrefix(path.Clean("/"+name), "/"); name == "" {
		return "."
	}
	return name
}

// hasWord tells whether a list with commas holds a word.
func hasWord(list, word string) bool {
	return strings.Contains(","+list+",", ","+word+",")
}

// quotaIn returns the CPUs that one group allows; 0 where it has no limit.
func quotaIn(root fs.FS, dir string, unified bool) (float64, error) {
	if unified {
		text, err := readWord(root, path.Join(dir, "cpu.max"))
		if err != nil || text == "" {
			return 0, err
		}
		quota, period, found := strings.Cut(text, " ")
		if !found {
			period = "100000" // the kernel's default, in microseconds
		}
		return quotaOf(quota, period, "max")
	}
	quota, err := readWord(root, path.Join(dir, "cpu.cfs_quota_us"))
	if err != nil || quota == "" {
		return 0, err
	}
	period, err := readWord(root, path.Join(dir, "cpu.cfs_period_us"))
	if err != nil {
		return 0, err
	}
	return quotaOf(quota, period, "-1")
}

// readWord returns a file's text, trimmed; "" where the file does not exist,
// as in the topmost group and where the controller is off.
func readWord(root fs.FS, name string) (string, error) {
	text, err := fs.ReadFile(root, name)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	if word := strings.TrimSpace(string(text)); word != "" {
		return word, nil
	}
	return "", fmt.Errorf("%s is empty", name)
}

// quotaOf divides two times in microseconds.
func quotaOf(quota, period, unlimited string) (float64, error) {
	if quota == unlimited {
		return 0, nil
	}
	q, err1 := strconv.ParseUint(quota, 10, 63)
	p, err2 := strconv.ParseUint(period, 10, 63)
	if err1 != nil || err2 != nil || q == 0 || p == 0 {
		return 0, fmt.Errorf("not a quota and its period: %.20q, %.20q", quota, period)
	}
	return float64(q) / float64(p), nil
}
