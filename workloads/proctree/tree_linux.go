package proctree

import (
	"bufio"
	"bytes"
	"errors"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// adopt makes this process the one that orphans among its descendants are given
// to, instead of the system's first process.
func adopt() error { return unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) }

// tree is a command's processes: all descendants of the guardian, which runs one
// command at a time.
type tree struct{ first int }

func newTree(first int) tree { return tree{first} }

// end asks all processes to end, and kills them when the patience is over and the
// channel is still open.
func (t tree) end(over <-chan struct{}, patience time.Duration) {
	signalAll(append(descendants(), t.first), unix.SIGTERM)
	select {
	case <-over:
	case <-time.After(patience):
		t.kill()
	}
}

// kill kills all processes. One that is being made meanwhile is found by the next
// look, so it looks until nothing is left, for a bounded number of times.
func (t tree) kill() {
	for range mostLooks {
		all := descendants()
		if len(all) == 0 {
			return
		}
		signalAll(all, unix.SIGKILL)
		if len(living(all)) == 0 {
			return
		}
		time.Sleep(lookEvery)
	}
}

const (
	// settling is how long helpers of a command may take to end after it: they
	// notice by a closed pipe. It is not part of the time that is measured.
	settling  = 300 * time.Millisecond
	lookEvery = 2 * time.Millisecond
	mostLooks = 500
)

// clean ends what is left after the first process has ended and the others had
// time to notice. The number is of those that were still running. All have become
// children of this process, which collects them with their CPU time.
func (t tree) clean() (left int, user, system time.Duration) {
	var c collected
	for deadline := time.Now().Add(settling); !c.all(); time.Sleep(lookEvery) {
		if time.Now().After(deadline) {
			left = len(living(descendants()))
			t.kill()
			c.all()
			break
		}
	}
	return left, c.user, c.system
}

// collected is the CPU time of children that have ended.
type collected struct{ user, system time.Duration }

// all collects the children that have ended, and tells whether none is left.
func (c *collected) all() bool {
	for {
		var usage unix.Rusage
		pid, err := unix.Wait4(-1, nil, unix.WNOHANG, &usage)
		switch {
		case errors.Is(err, unix.EINTR):
		case err != nil: // there are no children
			return true
		case pid == 0:
			return false
		default:
			c.user += time.Duration(usage.Utime.Nano())
			c.system += time.Duration(usage.Stime.Nano())
		}
	}
}

func signalAll(processes []int, signal unix.Signal) {
	for _, pid := range processes {
		_ = unix.Kill(pid, signal) // it may have ended meanwhile
	}
}

// living leaves out processes that have ended and only wait to be collected.
func living(processes []int) []int {
	var all []int
	for _, pid := range processes {
		if state, _, ok := status(pid); ok && state != 'Z' && state != 'X' {
			all = append(all, pid)
		}
	}
	return all
}

// descendants are all processes below this one, found by their parents. A
// process that begins or ends meanwhile may be missing.
func descendants() []int {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil
	}
	children := map[int][]int{}
	for _, entry := range entries {
		pid, err := strconv.Atoi(entry.Name())
		if err != nil {
			continue
		}
		if _, parent, ok := status(pid); ok {
			children[parent] = append(children[parent], pid)
		}
	}
	all := children[os.Getpid()]
	for at := 0; at < len(all); at++ { // it grows meanwhile
		all = append(all, children[all[at]]...)
	}
	return all
}

// status reads a process's state and parent from /proc/PID/stat. The name before
// them is in brackets and may hold brackets and spaces itself.
func status(pid int) (state byte, parent int, ok bool) {
	data, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return 0, 0, false
	}
	fields := bytes.Fields(data[bytes.LastIndexByte(data, ')')+1:])
	if len(fields) < 2 {
		return 0, 0, false
	}
	parent, err = strconv.Atoi(string(fields[1]))
	return fields[0][0], parent, err == nil
}

// memory sums up the proportional set sizes of the tree: pages that several of
// its processes share count once.
func (t tree) memory() int64 {
	all := below(os.Getpid())
	sum := int64(0)
	for at := 0; at < len(all); at++ { // it grows meanwhile
		all = append(all, below(all[at])...)
		sum += proportional(all[at])
	}
	return sum
}

// below are the children of a process, as the kernel lists them by thread. It
// reads the tree alone, where [descendants] reads all processes of the machine,
// and may miss a child that begins or ends meanwhile.
func below(pid int) []int {
	threads := "/proc/" + strconv.Itoa(pid) + "/task"
	entries, err := os.ReadDir(threads)
	if err != nil {
		return nil // it has ended
	}
	var children []int
	for _, entry := range entries {
		data, _ := os.ReadFile(threads + "/" + entry.Name() + "/children")
		for _, field := range bytes.Fields(data) {
			if child, err := strconv.Atoi(string(field)); err == nil {
				children = append(children, child)
			}
		}
	}
	return children
}

// proportional is one process's proportional set size in bytes; 0 where the
// system does not say.
func proportional(pid int) int64 {
	data, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/smaps_rollup")
	if err != nil {
		return 0
	}
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Scan() {
		if rest, found := strings.CutPrefix(lines.Text(), "Pss:"); found {
			kilobytes, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			return kilobytes << 10
		}
	}
	return 0
}

func signalName(signal syscall.Signal) string {
	if name := unix.SignalName(signal); name != "" {
		return name
	}
	return signal.String()
}
