package runner

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// carryOut prepares a leg's job, runs it under measurement and fills in the
// sample.
func (l *lane) carryOut(ctx context.Context, leg engine.Leg, purpose engine.Purpose, sample *engine.Sample) {
	job, err := l.prepare(ctx, leg)
	if err != nil {
		sample.Untimed = message("prepare: " + err.Error())
		return
	}
	timeout := l.run.plan.TimeoutOf(&l.spec)
	if l.run.plan.Once {
		eachInTime(&job, timeout)
		timeout += grace
	}
	crew := l.crew(leg)
	account, amount := l.accountFor(leg, purpose), l.amounts[leg.Kind]
	amount.endless, amount.scheduled = job.Sustained && job.Dispatch.Kind == engine.Pool, job.Arrival != nil
	crew.begin(&job, amount, account, l.halt)
	l.enter(crew, leg, purpose)
	end := l.callHook(leg, purpose)
	account.settle()
	since := l.run.gates.mark().since
	before, disturbances := l.run.look(), l.run.disturbances()
	before.machine = since
	makespan, finish, err := crew.carryOut(ctx, &job, amount.passes, timeout, l.run.disturbances)
	after := l.run.look()
	end()
	account.settle()
	l.leave()

	sample.Makespan, sample.Finish = makespan, finish
	sample.Evidence = l.run.between(before, after)
	sample.Evidence.Process.Shared = l.shared
	crew.fill(sample)
	if !crew.abandoned {
		sample.Evidence.Compute = account.evidence()
		if amount.lasting > 0 {
			// What a leg with a fixed length begins is what it had planned.
			sample.Operations.Planned = sample.Operations.Ended() + sample.Operations.Cancelled
			sample.Rate = crew.rate()
		}
	}
	if err == nil && l.run.settled() != disturbances {
		err = errDisturbed
	}
	l.conclude(ctx, &job, crew, sample, err)
}

// crew returns the lane's workers for a kind of leg.
func (l *lane) crew(leg engine.Leg) *crew {
	if known := l.crews[leg.Kind]; known != nil && !known.abandoned {
		return known
	}
	fresh := newCrew(leg.Workers, l.bound[leg.Kind].spec.Parts)
	fresh.alarm = l.run.Alarm
	l.crews[leg.Kind] = fresh
	return fresh
}

// errDisturbed is why an otherwise valid leg has no valid timing.
var errDisturbed = errors.New("the process was suspended during it")

func (r *run) disturbances() int64 {
	if r.Disturbed == nil {
		return 0
	}
	return r.Disturbed.Load()
}

// prepare calls the workload's Prepare and checks what it gives.
func (l *lane) prepare(ctx context.Context, leg engine.Leg) (job engine.Job, err error) {
	err = guard(ctx, func(ctx context.Context) (err error) {
		job, err = l.bound[leg.Kind].workload.Prepare(ctx, leg)
		return err
	})
	if err == nil && (job.Operations < 1 || job.Do == nil) {
		err = fmt.Errorf("the workload gave a job of %d operations", job.Operations)
	}
	return job, err
}

// conclude ends the job, verifies its answer, and decides whether the leg is a
// timing.
func (l *lane) conclude(ctx context.Context, job *engine.Job, crew *crew, sample *engine.Sample, err error) {
	if job.Wire != nil && !crew.abandoned {
		wire := job.Wire()
		if sample.Makespan > 0 {
			wire.InFlightMean = float64(wire.FirstByteMean) * float64(wire.Requests) / float64(sample.Makespan)
		}
		sample.Evidence.Wire = &wire
	}
	if job.Command != nil && err == nil && !crew.abandoned {
		command := job.Command()
		sample.Makespan, sample.Evidence.Command = command.Elapsed, &command
	}
	if job.Files != nil && !crew.abandoned {
		files := job.Files()
		sample.Evidence.Files = &files
	}
	if job.Cache != nil && !crew.abandoned {
		cache := job.Cache()
		sample.Evidence.Cache = &cache
	}
	if sample.Untimed = untimed(sample, err); l.run.plan.Once && err == nil && wentOn(sample) {
		sample.Untimed = ""
	}
	if sample.Timed() && crew.lasting == 0 { // a leg with a fixed length has carried out some part of the work
		if err := guard(ctx, job.Verify); err != nil {
			sample.Untimed = message("wrong answer: " + err.Error())
		}
	}
	if job.Database != nil && !crew.abandoned {
		database := job.Database()
		sample.Evidence.Database = &database
	}
	if job.Close != nil && !crew.abandoned {
		if err := guard(ctx, func(context.Context) error { return job.Close() }); err != nil && sample.Timed() {
			sample.Untimed = message("close: " + err.Error())
		}
	}
}

