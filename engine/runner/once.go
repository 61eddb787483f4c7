package runner

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ep-benchmark/engine"
)

// checkOnce finds what is wrong with a plan that carries its work out once.
func checkOnce(plan engine.Plan) error {
	switch {
	case !plan.Once:
		return nil
	case plan.Rounds != 1 || plan.Adaptive() || plan.Warmups != 0:
		return errors.New("the plan carries its work out once, and has more rounds than one, looks or warm-ups")
	case plan.Schedule == engine.Both:
		return errors.New("the plan carries its work out once, and under both schedules: expected one")
	}
	return nil
}

// once runs the only leg of a plan that carries its work out once. No gate
// applies to it: it is not compared, and can't be made again.
func (l *lane) once(ctx context.Context) {
	l.samples = []engine.Sample{l.leg(ctx, engine.Parallel, engine.Measured, 1, 1, l.random.Uint64())}
	l.finished(engine.Measured, &l.samples[0])
}

// overdueError ends an operation that outlasted the timeout, in a leg that goes
// on.
type overdueError struct{ after time.Duration }

func (e overdueError) Error() string { return fmt.Sprintf("no answer within %v", e.after) }

// Kind is the error's name in counts by kind.
func (overdueError) Kind() string { return "timeout" }

// eachInTime gives every operation of a job a deadline of its own. An operation
// without an answer then counts as failed, and the leg goes on. The watchdog
// still ends the leg where an operation ignores its context.
func eachInTime(job *engine.Job, timeout time.Duration) {
	do := job.Do
	job.Do = func(ctx context.Context, op engine.Op) (engine.Work, error) {
		own, cancel := context.WithTimeoutCause(ctx, timeout, overdueError{timeout})
		defer cancel()
		done, err := do(own, op)
		if err != nil && ctx.Err() == nil && own.Err() != nil {
			err = context.Cause(own)
		}
		return done, err
	}
}
