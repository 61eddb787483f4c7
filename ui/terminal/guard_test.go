package terminal

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/sys/unix"
)

func TestStand(t *testing.T) {
	modes := unix.Termios{Oflag: unix.OPOST, Lflag: unix.ECHO | unix.ICANON}
	briefing, err := json.Marshal(modes)
	if err != nil {
		t.Fatal(err)
	}
	for name, report := range map[string]string{"killed": "", "crashed": "panic: broken\n\ngoroutine 1 [running]:\n"} {
		t.Run(name, func(t *testing.T) {
			from := strings.NewReader(string(briefing) + "\n" + report)
			var given []unix.Termios
			unread := 0
			giveBack := func(_ *os.File, to *unix.Termios) { given = append(given, *to); unread = from.Len() }
			var told bytes.Buffer
			err := stand(iotest.HalfReader(from), nil, giveBack, func(_ io.Writer, report io.Reader) {
				_, _ = io.Copy(&told, report)
			})
			if err != nil || len(given) != 1 || given[0] != modes {
				t.Errorf("%v: given back %v", err, given)
			}
			if told.String() != report {
				t.Errorf("tell read %q, want %q", told.String(), report)
			}
			// The unread part of a report keeps the process that writes it from
			// ending.
			if want := max(len(report)-1, 0); unread != want {
				t.Errorf("%d bytes were unread when the terminal was given back, want %d", unread, want)
			}
		})
	}
}

func TestStandWithoutABriefing(t *testing.T) {
	for _, from := range []string{"", "no JSON\n", `{"Iflag":`} {
		err := stand(strings.NewReader(from), nil,
			func(*os.File, *unix.Termios) { t.Error("a terminal is given back without a briefing") },
			func(io.Writer, io.Reader) { t.Error("tell is called") })
		if err == nil {
			t.Errorf("%q: no error", from)
		}
	}
}

// TestRaw holds that a shell's modes are not taken for the dashboard's.
func TestRaw(t *testing.T) {
	for name, c := range map[string]struct {
		modes unix.Termios
		want  bool
	}{
		"the dashboard's":   {unix.Termios{}, true},
		"a line editor's":   {unix.Termios{Oflag: unix.OPOST, Lflag: unix.ISIG}, false},
		"without an editor": {unix.Termios{Oflag: unix.OPOST, Lflag: unix.ISIG | unix.ICANON | unix.ECHO}, false},
	} {
		if got := raw(&c.modes); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
