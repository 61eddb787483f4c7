package sysmon

import (
	"context"
	"net/netip"
	"os"
	"slices"
	"time"
)

// socket is a TCP socket of a process, which listens or is connected.
type socket struct {
	pid           int
	listening     bool
	local, remote netip.AddrPort
}

// answersAt tells whether a socket is the one that connections to an address go
// to.
func (s *socket) answersAt(to netip.AddrPort) bool {
	here := s.local.Addr()
	return s.listening && s.local.Port() == to.Port() && (here.IsUnspecified() || here == to.Addr())
}

// stays tells whether a connection stays on this machine.
func (s *socket) stays() bool {
	return !s.listening && (s.remote.Addr().IsLoopback() || s.remote.Addr() == s.local.Addr())
}

var loopbacks = []netip.Addr{netip.AddrFrom4([4]byte{127, 0, 0, 1}), netip.IPv6Loopback()}

// serversAt are the processes that answer at a port of the loopback address. It
// follows their connections on this machine to further servers: a relay's
// server, a server's database. It leaves out the process itself.
func serversAt(sockets []socket, port uint16, itself int) []int {
	var found []int
	follow := func(to netip.AddrPort) {
		for i := range sockets {
			if s := &sockets[i]; s.pid != itself && s.answersAt(to) && !slices.Contains(found, s.pid) {
				found = append(found, s.pid)
			}
		}
	}
	for _, address := range loopbacks {
		follow(netip.AddrPortFrom(address, port))
	}
	for at := 0; at < len(found); at++ { // it grows meanwhile
		for i := range sockets {
			if s := &sockets[i]; s.pid == found[at] && s.stays() {
				follow(s.remote)
			}
		}
	}
	return found
}

const (
	// suspectAbove is the share of the CPUs that others have to take before
	// servers are looked for again. looksEvery is how often that happens at the
	// most, since a look goes through the open files of all processes.
	suspectAbove = 0.05
	looksEvery   = 2 * time.Second
	// mostBarren is after how many looks in a row without a new process the looks
	// stop.
	mostBarren = 5
)

// Servers counts the processes of this machine that serve this one as ours.
// Their CPU time is part of the cost of what is measured, and not a
// disturbance. Processes of other users, or in containers of their own, can't
// be identified; they stay foreign. It is for one goroutine.
type Servers struct {
	sockets  func(ctx context.Context) ([]socket, error)
	include  func(pid int) error
	disturbs bool // looking starts a process, so that it is done once, at first
	port     uint16
	itself   int

	included map[int]bool
	looked   time.Time
	barren   int
}

// NewServers looks for the processes that answer at a port of the loopback
// address, and those behind them, and includes them in the counters.
func NewServers(ctx context.Context, counters *Counters, port uint16, now time.Time) *Servers {
	s := &Servers{
		sockets: thisSockets, include: counters.Include, disturbs: socketsStartProcess,
		port: port, itself: os.Getpid(), included: map[int]bool{},
	}
	s.look(ctx, now)
	return s
}

// Suspect takes the share of the CPUs that others took of late, and looks again
// where that is high: a relay may not have asked its server before.
func (s *Servers) Suspect(now time.Time, foreign *float64) {
	if s.disturbs || foreign == nil || *foreign < suspectAbove || now.Sub(s.looked) < looksEvery || s.barren >= mostBarren {
		return
	}
	s.look(context.Background(), now) // no process is started that could outlast it
}

// look includes new processes. A process that can't be included has ended or
// belongs to another user; it stays foreign.
func (s *Servers) look(ctx context.Context, now time.Time) {
	s.looked = now
	s.barren++
	sockets, err := s.sockets(ctx)
	if err != nil {
		return
	}
	for _, pid := range serversAt(sockets, s.port, s.itself) {
		if !s.included[pid] && s.include(pid) == nil {
			s.included[pid], s.barren = true, 0
		}
	}
}
