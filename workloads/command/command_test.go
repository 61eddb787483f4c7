package command

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/workloads/proctree"
)

// scripted is a runner whose outcomes depend on the command.
type scripted struct {
	ran      []string
	outcomes map[string]proctree.Outcome
}

func (s *scripted) Run(_ context.Context, i proctree.Invocation) (proctree.Outcome, error) {
	line := strings.Join(i.Args, " ")
	s.ran = append(s.ran, line)
	o, ok := s.outcomes[line]
	if !ok {
		o.Elapsed = time.Millisecond
	}
	return o, nil
}

func TestOptionsAreChecked(t *testing.T) {
	for want, o := range map[string]Options{
		"":                            {Sequential: "make -j {n}", Parallel: "make -j {n}"},
		"the command is empty":        {Sequential: " ", Parallel: "make"},
		"a quote is not closed":       {Sequential: "make 'all", Parallel: "make -j {n}"},
		`so "|" means nothing here`:   {Sequential: "make | tee log", Parallel: "make -j {n}"},
		`so ">" means nothing here`:   {Sequential: "make", Parallel: "make -j {n} > log"},
		"command are the same":        {Sequential: "make all", Parallel: "make all"},
		`so "&" means nothing here: `: {Sequential: "make", Parallel: "make -j {n}", Setup: "server &"},
	} {
		_, err := New(o, nil)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%+v: %v, want %q", o, err, want)
		}
	}
	if _, err := New(Options{Sequential: "make | tee log", Parallel: "make -j {n} | tee log", Shell: true}, nil); err != nil {
		t.Errorf("with a shell: %v", err)
	}
}

func TestArguments(t *testing.T) {
	for text, want := range map[string][]string{
		"pytest -n {n} tests":      {"pytest", "-n", "4", "tests"},
		"make '-j{n}' 'a b' c\\ d": {"make", "-j4", "a b", "c d"},
		`go test -run "^A|B$"`:     {"go", "test", "-run", "^A|B$"},
	} {
		parsed, err := parse(text, false)
		if err != nil || !slices.Equal(parsed.args(4), want) {
			t.Errorf("%s: %q, %v", text, parsed.args(4), err)
		}
	}
	parsed, _ := parse("a | b -n {n}", true)
	if want := []string{"/bin/sh", "-c", "a | b -n 4"}; !slices.Equal(parsed.args(4), want) {
		t.Errorf("%q", parsed.args(4))
	}
}

// leg runs one leg as the runner does.
func leg(t *testing.T, c *Command, l engine.Leg) (engine.CommandEvidence, engine.Work, error) {
	t.Helper()
	job, err := c.Prepare(t.Context(), l)
	if err != nil {
		return engine.CommandEvidence{}, engine.Work{}, err
	}
	work, err := job.Do(t.Context(), engine.Op{})
	if err == nil {
		err = job.Verify(t.Context())
	}
	if closed := job.Close(); err == nil {
		err = closed
	}
	return job.Command(), work, err
}

func TestLegs(t *testing.T) {
	s := &scripted{outcomes: map[string]proctree.Outcome{
		"work -n 1":     {Elapsed: 8 * time.Second, User: 7 * time.Second, System: time.Second, Bytes: 5},
		"work -n 4":     {Elapsed: 2 * time.Second, User: 7 * time.Second, Peak: 9, Output: []byte("4 passed")},
		"true":          {Elapsed: 2 * time.Millisecond},
		"before it 4":   {},
		"after it":      {},
		"before it 1":   {},
		"broken -n 4":   {Exit: 3, Output: []byte("no\n")},
		"broken -n 1":   {},
		"/bin/sh -c :":  {Elapsed: 500 * time.Millisecond},
		"/bin/sh -c w1": {Elapsed: 900 * time.Millisecond},
	}}
	c, err := New(Options{Sequential: "work -n {n}", Parallel: "work -n {n}", Prepare: "before it {n}", Conclude: "after it", Expect: "passed"}, s)
	if err != nil {
		t.Fatal(err)
	}
	evidence, work, err := leg(t, c, engine.Leg{Kind: engine.Parallel, Workers: 1, Degree: 4})
	want := engine.CommandEvidence{Elapsed: 2 * time.Second, UserCPU: 7 * time.Second, PeakMemory: 9, Start: 2 * time.Millisecond}
	if err != nil || evidence != want || work.Took != 2*time.Second || work.Items != 1 {
		t.Errorf("%+v, %+v, %v", evidence, work, err)
	}
	if want := []string{"before it 4", "true", "work -n 4", "after it"}; !slices.Equal(s.ran, want) {
		t.Errorf("ran %q", s.ran)
	}
	if _, _, err := leg(t, c, engine.Leg{Kind: engine.Sequential, Workers: 1, Degree: 1}); err == nil || !strings.Contains(err.Error(), `no "passed"`) {
		t.Errorf("another output: %v", err)
	}

	broken, _ := New(Options{Sequential: "broken -n {n}", Parallel: "broken -n {n}"}, s)
	_, _, err = leg(t, broken, engine.Leg{Kind: engine.Parallel, Degree: 4})
	if err == nil || err.Error() != "exit code 3: no" || err.(interface{ Kind() string }).Kind() != "exit 3" || string(broken.FailedOutput()) != "no\n" {
		t.Errorf("%v, %q", err, broken.FailedOutput())
	}

	// The time of an empty run of the shell is subtracted.
	shelled, _ := New(Options{Sequential: "w{n}", Parallel: "v{n}", Shell: true}, s)
	if evidence, _, err := leg(t, shelled, engine.Leg{Kind: engine.Sequential, Degree: 1}); err != nil || evidence.Elapsed != 400*time.Millisecond {
		t.Errorf("%v, %v", evidence.Elapsed, err)
	}
}

