package sysmon

import (
	"bytes"
	"encoding/binary"
	"testing"

	"pgregory.net/rapid"
)

// appleRow is struct ifmibdata of macOS's net/if_mib.h with the struct
// if_data64 of net/if_var.h in it, as packed there.
type appleRow struct {
	Name                                      [16]byte
	Listeners, Flags, Queued, MostQueued, Cut uint32
	_                                         [4]uint32

	Type, TypeLength, Physical, AddressLength       uint8
	HeaderLength, ReceiveQuota, SendQuota, _        uint8
	MTU, Metric                                     uint32
	Baud, InPackets, InErrors                       uint64
	OutPackets, OutErrors, Collisions               uint64
	InBytes, OutBytes                               uint64
	InMulticasts, OutMulticasts, InDrops, NoProto   uint64
	ReceiveTiming, SendTiming, Seconds, Microsecond uint32
}

func interfaceTable(t interface{ Fatal(...any) }, rows ...appleRow) []byte {
	var table bytes.Buffer
	if err := binary.Write(&table, binary.LittleEndian, rows); err != nil {
		t.Fatal(err)
	}
	return table.Bytes()
}

func appleInterface(name string, flags uint32, in, out uint64) appleRow {
	row := appleRow{
		Flags: flags, Queued: 1, MostQueued: 128, Type: 6, TypeLength: 14, MTU: 1500, Baud: 1e9,
		InPackets: 111, OutPackets: 222, Collisions: 333, InBytes: in, OutBytes: out, InMulticasts: 444,
	}
	copy(row.Name[:], name)
	return row
}

func TestAppleInterfaces(t *testing.T) {
	got, err := appleInterfaces(interfaceTable(
		t,
		appleInterface("lo0", 0x8049, 1<<40, 1<<40),
		appleInterface("en0", 0x8863, 12_019_689_658, 42),
		appleRow{}, // detached
		appleInterface("utun3", 0x8051, 7, 8),
	))
	want := []transfer{{"en0", 12_019_689_658, 42}, {"utun3", 7, 8}}
	if diff := diffTransfers(want, got); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
}

func TestAppleInterfacesOfAnotherLayout(t *testing.T) {
	table := interfaceTable(t, appleInterface("en0", 0, 1, 2), appleInterface("en1", 0, 1, 2))
	for name, table := range map[string][]byte{
		"longer rows":  append(bytes.Clone(table), 0, 0, 0, 0),
		"shifted rows": bytes.Join([][]byte{table[:100], {1, 2, 3, 4}, table[100 : len(table)-4]}, nil),
	} {
		if got, err := appleInterfaces(table); err == nil {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func TestBrokenInterfaceTablesNeverPanic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.IntRange(0, 3).Draw(t, "rows")
		size := rapid.OneOf(rapid.Just(rows*appleInterfaceSize), rapid.IntRange(0, 400)).Draw(t, "size")
		table := rapid.SliceOfN(rapid.Byte(), size, size).Draw(t, "table")
		if got, err := appleInterfaces(table); err == nil && len(got) > len(table)/appleInterfaceSize {
			t.Fatalf("%d interfaces in %d bytes", len(got), len(table))
		}
	})
}
