package runner

import "ep-benchmark/engine"

// LegHook looks at whole legs from outside. The goroutine that starts the leg's
// workers calls it right before it does. It calls the returned function right
// after the last worker has ended. The workers, and whatever they start,
// inherit the calling goroutine's profiler labels.
//
// A measured run does not use it, since its work may affect the leg that it is
// around.
type LegHook func(workload string, leg engine.Leg, purpose engine.Purpose) (end func())

// callHook begins a leg for the run's LegHook. Without a hook it costs one
// call for a leg, and nothing for an operation.
func (l *lane) callHook(leg engine.Leg, purpose engine.Purpose) (end func()) {
	if l.run.LegHook == nil {
		return func() {}
	}
	return l.run.LegHook(l.spec.Name, leg, purpose)
}
