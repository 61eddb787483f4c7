package simulator

import (
	"context"
	"errors"
	"net"
	"testing"
)

func TestMemoryListenerConnects(t *testing.T) {
	l := NewMemoryListener()
	go func() {
		conn, err := l.Accept()
		if err == nil {
			_, _ = conn.Write([]byte("x"))
		}
	}()
	conn, err := l.DialContext(t.Context(), "tcp", "anywhere")
	if err != nil {
		t.Fatal(err)
	}
	var b [1]byte
	if _, err := conn.Read(b[:]); err != nil || b[0] != 'x' {
		t.Errorf("read %q, %v", b, err)
	}
}

func TestMemoryListenerCloses(t *testing.T) {
	l := NewMemoryListener()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.DialContext(ctx, "", ""); !errors.Is(err, context.Canceled) {
		t.Errorf("dialling with a context that has ended: %v", err)
	}
	if err := errors.Join(l.Close(), l.Close()); err != nil {
		t.Error(err)
	}
	if _, err := l.Accept(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("Accept: %v", err)
	}
	if _, err := l.DialContext(t.Context(), "", ""); !errors.Is(err, net.ErrClosed) {
		t.Errorf("DialContext: %v", err)
	}
}