// wentOn tells whether a leg completed although operations failed, and some
// finished.
func wentOn(sample *engine.Sample) bool {
	o := sample.Operations
	return o.Hung == 0 && o.Cancelled == 0 && o.Finished > 0 && o.Finished+o.Unfinished() == o.Planned
}

// untimed says why a leg has no valid timing, or "".
func untimed(sample *engine.Sample, err error) string {
	counts := sample.Operations
	switch {
	case counts.Hung > 0:
		return fmt.Sprintf("%d of %d operations hung: no answer within the operation timeout", counts.Hung, counts.Ended())
	case counts.Unfinished() > 0:
		first := sample.Errors[0]
		return fmt.Sprintf("%d of %d operations went wrong, most by %q: %s", counts.Unfinished(), counts.Ended(), first.Kind, first.Message)
	case errors.Is(err, context.Canceled) || counts.Cancelled > 0:
		return "the run ended during it"
	case err != nil:
		return message(err.Error())
	case waited(sample) != "":
		return waited(sample)
	case counts.Finished != counts.Planned:
		return fmt.Sprintf("only %d of %d operations ended", counts.Finished, counts.Planned)
	}
	return ""
}

// waited says that a leg held back because the server asked it to. Its answers
// are right, but its duration shows the server's limit and not its work.
func waited(sample *engine.Sample) string {
	w := sample.Evidence.Wire
	if w == nil || w.Slept <= 0 {
		return ""
	}
	return fmt.Sprintf("the server limits the rate: %d of %d requests were refused (HTTP 429), %d sent again, and workers held back for %v in all",
		w.RateLimited, w.Requests, w.Repeated, w.Slept.Round(time.Millisecond))
}

// fill carries the workers' counts into the sample.
func (c *crew) fill(sample *engine.Sample) {
	sample.Operations.Planned = c.planned
	if c.abandoned {
		// A worker is still inside its operation; only the atomic counters
		// may be read.
		ended, items, failed := c.totals()
		sample.Items = items
		sample.Operations.Finished, sample.Operations.Failed, sample.Operations.Hung = ended-failed, failed, 1
		sample.Errors = []engine.ErrorCount{{Kind: hungError{}.Kind(), Message: "an operation did not come back, not even when it was cancelled", Count: 1}}
		return
	}
	merged, left, inTime := stats.NewHistogram(), int64(0), int64(0)
	for _, l := range c.latencies {
		l.mergeInto(merged)
	}
	var all failures
	for _, w := range c.workers {
		c.add(sample, w)
		left, inTime = left+w.skipped, inTime+w.inTime
		for _, count := range w.failures {
			all.merge(*count)
		}
	}
	sample.Errors = all.list()
	if latency, err := engine.LatencyOf(merged); err == nil {
		latency.Skip(merged, left)
		sample.Latency = latency
	}
	if c.arrivals != nil {
		sample.Arrivals = c.arrivals.counts(left, inTime)
		sample.Operations.Planned -= left // the rest is what was to be carried out
	}
	if c.cost.Dispatch != "" {
		cost := c.cost
		sample.Dispatch = &cost
	}
}

// rate is items per second while all workers were busy. Each worker counts until
// its last operation within the leg's length ended, since it is in a further one
// from then on.
func (c *crew) rate() float64 {
	sum := 0.0
	for _, w := range c.workers {
		if w.steady.until > 0 {
			sum += float64(w.steady.items) / w.steady.until.Seconds()
		}
	}
	return sum
}

// add adds one worker's counts.
func (c *crew) add(sample *engine.Sample, w *worker) {
	if w.ended.Load() > 0 {
		sample.ActiveWorkers++
	}
	sample.Items += w.items.Load()
	sample.Bytes += w.bytes
	sample.Busy += w.busy
	o := &sample.Operations
	o.Finished += w.counts.Finished
	o.Failed += w.counts.Failed
	o.Panicked += w.counts.Panicked
	o.Hung += w.counts.Hung
	o.Cancelled += w.counts.Cancelled
	if sample.Parts == nil && len(w.parts) > 0 {
		sample.Parts = make([]engine.PartSample, len(w.parts))
	}
	for i, part := range w.parts {
		sample.Parts[i].Name = part.Name
		sample.Parts[i].Items += part.Items
		sample.Parts[i].Busy += part.Busy
	}
}
