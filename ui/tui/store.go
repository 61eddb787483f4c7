package tui

import (
	"fmt"
	"runtime/debug"

	tea "charm.land/bubbletea/v2"

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

// broke says that work in the background panicked.
type broke struct{ err error }

// fetch does work that may wait in the background; its message arrives later. A
// panic becomes an error that is shown, so that the terminal is given back.
func fetch(work func() tea.Msg) tea.Cmd {
	return func() (message tea.Msg) {
		defer func() {
			if value := recover(); value != nil {
				message = broke{fmt.Errorf("a bug in ep-benchmark: %v\n%s", value, debug.Stack())}
			}
		}()
		return work()
	}
}
