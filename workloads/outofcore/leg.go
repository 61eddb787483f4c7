package outofcore

import (
	"context"
	"errors"
	"fmt"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/workloads/analytics"
	"ep-benchmark/workloads/columns"
)

// leg is what the workers of a leg need.
type leg struct {
	workers []worker
	answer  analytics.Answer
	wrong   int // passes whose totals were wrong
	fetched int64
}

// worker reads row groups into a stream of its own.
type worker struct {
	stream *analytics.Stream
	reader *columns.Reader
	work   columns.Work
	_      [128]byte // what the next worker writes is in another cache line
}

// take takes what an ended leg with as many workers has left, or makes it new.
func (w *Workload) take(workers int) *leg {
	if known, ok := w.idle.Take(workers); ok {
		return known
	}
	l := &leg{workers: make([]worker, workers)}
	for i := range l.workers {
		stream := analytics.NewStream(int(w.share.groups))
		l.workers[i] = worker{stream: stream, reader: w.set.NewReader(stream)}
	}
	return l
}

// give empties it, and keeps it for another leg.
func (w *Workload) give(l *leg) {
	l.reset()
	for i := range l.workers {
		l.workers[i].work = columns.Work{}
	}
	l.wrong = 0
	w.idle.Put(len(l.workers), l)
}

func (l *leg) reset() {
	for i := range l.workers {
		l.workers[i].stream.Reset()
	}
}

// merge is the answer for what the workers have read.
func (l *leg) merge() analytics.Answer {
	streams := make([]*analytics.Stream, len(l.workers))
	for i := range l.workers {
		streams[i] = l.workers[i].stream
	}
	return analytics.MergeStreams(streams)
}

// Prepare gives each worker a stream of its own. It drops the files from the page cache where that is asked for.
func (w *Workload) Prepare(_ context.Context, with engine.Leg) (engine.Job, error) {
	if w.options.Cold {
		if err := w.set.Forget(); err != nil {
			return engine.Job{}, err
		}
	}
	l := w.take(with.Workers)
	l.fetched, _ = w.system.fetched()
	return engine.Job{
		Operations: w.set.Groups(),
		Do: func(ctx context.Context, op engine.Op) (engine.Work, error) {
			worker := &l.workers[op.Worker]
			work, err := worker.reader.Read(ctx, op.Index)
			worker.work.Add(work)
			return engine.Work{Items: work.Rows, Bytes: work.Bytes}, err
		},
		Finish: func(context.Context) error {
			if l.answer = l.merge(); l.answer.Summary != w.answer.Summary {
				l.wrong++
			}
			l.reset()
			return nil
		},
		Verify: func(context.Context) error { return w.verify(l) },
		Files:  func() engine.FileEvidence { return w.evidence(l) },
		Close:  func() error { w.give(l); return nil },
	}, nil
}

// verify checks the answer, and that the process kept to its limit.
func (w *Workload) verify(l *leg) error {
	if !l.answer.Equal(w.answer) {
		return errors.New("it differs from the expected one: " + l.answer.Diff(w.answer))
	}
	if l.wrong > 0 {
		return fmt.Errorf("the totals of %s differ from the expected ones", units.CountedAs(l.wrong, "earlier pass", "earlier passes"))
	}
	if _, peak := w.system.resident(); peak > w.options.Memory {
		return fmt.Errorf("the memory reached %s: expected %s at the most", units.Bytes(uint64(peak)), units.Bytes(uint64(w.options.Memory)))
	}
	return nil
}

// evidence is what the leg took.
func (w *Workload) evidence(l *leg) engine.FileEvidence {
	var all columns.Work
	for i := range l.workers {
		all.Add(l.workers[i].work)
	}
	_, peak := w.system.resident()
	e := engine.FileEvidence{
		Files: w.set.Files(), Rows: all.Rows, Bytes: all.Bytes,
		Reading: all.Reading, Decoding: all.Decoding, Computing: all.Computing,
		Forgotten: w.options.Cold, PeakMemory: peak, PeakSinceStart: peak > 0 && !w.anew, MemoryLimit: w.options.Memory,
	}
	var now int64
	if now, e.DiskKnown = w.system.fetched(); e.DiskKnown {
		e.DiskBytes = now - l.fetched
	}
	return e
}
