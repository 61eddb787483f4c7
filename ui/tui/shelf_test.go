package tui

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
	"ep-benchmark/ui/internal/recorded"
)

// A shelf is a store in memory, whose clock stands still. What the dashboard
// does with a real one is tested in archive_test.go.
type shelf struct {
	reports map[int64]engine.Report
	entries []baselines.Entry // newest first
	named   []baselines.Baseline
	floors  compare.Floors
	err     error // of everything, where there is one
	asked   []string
}

func newShelf(reports ...engine.Report) *shelf {
	s := &shelf{reports: map[int64]engine.Report{}}
	for _, r := range reports {
		s.put(r)
	}
	return s
}

// put keeps a report and returns its number.
func (s *shelf) put(r engine.Report) int64 {
	run := compare.RunOf("", &r)
	e := baselines.Entry{
		Number: int64(len(s.reports) + 1), StartedAt: r.StartedAt, Version: r.Version, Fingerprint: run.Fingerprint(),
		Machine: run.Machine, Schedule: r.Plan.Schedule, Workloads: r.Plan.Workloads, Clean: run.Clean(), Badge: run.Badge(), Doubts: run.Reservations(),
	}
	s.reports[e.Number] = r
	s.entries = slices.Insert(s.entries, 0, e)
	return e.Number
}

func (s *shelf) ask(what string) error {
	s.asked = append(s.asked, what)
	return s.err
}

func (s *shelf) List(q baselines.Query) ([]baselines.Entry, error) {
	var found []baselines.Entry
	for _, e := range s.entries {
		if (q.Fingerprint == "" || q.Fingerprint == e.Fingerprint) && (e.Clean || !q.CleanOnly) && (q.Limit == 0 || len(found) < q.Limit) {
			e.Baselines = nil
			for _, b := range s.named {
				if slices.ContainsFunc(b.Runs, func(held baselines.Entry) bool { return held.Number == e.Number }) {
					e.Baselines = append(e.Baselines, b.Name)
				}
			}
			found = append(found, e)
		}
	}
	return found, s.ask("list")
}

func (s *shelf) Runs(numbers ...int64) ([]compare.Run, error) {
	var runs []compare.Run
	for _, number := range slices.Sorted(slices.Values(numbers)) {
		r, ok := s.reports[number]
		if !ok {
			return nil, baselines.ErrNoRun
		}
		run := compare.RunOf("run "+strconv.FormatInt(number, 10), &r)
		run.Number = number
		runs = append(runs, run)
	}
	return runs, s.ask("runs")
}

func (s *shelf) Report(number int64) (engine.Report, error) {
	return s.reports[number], s.ask("report")
}

func (s *shelf) Delete(numbers ...int64) error {
	if err := s.ask("delete"); err != nil {
		return err
	}
	s.entries = slices.DeleteFunc(s.entries, func(e baselines.Entry) bool { return slices.Contains(numbers, e.Number) })
	return nil
}

func (s *shelf) Side(name string) (compare.Side, error) {
	if number, err := strconv.ParseInt(name, 10, 64); err == nil {
		runs, err := s.Runs(number)
		if err != nil {
			return compare.Side{}, err
		}
		return compare.SideOf(runs[0]), nil
	}
	for _, b := range s.named {
		if b.Name == name {
			runs, err := s.Runs(numbersIn(b)...)
			return compare.Side{Name: name, Runs: runs}, err
		}
	}
	return compare.Side{}, baselines.ErrNoBaseline
}

func numbersIn(b baselines.Baseline) []int64 {
	var numbers []int64
	for _, e := range b.Runs {
		numbers = append(numbers, e.Number)
	}
	return numbers
}

func (s *shelf) Default(fingerprint string, before int64) (compare.Side, error) {
	for _, b := range s.named {
		if b.Pinned && b.Fingerprint == fingerprint {
			side, err := s.Side(b.Name)
			side.Label = "pinned"
			return side, err
		}
	}
	runs, err := s.Rolling(fingerprint, before)
	return compare.Side{Name: compare.RollingName, Runs: runs}, err
}

func (s *shelf) Rolling(fingerprint string, before int64) ([]compare.Run, error) {
	var numbers []int64
	for _, e := range s.entries {
		if e.Clean && e.Fingerprint == fingerprint && (before == 0 || e.Number < before) && len(numbers) < baselines.KeptRuns {
			numbers = append(numbers, e.Number)
		}
	}
	return s.Runs(numbers...)
}

func (s *shelf) NearestPinned(*compare.Run) (compare.Side, bool, error) {
	return compare.Side{}, false, s.ask("nearest")
}

func (s *shelf) Floors(string) (compare.Floors, error) { return s.floors, s.ask("floors") }

func (s *shelf) Baselines() ([]baselines.Baseline, error) {
	return slices.Clone(s.named), s.ask("baselines")
}

func (s *shelf) baseline(name string) *baselines.Baseline {
	i := slices.IndexFunc(s.named, func(b baselines.Baseline) bool { return b.Name == name })
	if i < 0 {
		return nil
	}
	return &s.named[i]
}

