package baselines_test

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"ep-benchmark/baselines"
	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
)

// childOf makes this binary a process of a test. Its value is the store to save
// runs in, the first run's number in the fixture, and how many runs. With none
// the process prints the file's locks.
const childOf = "EP_BENCHMARK_STORE_CHILD"

func TestMain(m *testing.M) {
	if work := os.Getenv(childOf); work != "" {
		if err := child(work, os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// child saves runs and prints the number of each that was acknowledged. It
// begins when its input ends, so that a test can let many begin at once.
func child(work string, in io.Reader, out io.Writer) error {
	fields := strings.SplitN(work, " ", 3)
	first, err := strconv.Atoi(fields[0])
	if err != nil {
		return err
	}
	count, err := strconv.Atoi(fields[1])
	if err != nil {
		return err
	}
	if _, err := io.ReadAll(in); err != nil {
		return err
	}
	if count == 0 {
		return tellLock(fields[2], out)
	}
	s, err := baselines.Open(fields[2])
	if err != nil {
		return err
	}
	for n := first; n < first+count; n++ {
		r := reportOf(n, 1)
		e, err := s.Save(&r)
		if err != nil {
			return err
		}
		fmt.Fprintln(out, e.Number, n)
	}
	return s.Close()
}

// start starts a child and returns what lets it begin, with its output.
func start(t *testing.T, path string, first, count int) (*exec.Cmd, io.Closer, io.Reader) {
	t.Helper()
	cmd := exec.Command(must[string](t)(os.Executable()))
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d %d %s", childOf, first, count, path))
	cmd.Stderr = os.Stderr
	in := must[io.WriteCloser](t)(cmd.StdinPipe())
	out := must[io.ReadCloser](t)(cmd.StdoutPipe())
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() }) // killing a process that has ended does nothing
	return cmd, in, out
}

// acknowledged reads which runs a child has printed, by their numbers.
func acknowledged(t *testing.T, lines *bufio.Scanner, most int) map[int64]int {
	t.Helper()
	runs := map[int64]int{}
	for len(runs) < most && lines.Scan() {
		var number int64
		var n int
		if _, err := fmt.Sscan(lines.Text(), &number, &n); err != nil {
			t.Fatalf("%q: %v", lines.Text(), err)
		}
		runs[number] = n
	}
	return runs
}

// TestKilledAtAnyMoment: an acknowledged run is kept whole, even if the process
// was killed between any two of its steps.
func TestKilledAtAnyMoment(t *testing.T) {
	path := filepath.Join(t.TempDir(), "runs.db")
	told := map[int64]int{}
	for round, most := range []int{1, 2, 3, 5, 7, 4, 1, 6} {
		cmd, in, out := start(t, path, round*10_000, 10_000)
		_ = in.Close() // a child that is gone already is found below
		lines := bufio.NewScanner(out)
		first := acknowledged(t, lines, most)
		if err := cmd.Process.Kill(); err != nil { // SIGKILL
			t.Fatal(err)
		}
		rest := acknowledged(t, lines, 10_000) // printed before it died
		if err := cmd.Wait(); err == nil || len(first) != most || len(rest) > 9000 {
			t.Fatalf("the child printed %d runs, then %d, and ended with %v", len(first), len(rest), err)
		}
		for _, runs := range []map[int64]int{first, rest} {
			for number, n := range runs {
				told[number] = n
			}
		}
	}
	s := openedAt(t, path)
	for number, n := range told {
		same(t, "an acknowledged run", reportOf(n, 1), must[engine.Report](t)(s.Report(number)))
	}
	sound(t, s)
	t.Logf("%d runs were acknowledged, %d are there", len(told), len(must[[]baselines.Entry](t)(s.List(baselines.Query{}))))
}

// TestKilledAsItIsMade: a process may be killed while it makes a store. The
// next one can look at what is left without changing it, and can make a store
// of it.
func TestKilledAsItIsMade(t *testing.T) {
	for kind, of := range map[string]func(string) string{
		"its folder":      filepath.Dir,
		"its first bytes": func(path string) string { return path },
		"its log":         func(path string) string { return path + "-wal" },
	} {
		path := filepath.Join(t.TempDir(), "new", "runs.db")
		cmd, in, _ := start(t, path, 0, 10_000)
		_ = in.Close()                // a child that is gone already is found below
		for there := false; !there; { // the child ends by itself if the file never appears
			about, err := os.Stat(of(path))
			there = err == nil && about.Size() > 0
		}
		if err := cmd.Process.Kill(); err != nil { // SIGKILL
			t.Fatal(err)
		}
		_ = cmd.Wait() // it was killed
		must[[]baselines.Entry](t)(look(t, path).List(baselines.Query{}))
		s := openedAt(t, path)
		saved(t, s, reportOf(1, 6))
		sound(t, s)
		if about, err := os.Stat(path); err != nil || about.Mode() != 0o600 {
			t.Errorf("%s: %v, %v", kind, about.Mode(), err)
		}
	}
}

func sound(t *testing.T, s *baselines.Store) {
	t.Helper()
	var verdict, broken string
	if err := s.DB().QueryRow("PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		t.Errorf("the integrity check says %q, %v", verdict, err)
	}
	if err := s.DB().QueryRow("SELECT group_concat(\"table\") FROM pragma_foreign_key_check").Scan(&sqlText{&broken}); err != nil || broken != "" {
		t.Errorf("rows without what they belong to: %q, %v", broken, err)
	}
}

// sqlText reads a text, or nothing as "".
type sqlText struct{ to *string }

func (s *sqlText) Scan(from any) error {
	if from != nil {
		*s.to = fmt.Sprint(from)
	}
	return nil
}

// TestManyProcesses make the store and write in it, all at once.
func TestManyProcesses(t *testing.T) {
	const each = 3
	processes := 50
	if racebuild.Enabled { // it looks into one process only, and makes each take several times as long to start
		processes = 10
	}
	path := filepath.Join(t.TempDir(), "new", "runs.db")
	var gates []io.Closer
	var children []*exec.Cmd
	var outs []io.Reader
	for i := range processes {
		cmd, in, out := start(t, path, i*each, each)
		children, gates, outs = append(children, cmd), append(gates, in), append(outs, out)
	}
	for _, gate := range gates {
		_ = gate.Close() // a child that is gone already is found below
	}
	told := map[int64]int{}
	for i, cmd := range children {
		for number, n := range acknowledged(t, bufio.NewScanner(outs[i]), each) {
			told[number] = n
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("process %d: %v", i, err)
		}
	}
	s := openedAt(t, path)
	all := must[[]baselines.Entry](t)(s.List(baselines.Query{}))
	if len(all) != processes*each || len(told) != processes*each {
		t.Errorf("%d runs are there, %d were acknowledged, of %d", len(all), len(told), processes*each)
	}
	for _, e := range all {
		if want := reportOf(told[e.Number], 1); !e.StartedAt.Equal(want.StartedAt) {
			t.Errorf("run %d is of %v, and %v was acknowledged", e.Number, e.StartedAt, want.StartedAt)
		}
	}
	sound(t, s)
}

// TestGoroutines share a store, and others of the same file.
func TestGoroutines(t *testing.T) {
	path := filepath.Join(t.TempDir(), "runs.db")
	shared := openedAt(t, path)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			own, err := baselines.Open(path)
			if err != nil {
				t.Error(err)
				return
			}
			for j := range 3 {
				useAtOnce(t, shared, reportOf(100*i+j, 6))
				useAtOnce(t, own, reportOf(100*i+j+50, 6))
			}
			if err := own.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if found := must[[]baselines.Entry](t)(shared.List(baselines.Query{})); len(found) != 48 {
		t.Errorf("%d runs are there", len(found))
	}
	sound(t, shared)
}

func useAtOnce(t *testing.T, s *baselines.Store, r engine.Report) {
	t.Helper()
	e, err := s.Save(&r)
	if err != nil {
		t.Error(err)
		return
	}
	if _, err := s.SaveBaseline("main", []int64{e.Number}, true); err != nil {
		t.Error(err)
	}
	if got, err := s.Report(e.Number); err != nil || !got.StartedAt.Equal(r.StartedAt) {
		t.Errorf("run %d: %v, %v", e.Number, got.StartedAt, err)
	}
	if _, err := s.List(baselines.Query{Limit: 5}); err != nil {
		t.Error(err)
	}
}

// TestLocksAreKept: the first store of a file in this process must keep its
// locks when a second one is opened. Other processes see by them that it is in
// use.
func TestLocksAreKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "runs.db")
	first := openedAt(t, path)
	saved(t, first, reportOf(1, 1))
	second := must[*baselines.Store](t)(baselines.Open(path))
	if err := second.Close(); err != nil {
		t.Fatal(err)
	}
	cmd, in, out := start(t, path, 0, 0)
	_ = in.Close() // a child that is gone already is found below
	said := must[[]byte](t)(io.ReadAll(out))
	if err := cmd.Wait(); err != nil || string(said) != "locked: true\n" {
		t.Errorf("another process says %q, %v", said, err)
	}
}

// tellLock prints whether another process has a lock on the bytes that stand
// for reading a SQLite file.
func tellLock(path string, out io.Writer) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer file.Close()
	lock := syscall.Flock_t{Type: syscall.F_WRLCK, Whence: io.SeekStart, Start: 0x40000002, Len: 510}
	if err := syscall.FcntlFlock(file.Fd(), syscall.F_GETLK, &lock); err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, "locked:", lock.Type != syscall.F_UNLCK)
	return err
}
