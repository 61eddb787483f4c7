package main

import (
	"bytes"
	"os"
	"syscall"
	"testing"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
)

// A stopped command names the signal, without Go's text for the end of a
// context.
func TestStoppedInPlainWords(t *testing.T) {
	for signal, want := range map[os.Signal]string{os.Interrupt: "SIGINT", syscall.SIGTERM: "SIGTERM", syscall.SIGHUP: "SIGHUP"} {
		var out, told bytes.Buffer
		env := silent(&out, &told)
		env.Stops = process.NewStops()
		env.Stops.Stop(signal)
		code := run(env.Stops.Context(), []string{"doctor"}, env)
		expected := "ep-benchmark: doctor: stopped by " + want + "; its findings are incomplete and are not shown\n"
		if code != cli.ExitInterrupted || told.String() != expected || out.Len() > 0 {
			t.Errorf("%v: exit code %d, %q", signal, code, told.String())
		}
	}
}
