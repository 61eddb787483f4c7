package wire

import "testing"

// The more answers may be under way, the shorter their headers.
func TestHeadersOfAllAnswers(t *testing.T) {
	for connections, want := range map[int]int64{0: 64 << 10, 1: 64 << 10, 64: 64 << 10, 128: 64 << 10, 256: 32 << 10, 2048: 4 << 10, 20_000: 4 << 10} {
		if got := headersOf(connections); got != want {
			t.Errorf("%d connections: %d bytes, expected %d", connections, got, want)
		}
		if got := New(Options{Connections: connections}).MaxResponseHeaderBytes; got != want {
			t.Errorf("%d connections: the transport allows %d bytes", connections, got)
		}
	}
}
