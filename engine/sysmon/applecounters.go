package sysmon

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// The interface table of macOS, as the sysctl net.link.generic.ifalldata
// gives it: one struct ifmibdata for each interface.
//
// Note: the routing table (NET_RT_IFLIST2) has the same counters, but cuts
// those of bytes to 32 bits. And gopsutil starts netstat for them, which would
// disturb a machine under measurement once a second.
const (
	appleInterfaceSize  = 180
	appleInterfaceName  = 16 // bytes
	appleInterfaceFlags = 20 // offsets, from here on
	appleInterfaceIn    = 116
	appleInterfaceOut   = 124

	appleLoopback = 0x8
)

// appleInterfaces reads the table. A table that does not look as expected is
// an error: a wrong offset would give figures that seem right.
func appleInterfaces(table []byte) ([]transfer, error) {
	if len(table)%appleInterfaceSize != 0 {
		return nil, fmt.Errorf("an interface table of %d bytes is not understood", len(table))
	}
	var interfaces []transfer
	for len(table) > 0 {
		var row []byte
		row, table = table[:appleInterfaceSize], table[appleInterfaceSize:]
		name := untilNUL(row[:appleInterfaceName])
		if bytes.Count(row, []byte{0}) == len(row) {
			continue // an interface on its way out
		}
		if !isInterfaceName(name) {
			return nil, fmt.Errorf("an interface named %q is not understood", name)
		}
		if binary.LittleEndian.Uint32(row[appleInterfaceFlags:])&appleLoopback != 0 {
			continue
		}
		interfaces = append(interfaces, transfer{
			device: name,
			in:     binary.LittleEndian.Uint64(row[appleInterfaceIn:]),
			out:    binary.LittleEndian.Uint64(row[appleInterfaceOut:]),
		})
	}
	return interfaces, nil
}

// isInterfaceName tells whether a name is as "en0", "utun3", "vlan-1".
func isInterfaceName(name string) bool {
	if name == "" {
		return false
	}
	for i := range len(name) {
		if name[i] <= ' ' || name[i] > '~' {
			return false
		}
	}
	first := name[0] | 0x20
	return first >= 'a' && first <= 'z'
}

// untilNUL is a text of C.
func untilNUL(text []byte) string {
	before, _, _ := bytes.Cut(text, []byte{0})
	return string(before)
}
