package runner

import "ep-benchmark/engine"

// Around looks at whole legs from outside: it is called by the goroutine that
// starts the leg's workers, right before it does, and the function it returns
// right after the last of them has come back. The workers, and whatever they
// start, inherit the calling goroutine's profiler labels.
//
// It is no part of a measured run: what it does, the leg that it is around may
// feel.
type Around func(workload string, leg engine.Leg, purpose engine.Purpose) (end func())

// around begins a leg for whoever looks at it. Where nobody does it costs one
// call for a leg, and nothing for an operation.
func (l *lane) around(leg engine.Leg, purpose engine.Purpose) (end func()) {
	if l.run.Around == nil {
		return func() {}
	}
	return l.run.Around(l.spec.Name, leg, purpose)
}
