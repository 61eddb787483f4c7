package proctree

import (
	"bytes"
	"os"
	"strconv"
	"time"

	"ep-benchmark/engine/sysmon"
)

// knowsLive tells whether [liveCPU] can find the processes of a tree.
func knowsLive() bool {
	_, err := os.Stat("/proc/thread-self/children")
	return err == nil
}

// liveCPU is the CPU time that the descendants of a process have used so far, and
// those of them that have ended. Parents are read before their children, so that a
// process which ends meanwhile is missing and never counted twice.
func liveCPU(root int) time.Duration {
	sum := time.Duration(0)
	all := below(root)
	for at := 0; at < len(all); at++ { // it grows meanwhile
		if used, err := sysmon.ProcessCPU(all[at]); err == nil {
			sum += used
		}
		sum += endedChildren(all[at])
		all = append(all, below(all[at])...)
	}
	return sum
}

// belowCPU is liveCPU with the process's own children that have ended.
func belowCPU(root int) time.Duration {
	ended := endedChildren(root)
	return ended + liveCPU(root)
}

// tick is the unit of times in /proc/PID/stat, whatever the kernel's own is.
const tick = time.Second / 100

// endedChildren is the CPU time of a process's children that it has waited for.
func endedChildren(pid int) time.Duration {
	data, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return 0
	}
	const cutime = 13 // counted from the state, which follows the name
	fields := bytes.Fields(data[bytes.LastIndexByte(data, ')')+1:])
	if len(fields) <= cutime+1 {
		return 0
	}
	user, _ := strconv.ParseInt(string(fields[cutime]), 10, 64)
	system, _ := strconv.ParseInt(string(fields[cutime+1]), 10, 64)
	return time.Duration(user+system) * tick
}
