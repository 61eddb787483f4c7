package sysmon

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/netip"
	"strconv"
	"strings"
)

// The states of TCP sockets in the kernel's tables that are looked at.
const (
	linuxEstablished = "01"
	linuxListening   = "0A"
)

// linuxSockets reads the kernel's tables of TCP sockets. It finds the owner of
// each by the open files of the processes that this user may look at. A socket
// that several processes share, as after a fork, is listed for each.
//
// Note: gopsutil has such a list, too. But it gives a shared socket to only one
// process, and reads three more files of every process.
func linuxSockets(root fs.FS) ([]socket, error) {
	known := map[string]socket{} // by what the link of an open file says
	for _, table := range []string{"proc/self/net/tcp", "proc/self/net/tcp6"} {
		text, err := fs.ReadFile(root, table)
		if err != nil {
			continue // a kernel without IPv6 has no second one
		}
		if err := linuxSocketTable(string(text), known); err != nil {
			return nil, fmt.Errorf("%s: %w", table, err)
		}
	}
	processes, err := fs.ReadDir(root, "proc")
	if err != nil {
		return nil, err
	}
	var sockets []socket
	for _, process := range processes {
		if pid, err := strconv.Atoi(process.Name()); err == nil {
			sockets = append(sockets, linuxSocketsOf(root, pid, known)...)
		}
	}
	return sockets, nil
}

// linuxSocketsOf are the sockets that a process has open; none where it has
// ended, or may not be looked at.
func linuxSocketsOf(root fs.FS, pid int, known map[string]socket) []socket {
	directory := fmt.Sprintf("proc/%d/fd", pid)
	files, err := fs.ReadDir(root, directory)
	if err != nil {
		return nil
	}
	var sockets []socket
	for _, file := range files {
		link, err := fs.ReadLink(root, directory+"/"+file.Name())
		if err != nil {
			continue
		}
		if s, ok := known[link]; ok {
			s.pid = pid
			sockets = append(sockets, s)
		}
	}
	return sockets
}

// linuxSocketTable reads lines as "0: 0100007F:1F90 00000000:0000 0A
// 00000000:00000000 00:00000000 00000000 1000 0 112441 …", below a heading: the
// two addresses, the state, and as the tenth column the inode.
func linuxSocketTable(text string, known map[string]socket) error {
	for line := range strings.Lines(text) {
		columns := strings.Fields(line)
		if len(columns) < 10 || columns[0] == "sl" {
			continue
		}
		state := columns[3]
		if state != linuxEstablished && state != linuxListening {
			continue
		}
		local, err := linuxAddress(columns[1])
		if err != nil {
			return err
		}
		remote, err := linuxAddress(columns[2])
		if err != nil {
			return err
		}
		known["socket:["+columns[9]+"]"] = socket{listening: state == linuxListening, local: local, remote: remote}
	}
	return nil
}

// linuxAddress reads an address as "0100007F:1F90": words of four bytes as the
// processor has them, which is the lowest first on all but s390x, and the port.
func linuxAddress(text string) (netip.AddrPort, error) {
	address, port, _ := strings.Cut(text, ":")
	bytes, err := hex.DecodeString(address)
	if err != nil || len(bytes) != 4 && len(bytes) != 16 {
		return netip.AddrPort{}, fmt.Errorf("not an address: %.80q", text)
	}
	number, err := strconv.ParseUint(port, 16, 16)
	if err != nil {
		return netip.AddrPort{}, fmt.Errorf("not a port: %.80q", text)
	}
	for i := 0; i < len(bytes); i += 4 {
		binary.NativeEndian.PutUint32(bytes[i:], binary.BigEndian.Uint32(bytes[i:]))
	}
	ip, _ := netip.AddrFromSlice(bytes)
	return netip.AddrPortFrom(ip.Unmap(), uint16(number)), nil
}
