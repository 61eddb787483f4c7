package runner

import "ep-benchmark/engine"

// Around looks at whole legs from outside. The goroutine that starts the leg's
// workers calls it right before it does. It calls the returned function right
// after the last worker has ended. The workers, and whatever they start,
// inherit the calling goroutine's profiler labels.
//
// A measured run does not use it, since its work may affect the leg that it is
// around.
type Around func(workload string, leg engine.Leg, purpose engine.Purpose) (end func())

// around begins a leg for the run's Around hook. Without a hook it costs one
// call for a leg, and nothing for an operation.
func (l *lane) around(leg engine.Leg, purpose engine.Purpose) (end func()) {
	if l.run.Around == nil {
		return func() {}
	}
	return l.run.Around(l.spec.Name, leg, purpose)
}
