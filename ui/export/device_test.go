package export

import (
	"bytes"
	"errors"
	"os"
	"runtime"
	"testing"

	"ep-benchmark/engine"
)

// TestDevices: an export and the rows of a sheet may go to a device, which is
// neither replaced nor removed, even if there are no rows.
func TestDevices(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("NUL is no file there")
	}
	d, err := Open("json:"+os.DevNull, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Write(engine.Report{}, nil); err != nil || d.IsStream() || d.Path() != os.DevNull {
		t.Errorf("%v, a stream %v, at %q", err, d.IsStream(), d.Path())
	}
	d.Abandon()
	for rows := range 2 {
		s, err := CreateSheet(os.DevNull, []string{"line"})
		if err != nil {
			t.Fatal(err)
		}
		for range rows {
			err = errors.Join(err, s.Add("1"))
		}
		if err = errors.Join(err, s.Close(), s.Close()); err != nil || s.Device() == nil {
			t.Errorf("%d rows: %v", rows, err)
		}
	}
	if about, err := os.Stat(os.DevNull); err != nil || about.Mode()&os.ModeCharDevice == 0 {
		t.Errorf("%v, %v", about, err)
	}
}

// TestNamesOfStandardOutput: the system's names of standard output stand for the
// stream.
func TestNamesOfStandardOutput(t *testing.T) {
	for _, path := range []string{"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"} {
		var b bytes.Buffer
		d, err := Open("json:"+path, &b)
		if err != nil || !d.IsStream() || !IsStream(path) {
			t.Errorf("%s: %v", path, err)
		}
	}
	for _, path := range []string{"", "/dev/stderr", "/dev/null", "stdout", "./-"} {
		if IsStream(path) {
			t.Errorf("%q stands for standard output", path)
		}
	}
}