// A command that prepares and fails is no fast run.
func TestHooksFail(t *testing.T) {
	s := &scripted{outcomes: map[string]proctree.Outcome{"prepare it": {Exit: 1}, "clean": {Signal: "SIGKILL", Exit: -1}}}
	c, _ := New(Options{Sequential: "a", Parallel: "b", Prepare: "prepare it", Setup: "true", Cleanup: "clean"}, s)
	if _, err := c.Prepare(t.Context(), engine.Leg{Degree: 1}); err == nil || err.Error() != "prepare command: exit code 1" {
		t.Errorf("%v", err)
	}
	if err := c.Setup(t.Context()); err != nil {
		t.Error(err)
	}
	if err := c.Cleanup(t.Context()); err == nil || err.Error() != "cleanup command: ended by the signal SIGKILL" {
		t.Errorf("%v", err)
	}
}

// A command can have a name, workers and limits of its own.
func TestSpecOfANamedCommand(t *testing.T) {
	o := Options{Sequential: "make -j {n}", Parallel: "make -j {n}", Name: "unit-tests", Title: "Unit tests", Workers: 3, Hung: time.Minute}
	c, err := New(o, &scripted{})
	if err != nil {
		t.Fatal(err)
	}
	spec := c.Spec()
	if spec.Name != "unit-tests" || spec.Title != "Unit tests" || spec.Key != "unit_tests" || spec.Workers != 3 || spec.Limit != time.Minute {
		t.Errorf("%+v", spec)
	}
	o.Name, o.Title = "", ""
	if c, err = New(o, &scripted{}); err != nil || c.Spec().Name != Name || c.Spec().Title != "Command" || c.Spec().Key != Name {
		t.Errorf("%v, %+v", err, c.Spec())
	}
}

// When the run is stopped, what concludes and cleans up still runs, and not for
// longer than the stop allows.
func TestLastCommandsAfterAStop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stopped, stop := context.WithCancel(t.Context())
		c, err := New(Options{Sequential: "a", Parallel: "b", Cleanup: "slow", Conclude: "slow"}, &sleeper{300 * time.Millisecond})
		if err != nil {
			t.Fatal(err)
		}
		stop()
		if err := c.Cleanup(stopped); err != nil {
			t.Error(err)
		}
		c, _ = New(Options{Sequential: "a", Parallel: "b", Cleanup: "slow"}, &sleeper{time.Minute})
		began := time.Now()
		if err := c.Cleanup(stopped); !errors.Is(err, errTooLong) || time.Since(began) != lastWords {
			t.Errorf("%v after %v", err, time.Since(began))
		}
		began = time.Now()
		if err := c.Cleanup(t.Context()); err != nil || time.Since(began) != time.Minute {
			t.Errorf("%v after %v where nothing was stopped", err, time.Since(began))
		}
	})
}

// sleeper is a runner whose commands take a time.
type sleeper struct{ takes time.Duration }

func (s *sleeper) Run(ctx context.Context, _ proctree.Invocation) (proctree.Outcome, error) {
	select {
	case <-time.After(s.takes):
		return proctree.Outcome{Elapsed: s.takes}, nil
	case <-ctx.Done():
		return proctree.Outcome{}, context.Cause(ctx)
	}
}