func (s *shelf) SaveBaseline(name string, numbers []int64, replace bool) (baselines.Baseline, error) {
	if err := s.ask("save"); err != nil {
		return baselines.Baseline{}, err
	}
	if old := s.baseline(name); old != nil && !replace {
		return baselines.Baseline{}, errors.New("there is a baseline of that name")
	}
	s.named = slices.DeleteFunc(s.named, func(b baselines.Baseline) bool { return b.Name == name })
	s.named = append(s.named, baselines.Baseline{Name: name, SavedAt: moment})
	return s.AddToBaseline(name, numbers)
}

func (s *shelf) AddToBaseline(name string, numbers []int64) (baselines.Baseline, error) {
	b := s.baseline(name)
	for _, e := range slices.Backward(s.entries) {
		if slices.Contains(numbers, e.Number) {
			b.Runs, b.Fingerprint = append(b.Runs, e), e.Fingerprint
		}
	}
	return *b, s.ask("add")
}

func (s *shelf) Pin(name string) error {
	s.baseline(name).Pinned = true
	return s.ask("pin")
}

func (s *shelf) Unpin(name string) error {
	s.baseline(name).Pinned = false
	return s.ask("unpin")
}

// scaled is a report with the parallel times multiplied by factor, of one
// workload or of all ("").
func scaled(r engine.Report, workload string, factor float64) engine.Report {
	r.Results = slices.Clone(r.Results)
	times := func(e stats.Estimate, by float64) stats.Estimate {
		return e.Map(func(f float64) float64 { return f * by })
	}
	for i := range r.Results {
		result := &r.Results[i]
		if result.Parallel == nil || result.Speedup == nil || workload != "" && workload != result.Spec.Name {
			continue
		}
		parallel, speedup := *result.Parallel, times(*result.Speedup, 1/factor)
		parallel.TimePerPass = times(parallel.TimePerPass, factor)
		result.Parallel, result.Speedup = &parallel, &speedup
	}
	return r
}

// earlier are n runs like a recorded one, a day apart, that differ from each
// other by a percent.
func earlier(run recorded.Run, n int) []engine.Report {
	random := rand.New(rand.NewPCG(4, uint64(n)))
	var all []engine.Report
	for i := range n {
		r := run.Report
		r.StartedAt = r.StartedAt.Add(time.Duration(i-n) * 24 * time.Hour)
		for j := range r.Results {
			r = scaled(r, r.Results[j].Spec.Name, math.Exp(0.01*random.NormFloat64()))
		}
		all = append(all, r)
	}
	return all
}

// stocked is a shelf with a baseline main of seven runs and some others, and
// the calibration of a quiet machine.
func stocked() *shelf {
	s := newShelf(earlier(recorded.Finished(), 12)...)
	late := recorded.Interrupted().Report
	late.StartedAt = late.StartedAt.Add(-time.Hour)
	s.put(late)
	if _, err := s.SaveBaseline("main", []int64{4, 5, 6, 7, 8, 9, 10}, false); err != nil {
		panic(err)
	}
	if _, err := s.SaveBaseline("release-1.2", []int64{11}, false); err != nil {
		panic(err)
	}
	s.baseline("main").Pinned = true
	s.floors = compare.Floors{}
	for _, name := range recorded.Finished().Report.Plan.Workloads {
		for _, metric := range compare.Metrics() {
			s.floors[compare.Key{Workload: name, Metric: metric}] = compare.Floor{Change: 0.034, Calibrated: true, Runs: 20, Deviation: 0.01}
		}
	}
	return s
}

// keeping are options with a store.
func keeping(s Store) Options {
	o := options()
	o.Store = s
	claims, err := baselines.Claims()
	if err != nil {
		panic(err)
	}
	o.Past = past(panicking{})[:1]
	o.Past[0].Side = claims
	return o
}

// slower is a recorded run in which one workload's parallel legs take longer.
func slower(run recorded.Run, workload string, factor float64) recorded.Run {
	run.Report = scaled(run.Report, workload, factor)
	run.Events = slices.Clone(run.Events)
	for i, event := range run.Events {
		switch e := event.(type) {
		case engine.RunFinished:
			e.Report = run.Report
			run.Events[i] = e
		case engine.WorkloadFinished:
			for _, result := range run.Report.Results {
				if result.Spec.Name == e.Result.Spec.Name && result.Schedule == e.Result.Schedule {
					e.Result = result
				}
			}
			run.Events[i] = e
		case engine.LegFinished:
			if s := &e.Sample; s.Workload == workload && s.Kind == engine.Parallel {
				s.Makespan = time.Duration(float64(s.Makespan) * factor)
			}
			run.Events[i] = e
		}
	}
	return run
}

// ends applies all events of a run, keeps it, and says that it has returned.
func (d *dashboard) ends(s *shelf, run recorded.Run) *dashboard {
	return d.events(talkative(run.Events), always).tell(runEnded{Finished: Finished{Report: run.Report, Number: s.put(run.Report)}})
}

// wasAsked tells whether the store was asked for something.
func (s *shelf) wasAsked(what string) bool { return strings.Contains(fmt.Sprint(s.asked), what) }
