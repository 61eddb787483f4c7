package sysmon

import (
	"context"
	"io/fs"
	"net/netip"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// listens and connects are sockets of a process.
func listens(pid int, at string) socket {
	return socket{pid: pid, listening: true, local: netip.MustParseAddrPort(at)}
}

func connects(pid int, from, to string) socket {
	return socket{pid: pid, local: netip.MustParseAddrPort(from), remote: netip.MustParseAddrPort(to)}
}

func TestServersAt(t *testing.T) {
	const me = 1
	mine := connects(me, "127.0.0.1:50001", "127.0.0.1:8080")
	for _, c := range []struct {
		name    string
		sockets []socket
		want    []int
	}{
		{"no process", []socket{mine}, nil},
		{"on the loopback address", []socket{mine, listens(7, "127.0.0.1:8080"), listens(8, "127.0.0.1:8081")}, []int{7}},
		{"on all addresses", []socket{listens(7, "0.0.0.0:8080")}, []int{7}},
		{"on all addresses of IPv6", []socket{listens(7, "[::]:8080")}, []int{7}},
		{"on IPv6's own", []socket{listens(7, "[::1]:8080")}, []int{7}},
		{"on another address of the machine", []socket{listens(7, "192.0.2.1:8080")}, nil},
		{"several processes share the socket", []socket{listens(7, "127.0.0.1:8080"), listens(9, "127.0.0.1:8080")}, []int{7, 9}},
		{
			"a relay, its server, and that one's database",
			[]socket{
				listens(7, "127.0.0.1:8080"), connects(7, "127.0.0.1:50002", "127.0.0.1:9090"),
				listens(8, "[::]:9090"), connects(8, "192.0.2.1:50003", "192.0.2.1:5432"), listens(9, "0.0.0.0:5432"),
			},
			[]int{7, 8, 9},
		},
		{
			"other clients of the server are none of it",
			[]socket{mine, listens(7, "127.0.0.1:8080"), connects(7, "127.0.0.1:8080", "127.0.0.1:50009"), connects(5, "127.0.0.1:50009", "127.0.0.1:8080")},
			[]int{7},
		},
		{
			"what is asked elsewhere is elsewhere",
			[]socket{listens(7, "127.0.0.1:8080"), connects(7, "192.0.2.1:50002", "198.51.100.7:9090"), listens(8, "0.0.0.0:9090")},
			[]int{7},
		},
		{
			"the process itself, and a circle",
			[]socket{listens(me, "127.0.0.1:8080"), listens(7, "127.0.0.1:8080"), connects(7, "127.0.0.1:50002", "127.0.0.1:8080")},
			[]int{7},
		},
	} {
		if got := serversAt(c.sockets, 8080, me); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// suspicion is a Servers on a table of sockets that a test changes.
type suspicion struct {
	*Servers
	sockets []socket
	looks   int
	ours    []int
	refused int // the process that can't be included
}

func suspect(sockets ...socket) *suspicion {
	x := &suspicion{sockets: sockets}
	x.Servers = &Servers{
		sockets: func(context.Context) ([]socket, error) {
			x.looks++
			return x.sockets, nil
		},
		include: func(pid int) error {
			if pid == x.refused {
				return errBroken
			}
			x.ours = append(x.ours, pid)
			return nil
		},
		port: 8080, itself: 1, included: map[int]bool{},
	}
	x.look(context.Background(), epoch)
	return x
}

// A server that appears later is included when others are seen to take much,
// each once.
func TestServersAreLookedForAgain(t *testing.T) {
	x := suspect(listens(7, "127.0.0.1:8080"))
	x.refused = 9
	relays := []socket{connects(7, "127.0.0.1:50002", "127.0.0.1:9090"), listens(8, "127.0.0.1:9090"), listens(9, "127.0.0.1:9090")}
	x.sockets = append(x.sockets, relays...)
	x.Suspect(epoch.Add(10*time.Second), nil)
	x.Suspect(epoch.Add(10*time.Second), pointer(0.04))
	x.Suspect(epoch.Add(time.Second), pointer(0.5))
	if x.looks != 1 || !slices.Equal(x.ours, []int{7}) {
		t.Errorf("%d looks, included are %v: nothing to suspect yet", x.looks, x.ours)
	}
	x.Suspect(epoch.Add(2*time.Second), pointer(0.05))
	if x.looks != 2 || !slices.Equal(x.ours, []int{7, 8}) {
		t.Errorf("%d looks, included are %v", x.looks, x.ours)
	}
	// Others go on: after some looks without a new process the looks stop.
	for i := range 100 {
		x.Suspect(epoch.Add(time.Duration(10+2*i)*time.Second), pointer(0.9))
	}
	if x.looks != 2+mostBarren || len(x.ours) != 2 {
		t.Errorf("%d looks, included are %v", x.looks, x.ours)
	}
}

// Where looking starts a process, it is not done while something is measured.
// If the table can't be read, no process is included.
func TestServersThatCannotBeLookedFor(t *testing.T) {
	x := suspect()
	x.disturbs = true
	x.Suspect(epoch.Add(time.Minute), pointer(0.9))
	if x.looks != 1 {
		t.Errorf("%d looks", x.looks)
	}
	x = suspect()
	x.Servers.sockets = func(context.Context) ([]socket, error) { return nil, errBroken }
	x.Suspect(epoch.Add(time.Minute), pointer(0.9))
	if len(x.ours) != 0 {
		t.Errorf("included are %v", x.ours)
	}
}

// TestLinuxSockets reads tables as an x86-64 has them: the lowest byte first.
func TestLinuxSockets(t *testing.T) {
	const heading = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
	root := files(map[string]string{
		"proc/self/net/tcp": heading +
			"   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 11 2 0 100 0 0 10 0\n" +
			"   1: 0100007F:C351 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000        0 12 1 0 20 4 30 10 -1\n" +
			"   2: 0100007F:C352 0100007F:1F90 06 00000000:00000000 03:00001770 00000000     0        0 0 3 0\n",
		"proc/self/net/tcp6": heading +
			"   0: 00000000000000000000000000000000:2382 00000000000000000000000000000000:0000 0A 0:0 00:0 0 0 0 13 1 0\n" +
			"   1: 0000000000000000FFFF00000100007F:2382 0000000000000000FFFF00000100007F:C353 01 0:0 00:0 0 0 0 14 1 0\n",
		"proc/7/comm": "server\n", "proc/uptime": "1 1\n",
	})
	for link, target := range map[string]string{
		"proc/7/fd/0": "/dev/null", "proc/7/fd/3": "socket:[11]", "proc/7/fd/4": "socket:[99]",
		"proc/8/fd/3": "socket:[11]", "proc/9/fd/5": "socket:[12]", "proc/9/fd/6": "socket:[13]", "proc/9/fd/7": "socket:[14]",
	} {
		root[link] = &fstest.MapFile{Mode: fs.ModeSymlink, Data: []byte(target)}
	}
	got, err := linuxSockets(root)
	if err != nil {
		t.Fatal(err)
	}
	want := []socket{
		listens(7, "127.0.0.1:8080"), listens(8, "127.0.0.1:8080"), connects(9, "127.0.0.1:50001", "127.0.0.1:8080"),
		listens(9, "[::]:9090"), connects(9, "127.0.0.1:9090", "127.0.0.1:50003"),
	}
	for i := range want {
		if want[i].listening {
			want[i].remote = netip.AddrPortFrom(netip.IPv4Unspecified(), 0)
			if want[i].local.Addr().Is6() {
				want[i].remote = netip.AddrPortFrom(netip.IPv6Unspecified(), 0)
			}
		}
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(socket{}), cmpopts.EquateComparable(netip.AddrPort{})); diff != "" {
		t.Error(diff)
	}
}

func TestLinuxSocketsThatAreNotUnderstood(t *testing.T) {
	for name, line := range map[string]string{
		"an address": "0: 010000:1F90 00000000:0000 0A 0 0 0 0 0 11 1",
		"a port":     "0: 0100007F:FFFFF 00000000:0000 0A 0 0 0 0 0 11 1",
		"the other":  "0: 0100007F:1F90 x 0A 0 0 0 0 0 11 1",
	} {
		if got, err := linuxSockets(files(map[string]string{"proc/self/net/tcp": line})); err == nil {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if got, err := linuxSockets(files(map[string]string{"proc/uptime": ""})); err != nil || len(got) != 0 {
		t.Errorf("no tables: %+v, %v", got, err)
	}
}
