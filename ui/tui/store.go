package tui

import (
	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
)

// Store is what the dashboard needs of the place where runs are kept;
// [baselines.Store] is one. It is used by one goroutine or several, and never
// by the one that draws: a store may wait for other processes.
type Store interface {
	List(q baselines.Query) ([]baselines.Entry, error)
	Runs(numbers ...int64) ([]compare.Run, error)
	Report(number int64) (engine.Report, error)
	Delete(numbers ...int64) error

	Side(name string) (compare.Side, error)
	Default(fingerprint string, before int64) (compare.Side, error)
	NearestPinned(run *compare.Run) (compare.Side, bool, error)
	Rolling(fingerprint string, before int64) ([]compare.Run, error)
	Floors(fingerprint string) (compare.Floors, error)

	Baselines() ([]baselines.Baseline, error)
	SaveBaseline(name string, numbers []int64, replace bool) (baselines.Baseline, error)
	AddToBaseline(name string, numbers []int64) (baselines.Baseline, error)
	Pin(name string) error
	Unpin(name string) error
}

// Finished is a run that has ended.
type Finished struct {
	Report engine.Report
	Number int64 // of the run in the store; 0 where it is not kept
}
