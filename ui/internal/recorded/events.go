package recorded

import (
	"cmp"
	"slices"
	"time"

	"ep-benchmark/engine"
)

// events is the log of a run: the events that the observer got, in order.
func (s *scenario) events(timelines []timeline, report engine.Report) []engine.Event {
	log := []engine.Event{s.started(report)}
	for _, text := range s.warnings {
		log = append(log, engine.Warned{At: engine.At(time.Millisecond), Text: text})
	}
	for i := range timelines {
		t := &timelines[i]
		if i == 0 || timelines[i-1].schedule != t.schedule {
			log = append(log, engine.ScheduleStarted{At: engine.At(t.legs[0].start - gap), Schedule: t.schedule})
		}
		log = append(log, t.events()...)
	}
	log = append(log, s.ticks(timelines)...)
	slices.SortStableFunc(log, func(a, b engine.Event) int { return cmp.Compare(a.When(), b.When()) })
	return append(log, engine.RunFinished{At: engine.At(report.Duration), Report: report})
}

func (s *scenario) started(report engine.Report) engine.RunStarted {
	event := engine.RunStarted{StartedAt: report.StartedAt, Plan: s.plan, Host: s.host}
	for _, l := range s.lanes {
		event.Specs = append(event.Specs, l.spec)
		event.Workers = append(event.Workers, s.plan.WorkersFor(l.spec.Bound, s.host.CPUs()))
	}
	return event
}

// events are those of the legs and of the lane's end.
func (t *timeline) events() []engine.Event {
	var log []engine.Event
	for i := range t.legs {
		p := &t.legs[i]
		log = append(log, engine.LegStarted{
			At: engine.At(p.start), Workload: p.sample.Workload, Kind: p.kind, Purpose: p.purpose,
			Round: p.round, Workers: p.workers, Passes: p.sample.Passes,
		}, engine.LegFinished{At: engine.At(p.end), Purpose: p.purpose, Sample: p.sample})
	}
	if t.result.Failure != "" {
		log = append(log, engine.Warned{At: engine.At(t.measured), Text: t.result.Spec.Name + " was given up: " + t.result.Failure})
	}
	return append(log, engine.WorkloadFinished{At: engine.At(t.measured), Result: t.result})
}

// ticks are the reporter's events: progress ten times a second, the host
// twice.
func (s *scenario) ticks(timelines []timeline) []engine.Event {
	var log []engine.Event
	end := ending(timelines)
	for at, n := 100*time.Millisecond, 1; at < end; at, n = at+100*time.Millisecond, n+1 {
		log = append(log, engine.Progressed{At: engine.At(at), Lanes: progress(timelines, at)})
		switch {
		case n%5 == 0 && s.modelled != nil:
			log = append(log, engine.HostSampled{At: engine.At(at), Sample: s.modelledSample(timelines, at)})
		case n%5 == 0:
			log = append(log, engine.HostSampled{At: engine.At(at), Sample: s.hostSample(at)})
		}
	}
	return log
}

// progress is where the lanes of the schedule under way are at a moment.
func progress(timelines []timeline, at time.Duration) []engine.LaneProgress {
	schedule := timelines[0].schedule
	for _, t := range timelines {
		if t.legs[0].start <= at {
			schedule = t.schedule
		}
	}
	var lanes []engine.LaneProgress
	for i := range timelines {
		if timelines[i].schedule == schedule {
			lanes = append(lanes, timelines[i].progress(at))
		}
	}
	return lanes
}

func (t *timeline) progress(at time.Duration) engine.LaneProgress {
	lane := engine.LaneProgress{Workload: t.result.Spec.Name}
	for i := range t.legs {
		p := &t.legs[i]
		if p.start > at {
			break
		}
		lane.Purpose, lane.Round, lane.Kind, lane.Operations, lane.Planned = p.purpose, p.round, "", 0, 0
		if p.end <= at {
			lane.Items += p.sample.Items
			lane.Failed += p.sample.Operations.Unfinished()
			continue
		}
		done := float64(at-p.start) / float64(p.end-p.start)
		lane.Kind, lane.Planned = p.kind, p.sample.Operations.Planned
		lane.Operations = scaledCount(lane.Planned, done)
		lane.Items += scaledCount(p.sample.Items, done)
	}
	return lane
}

// left is how many of the busy CPUs other processes leave to this one.
func left(cores []float64, foreign float64) float64 {
	busy := 0.0
	for _, share := range cores {
		busy += share
	}
	return max(busy-foreign*float64(len(cores)), 0.05)
}

func (s *scenario) hostSample(at time.Duration) engine.HostSample {
	sample := engine.HostSample{At: at, OwnCPU: 1.25, MemoryUsed: s.host.MemoryBytes / 3}
	if s.unwatched {
		return sample
	}
	for core := range s.host.LogicalCPUs {
		sample.Cores = append(sample.Cores, s.share(core, &s.lanes[min(2, len(s.lanes)-1)], leg{round: int(at / time.Second)}))
	}
	if s.state != nil {
		machine := s.state(&s.lanes[1], min(int(at/time.Second)/5, 8))
		sample.Foreign, sample.Steal, sample.Pressure, sample.Thermal = machine.Foreign, machine.Steal, machine.Pressure, machine.Thermal
		sample.Power = s.host.Power
		sample.OwnCPU = min(sample.OwnCPU, left(sample.Cores, *machine.Foreign))
	}
	return sample
}
