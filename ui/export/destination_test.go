package export_test

import (
	"bytes"
	"errors"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"ep-benchmark/engine"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/internal/recorded"
)

func open(t *testing.T, path string) *export.Destination {
	t.Helper()
	d, err := export.Open("json:"+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Abandon)
	return d
}

// files lists what is in a directory, hidden files included.
func files(t *testing.T, directory string) []string {
	t.Helper()
	entries, err := os.ReadDir(directory)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func content(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func write(t *testing.T, path, text string, mode os.FileMode) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil { // whatever the umask
		t.Fatal(err)
	}
}

func TestFileIsWritten(t *testing.T) {
	directory := t.TempDir()
	path := filepath.Join(directory, "run.json")
	d := open(t, path)
	if d.IsStream() || d.Path() != path {
		t.Errorf("a file is a stream: %v, with the path %q", d.IsStream(), d.Path())
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("the file is there before anything was written")
	}
	report := recorded.Quick().Report
	if err := d.Write(report, nil); err != nil {
		t.Fatal(err)
	}
	d.Abandon()
	if content(t, path) != encoded(t, report) {
		t.Error("the file does not hold the document")
	}
	if left := files(t, directory); len(left) != 1 {
		t.Errorf("the directory holds %q", left)
	}
}

// TestOldContentStays holds that a file is replaced by a whole one or by none.
func TestOldContentStays(t *testing.T) {
	directory := t.TempDir()
	path := filepath.Join(directory, "run.json")
	write(t, path, "old", 0o600)
	d := open(t, path)
	broken := recorded.Quick().Copy().Report
	broken.Results[0].Speedup.Value = math.NaN()
	if d.Write(broken, nil) == nil {
		t.Error("NaN was written")
	}
	if content(t, path) != "old" {
		t.Error("a failed export touched the file")
	}
	d.Abandon()
	d.Abandon() // twice is once
	if left := files(t, directory); len(left) != 1 || content(t, path) != "old" {
		t.Errorf("abandoned, the directory holds %q", left)
	}
}

func TestPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such permissions")
	}
	directory := t.TempDir()
	for name, c := range map[string]struct {
		before, want os.FileMode // before 0 is no file
	}{"fresh": {0, 0o644}, "private": {0o600, 0o600}, "shared": {0o664, 0o664}} {
		path := filepath.Join(directory, name)
		if c.before != 0 {
			write(t, path, "old", c.before)
		}
		if err := open(t, path).Write(recorded.Quick().Report, nil); err != nil {
			t.Fatal(err)
		}
		got, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if mode := got.Mode().Perm(); mode&^0o022 != c.want&^0o022 || mode&0o111 != 0 {
			t.Errorf("%s: the file has %v, want %v but for the umask", name, mode, c.want)
		}
	}
}

// TestLinkKeepsStanding holds that what a link points to is replaced.
func TestLinkKeepsStanding(t *testing.T) {
	directory, elsewhere := t.TempDir(), t.TempDir()
	target, link := filepath.Join(elsewhere, "real.json"), filepath.Join(directory, "link.json")
	write(t, target, "old", 0o644)
	if err := os.Symlink(target, link); err != nil {
		t.Skip(err)
	}
	if err := open(t, link).Write(recorded.Quick().Report, nil); err != nil {
		t.Fatal(err)
	}
	if got, err := os.Readlink(link); err != nil || got != target {
		t.Errorf("the link now is %q (%v)", got, err)
	}
	if content(t, target) == "old" {
		t.Error("what the link points to is old")
	}
}

// TestBadDestinations holds that whatever can't be written is known at Open.
func TestBadDestinations(t *testing.T) {
	directory := t.TempDir()
	file := filepath.Join(directory, "file")
	write(t, file, "old", 0o644)
	for text, want := range map[string]string{
		"cvs":                             "unknown format",
		"cvs:x":                           "unknown format",
		"":                                "unknown format",
		"json:":                           "the path is empty",
		"json:" + directory:               "not a regular file",
		"json:" + directory + "/a/b.json": "no such file or directory",
		"json:" + file + "/b.json":        "not a directory",
	} {
		d, err := export.Open(text, nil)
		if err == nil {
			d.Abandon()
			t.Errorf("%q is accepted", text)
		} else if !strings.Contains(err.Error(), want) && runtime.GOOS != "windows" {
			t.Errorf("%q: %v, want %q in it", text, err, want)
		}
	}
	if left := files(t, directory); len(left) != 1 {
		t.Errorf("the directory holds %q", left)
	}
}

func TestUnwritableDirectory(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("nothing is unwritable to root")
	}
	directory := t.TempDir()
	if err := os.Chmod(directory, 0o500); err != nil {
		t.Fatal(err)
	}
	if d, err := export.Open("json:"+filepath.Join(directory, "run.json"), nil); err == nil {
		d.Abandon()
		t.Error("an unwritable directory is accepted")
	}
}

func TestPathMayHoldColons(t *testing.T) {
	path := filepath.Join(t.TempDir(), "12:30.json")
	if got := open(t, path).Path(); got != path {
		t.Errorf("the path is %q", got)
	}
}

type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestStream(t *testing.T) {
	var b bytes.Buffer
	report := recorded.Quick().Report
	for _, text := range []string{"json", "json:-"} {
		b.Reset()
		d, err := export.Open(text, &b)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Write(report, nil); err != nil || !d.IsStream() || d.Path() != "" {
			t.Errorf("%s: %v, stream %v, path %q", text, err, d.IsStream(), d.Path())
		}
		d.Abandon()
		if b.String() != encoded(t, report) {
			t.Errorf("%s: the stream does not hold the document", text)
		}
	}
	broken, err := export.Open("json", closedPipe{})
	if err != nil {
		t.Fatal(err)
	}
	if broken.Write(engine.Report{Plan: engine.Plan{Schedule: engine.Isolated}}, nil) == nil {
		t.Error("a broken pipe is not reported")
	}
}
