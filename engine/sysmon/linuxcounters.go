package sysmon

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
)

// linuxCounters reads the kernel's own tables. It is for one goroutine, and
// keeps its buffer. gopsutil would do the same at a multiple of the cost, since
// it parses every line of every table.
type linuxCounters struct {
	root     fs.FS
	buffer   []byte
	physical map[string]bool // what is known of each block device
}

func newLinuxCounters(root fs.FS) *linuxCounters {
	return &linuxCounters{root: root, buffer: make([]byte, 8<<10), physical: map[string]bool{}}
}

// read returns a file's bytes, which hold until the next read.
func (l *linuxCounters) read(name string) ([]byte, error) {
	file, err := l.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	length := 0
	for {
		if length == len(l.buffer) {
			l.buffer = append(l.buffer, make([]byte, len(l.buffer))...)
		}
		n, err := file.Read(l.buffer[length:])
		length += n
		if err == io.EOF {
			return l.buffer[:length], nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// memory returns the bytes in use: all but what is available without swapping.
func (l *linuxCounters) memory() (uint64, error) {
	text, err := l.read("proc/meminfo")
	if err != nil {
		return 0, err
	}
	total, err := kilobytes(text, "MemTotal:")
	if err != nil {
		return 0, err
	}
	available, err := kilobytes(text, "MemAvailable:")
	if err != nil {
		return 0, err
	}
	if available > total {
		return 0, fmt.Errorf("more memory is available (%d kB) than there is (%d kB)", available, total)
	}
	return (total - available) << 10, nil
}

// kilobytes finds a line as "MemTotal:       16384 kB".
func kilobytes(text []byte, key string) (uint64, error) {
	for line := range bytes.Lines(text) {
		value, found := bytes.CutPrefix(line, []byte(key))
		if !found {
			continue
		}
		value = bytes.TrimSuffix(bytes.TrimSpace(value), []byte(" kB"))
		return strconv.ParseUint(string(value), 10, 54)
	}
	return 0, errors.New("proc/meminfo has no " + key)
}

// load returns the one-minute mean.
func (l *linuxCounters) load() (float64, error) {
	text, err := l.read("proc/loadavg")
	if err != nil {
		return 0, err
	}
	first, _, _ := bytes.Cut(text, []byte(" "))
	load, err := strconv.ParseFloat(string(first), 64)
	if err != nil || !(load >= 0 && load < 1e9) {
		return 0, fmt.Errorf("not a load: %.40q", text)
	}
	return load, nil
}

// network reads lines as "  eth0: 3467 26 0 0 0 0 0 0 2525 24 …", where what
// was sent comes eight columns after what was received.
func (l *linuxCounters) network() ([]transfer, error) {
	text, err := l.read("proc/net/dev")
	if err != nil {
		return nil, err
	}
	var interfaces []transfer
	for line := range bytes.Lines(text) {
		name, counters, found := bytes.Cut(line, []byte(":"))
		if name = bytes.TrimSpace(name); !found || string(name) == "lo" {
			continue
		}
		columns := bytes.Fields(counters)
		if len(columns) < 9 {
			return nil, fmt.Errorf("not a line of counters: %.80q", line)
		}
		t, err := transferOf(string(name), columns[0], columns[8])
		if err != nil {
			return nil, err
		}
		interfaces = append(interfaces, t)
	}
	return interfaces, nil
}

// sector is the unit of /proc/diskstats, for disks with any size of sector.
const sector = 512

// disks reads lines as "8 0 sda 118386 29452 3864370 47440 35243 137027
// 10379336 …": numbers, name, then reads and writes, of which the third each
// is in sectors.
func (l *linuxCounters) disks() ([]transfer, error) {
	text, err := l.read("proc/diskstats")
	if err != nil {
		return nil, err
	}
	var disks []transfer
	for line := range bytes.Lines(text) {
		columns := bytes.Fields(line)
		if len(columns) < 10 {
			continue // before Linux 4.18, a partition
		}
		// Most lines are of no physical disk; this lookup allocates no string for
		// them.
		physical, known := l.physical[string(columns[2])]
		if !known {
			name := string(columns[2])
			physical = isPhysicalDisk(l.root, name)
			l.physical[name] = physical
		}
		if !physical {
			continue
		}
		t, err := transferOf(string(columns[2]), columns[5], columns[9])
		if err != nil {
			return nil, err
		}
		t.in, t.out = t.in*sector, t.out*sector
		disks = append(disks, t)
	}
	return disks, nil
}

// isPhysicalDisk tells whether a block device is a whole disk with hardware (or
// a hypervisor's) behind it. Partitions are not listed as block devices. loop,
// ram, dm and md have no device behind them; their traffic is counted at the
// disk below. The paths of a multipath disk are hidden.
func isPhysicalDisk(root fs.FS, name string) bool {
	directory := "sys/block/" + strings.ReplaceAll(name, "/", "!")
	if _, err := fs.Stat(root, directory+"/device"); err != nil {
		return false
	}
	hidden, err := readWord(root, directory+"/hidden")
	return err != nil || hidden != "1"
}

func transferOf(device string, in, out []byte) (transfer, error) {
	received, err1 := strconv.ParseUint(string(in), 10, 64)
	sent, err2 := strconv.ParseUint(string(out), 10, 64)
	if err := errors.Join(err1, err2); err != nil {
		return transfer{}, fmt.Errorf("the counters of %s: %w", device, err)
	}
	return transfer{device: device, in: received, out: sent}, nil
}
