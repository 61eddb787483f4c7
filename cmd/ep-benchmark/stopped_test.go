package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"
)

// A stopped command says by what, in no words of Go's.
func TestStoppedInPlainWords(t *testing.T) {
	for signal, want := range map[os.Signal]string{os.Interrupt: "SIGINT", syscall.SIGTERM: "SIGTERM", syscall.SIGHUP: "SIGHUP"} {
		stops := newStops()
		stops.stop(signal)
		var out, told bytes.Buffer
		code := run(stops.ctx, []string{"doctor"}, silent(&out, &told))
		expected := "ep-benchmark: doctor: stopped by " + want + "; what it had found is not told, since it is not all\n"
		if code != exitInterrupted || told.String() != expected || out.Len() > 0 {
			t.Errorf("%v: exit code %d, %q", signal, code, told.String())
		}
	}
}

func TestInPlainWords(t *testing.T) {
	stops := newStops()
	wrapped := fmt.Errorf("reading: %w", context.Canceled)
	if got := inPlainWords(stops.ctx, wrapped); got != wrapped {
		t.Errorf("nothing was stopped, and it says %v", got)
	}
	stops.stop(syscall.SIGTERM)
	for _, c := range []struct {
		err  error
		want string
	}{
		{wrapped, "reading: stopped by SIGTERM"},
		{errors.Join(fs.ErrExist, wrapped), "file already exists\nreading: stopped by SIGTERM"},
		{fs.ErrExist, "file already exists"},
	} {
		got := inPlainWords(stops.ctx, c.err)
		if got.Error() != c.want {
			t.Errorf("%v: %v, expected %s", c.err, got, c.want)
		}
		if errors.Is(c.err, context.Canceled) != errors.Is(got, context.Canceled) {
			t.Errorf("%v is no longer what it was", got)
		}
	}
	if err := inPlainWords(stops.ctx, nil); err != nil {
		t.Error(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if got := inPlainWords(ended, wrapped).Error(); strings.Contains(got, "context") || got != "reading: stopped before it was done" {
		t.Error(got)
	}
}
