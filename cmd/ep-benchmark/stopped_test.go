package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"testing"

	"ep-benchmark/cmd/internal/cli"
)

// A stopped command names the signal, without Go's text for the end of a
// context.
func TestStoppedInPlainWords(t *testing.T) {
	for signal, want := range map[os.Signal]string{os.Interrupt: "SIGINT", syscall.SIGTERM: "SIGTERM", syscall.SIGHUP: "SIGHUP"} {
		var out, told bytes.Buffer
		world := silent(&out, &told)
		world.stops = stoppedBy(signal)
		code := run(world.stops.ctx, []string{"doctor"}, world)
		expected := "ep-benchmark: doctor: stopped by " + want + "; its findings are incomplete and are not shown\n"
		if code != cli.ExitInterrupted || told.String() != expected || out.Len() > 0 {
			t.Errorf("%v: exit code %d, %q", signal, code, told.String())
		}
	}
}

// stoppedBy returns stops after the first signal.
func stoppedBy(signal os.Signal) *stops {
	stops := newStops()
	stops.by.Store(&signal)
	stops.cancel()
	return stops
}

func TestInPlainWords(t *testing.T) {
	wrapped := fmt.Errorf("reading: %w", context.Canceled)
	for _, c := range []struct {
		err  error
		want string
	}{
		{wrapped, "reading: stopped by SIGTERM"},
		{errors.Join(fs.ErrExist, wrapped), "file already exists\nreading: stopped by SIGTERM"},
		{fs.ErrExist, "file already exists"},
	} {
		got := stoppedBy(syscall.SIGTERM).inPlainWords(c.err)
		if got.Error() != c.want {
			t.Errorf("%v: %v, expected %s", c.err, got, c.want)
		}
		if errors.Is(c.err, context.Canceled) != errors.Is(got, context.Canceled) {
			t.Errorf("%v is no longer what it was", got)
		}
	}
	var none *stops
	if err := none.inPlainWords(nil); err != nil {
		t.Error(err)
	}
	if got := none.inPlainWords(wrapped).Error(); got != "reading: stopped before it was done" {
		t.Error(got)
	}
}
