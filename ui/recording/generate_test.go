package recording_test

import (
	"maps"
	"math"
	"reflect"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"

	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// whatever fills an event's fields with what JSON can hold and a run can
// measure: finite numbers, counts that are not below zero, times up to the year
// 9999, and intervals whose low end is not above the high one.
var whatever = rapid.MakeConfig{Types: map[reflect.Type]*rapid.Generator[any]{
	reflect.TypeFor[time.Time](): rapid.Custom(func(t *rapid.T) time.Time {
		const year9999 = 253_402_300_799
		return time.Unix(rapid.Int64Range(0, year9999).Draw(t, "s"), rapid.Int64Range(0, 999_999_999).Draw(t, "ns")).UTC()
	}).AsAny(),
	reflect.TypeFor[float64]():        rapid.Float64().Filter(func(f float64) bool { return !math.IsInf(f, 0) && !math.IsNaN(f) }).AsAny(),
	reflect.TypeFor[string]():         rapid.StringN(0, 12, -1).AsAny(),
	reflect.TypeFor[int]():            rapid.IntMin(0).AsAny(),
	reflect.TypeFor[int64]():          rapid.Int64Min(0).AsAny(),
	reflect.TypeFor[time.Duration]():  rapid.Map(rapid.Int64Min(0), func(n int64) time.Duration { return time.Duration(n) }).AsAny(),
	reflect.TypeFor[stats.Interval](): intervals.AsAny(),
	reflect.TypeFor[stats.Estimate](): rapid.Custom(func(t *rapid.T) stats.Estimate {
		e := stats.Estimate{Value: sizes.Draw(t, "value")}
		if rapid.Bool().Draw(t, "with an interval") {
			e.Interval = new(intervals.Draw(t, "interval"))
		}
		return e
	}).AsAny(),
}}

// sizes are those that an estimate may have, and intervals lie between two.
var (
	sizes     = rapid.OneOf(rapid.Just(0.0), rapid.Float64Range(1e-9, 1e9), rapid.Float64Range(-1e9, -1e-9))
	intervals = rapid.Custom(func(t *rapid.T) stats.Interval {
		a, b := sizes.Draw(t, "a"), sizes.Draw(t, "b")
		i := stats.Interval{Confidence: rapid.Float64Range(0.01, 1).Draw(t, "confidence")}
		i.Low, i.High = min(a, b), max(a, b)
		return i
	})
)

// brief is whatever, with short lists of what is large, since two elements test
// as much as twenty.
var brief = func() rapid.MakeConfig {
	types := maps.Clone(whatever.Types)
	types[reflect.TypeFor[[]engine.Sample]()] = few[engine.Sample](types)
	types[reflect.TypeFor[[]engine.Result]()] = few[engine.Result](types)
	return rapid.MakeConfig{Types: types}
}()

func few[E any](types map[reflect.Type]*rapid.Generator[any]) *rapid.Generator[any] {
	return rapid.SliceOfN(rapid.MakeCustom[E](rapid.MakeConfig{Types: types}), 0, 2).AsAny()
}

func like[E engine.Event]() *rapid.Generator[engine.Event] {
	return rapid.Map(rapid.MakeCustom[E](brief), func(e E) engine.Event { return whole(e) })
}

// whole makes the parts of an event consistent, as those of a measured run are.
func whole(event engine.Event) engine.Event {
	switch e := event.(type) {
	case engine.RunStarted:
		e.Workers = nil
		for i := range e.Specs {
			e.Specs[i].Name += string(rune('a' + i))
			e.Workers = append(e.Workers, i+1)
		}
		e.Plan = adapted(e.Plan)
		return e
	case engine.WorkloadFinished:
		e.Result.Skewed = e.Result.Skewed && e.Result.SpeedupByT != nil
		return e
	case engine.RunFinished:
		e.Report.Plan = adapted(e.Report.Plan)
		for i := range e.Report.Results {
			r := &e.Report.Results[i]
			r.Spec.Name += string(rune('a' + i))
			r.Skewed = r.Skewed && r.SpeedupByT != nil
		}
		return e
	}
	return event
}

// adapted makes the looks of a plan ascend to its rounds, and leaves it without
// variants.
func adapted(p engine.Plan) engine.Plan {
	for i := range p.Looks {
		p.Looks[i], p.Rounds = 2*i+1, 2*i+1
	}
	p.Variants, p.Effects, p.Sustained, p.Refinements = nil, nil, false, 0 // the test of a sweep's recording has some
	return p
}

var (
	started  = like[engine.RunStarted]()
	finished = like[engine.RunFinished]()
	between  = rapid.OneOf(
		like[engine.ScheduleStarted](), like[engine.LegStarted](), like[engine.LegFinished](), like[engine.WorkloadFinished](),
		like[engine.Progressed](), like[engine.HostSampled](), like[engine.Warned](),
	)
	// steps of a run's time: none, the reporter's, and any
	steps = rapid.OneOf(rapid.Just(time.Duration(0)), rapid.Just(100*time.Millisecond), rapid.Map(rapid.Int64Range(0, int64(time.Hour)),
		func(n int64) time.Duration { return time.Duration(n) }))
)

// runs are events as a run might send them, whole or not.
var runs = rapid.Custom(func(t *rapid.T) []engine.Event {
	events := append([]engine.Event{started.Draw(t, "start")}, rapid.SliceOfN(between, 0, 8).Draw(t, "events")...)
	if rapid.Bool().Draw(t, "whole") {
		events = append(events, finished.Draw(t, "end"))
	}
	at := time.Duration(0)
	for i := range events {
		at += steps.Draw(t, "step")
		events[i] = moved(events[i], at)
	}
	return events
})

// moved returns an event at another moment.
func moved(event engine.Event, at time.Duration) engine.Event {
	e := reflect.New(reflect.TypeOf(event)).Elem()
	e.Set(reflect.ValueOf(event))
	e.FieldByName("At").SetInt(int64(at))
	return e.Interface().(engine.Event)
}

// emptyIsNone ignores what JSON may lose: whether an empty list is nil.
var emptyIsNone = cmpopts.EquateEmpty()
