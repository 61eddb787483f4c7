package process

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"testing"
)

// stoppedBy returns stops after the first signal.
func stoppedBy(signal os.Signal) *Stops {
	stops := NewStops()
	stops.Stop(signal)
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
		got := stoppedBy(syscall.SIGTERM).InPlainWords(c.err)
		if got.Error() != c.want {
			t.Errorf("%v: %v, expected %s", c.err, got, c.want)
		}
		if errors.Is(c.err, context.Canceled) != errors.Is(got, context.Canceled) {
			t.Errorf("%v is no longer what it was", got)
		}
	}
	var none *Stops
	if err := none.InPlainWords(nil); err != nil {
		t.Error(err)
	}
	if got := none.InPlainWords(wrapped).Error(); got != "reading: stopped before it was done" {
		t.Error(got)
	}
}
