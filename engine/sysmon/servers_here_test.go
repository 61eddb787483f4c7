//go:build linux

package sysmon

import (
	"net"
	"os"
	"slices"
	"testing"
)

// When this process listens, another process finds it as the server at its
// port. It is not one of its own servers.
func TestSocketsHere(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	sockets, err := thisSockets(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	port := uint16(listener.Addr().(*net.TCPAddr).Port)
	if got := serversAt(sockets, port, 0); !slices.Equal(got, []int{os.Getpid()}) {
		t.Errorf("at port %d answer %v, expected %d", port, got, os.Getpid())
	}
	if got := serversAt(sockets, port, os.Getpid()); len(got) != 0 {
		t.Errorf("%v answer beside this process", got)
	}
}

func BenchmarkSockets(b *testing.B) {
	for b.Loop() {
		if _, err := thisSockets(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
