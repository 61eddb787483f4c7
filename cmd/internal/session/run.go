package session

import (
	"context"
	"errors"

	"ep-benchmark/engine"
	"ep-benchmark/ui/tui"
)

// Run runs the named workloads of the order, or all of them without a name, and
// keeps the run.
func (s *Session) Run(ctx context.Context, workloads []string, observe engine.Observer) (tui.Finished, error) {
	if err := s.revive(ctx); err != nil {
		return tui.Finished{}, err
	}
	if s.Order.Plan.Once && s.runs > 0 {
		return tui.Finished{}, errors.New("a bulk run is carried out once: a second would create every line's shipment again")
	}
	if err := s.affords(workloads); err != nil {
		return tui.Finished{}, err
	}
	s.runs++
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	observe, closeRecording, err := s.recorded(observe, stop)
	if err != nil {
		return tui.Finished{}, err
	}
	report, err := s.measure(ctx, workloads, observe)
	if problem := closeRecording(); problem != nil { // the run is measured all the same
		s.Unrecorded = errors.Join(s.Unrecorded, problem)
		report.Warnings = append(report.Warnings, "the recording is not whole: "+problem.Error())
	}
	if err != nil {
		return tui.Finished{Report: report}, err
	}
	s.profiled(ctx, &report)
	return s.kept(report), nil
}

// kept saves a run in the store. If that fails, it adds a warning to the
// report, because the run was measured all the same.
func (s *Session) kept(report engine.Report) tui.Finished {
	finished := tui.Finished{Report: report}
	if s.Store == nil {
		return finished
	}
	entry, err := s.Store.Save(&report)
	if err != nil {
		finished.Report.Warnings = append(finished.Report.Warnings, "this run is not kept: "+err.Error())
		return finished
	}
	finished.Number = entry.Number
	return finished
}

// revive starts the servers again if one of ours, or a relay, ended during an earlier run.
func (s *Session) revive(ctx context.Context) error {
	if len(s.servers()) == len(s.parts) && s.Died() == nil {
		return nil
	}
	s.stop()
	return s.serve(ctx)
}

// measure builds the workloads and runs the plan.
func (s *Session) measure(ctx context.Context, workloads []string, observe engine.Observer) (engine.Report, error) {
	run, plan, err := s.prepare(ctx, workloads)
	if err != nil {
		return engine.Report{}, err
	}
	finished, err := run.Run(ctx, plan, s.alarmed(observe))
	if err != nil {
		return finished, err
	}
	if err := s.Died(); err != nil {
		finished.Warnings = append(finished.Warnings, err.Error())
	}
	return finished, nil
}

// alarmed emits one warning when a server or a relay of ours has ended during the run,
// because the failures after that have this cause.
func (s *Session) alarmed(observe engine.Observer) engine.Observer {
	told := false
	return func(event engine.Event) {
		if _, first := event.(engine.RunStarted); !first && !told {
			if err := s.Died(); err != nil {
				told = true
				observe(engine.Warned{At: engine.At(event.When()), Text: err.Error() + "; the next run starts it again"})
			}
		}
		observe(event)
	}
}
