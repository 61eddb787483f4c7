package recording_test

import (
	"maps"
	"math"
	"reflect"
	"time"

	"ep-benchmark/engine"

	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// whatever fills an event's fields with what JSON can hold: text that is text,
// and numbers that are numbers.
var whatever = rapid.MakeConfig{Types: map[reflect.Type]*rapid.Generator[any]{
	reflect.TypeFor[time.Time](): rapid.Custom(func(t *rapid.T) time.Time {
		const year9999 = 253_402_300_799
		return time.Unix(rapid.Int64Range(0, year9999).Draw(t, "s"), rapid.Int64Range(0, 999_999_999).Draw(t, "ns")).UTC()
	}).AsAny(),
	reflect.TypeFor[float64](): rapid.Float64().Filter(func(f float64) bool { return !math.IsInf(f, 0) && !math.IsNaN(f) }).AsAny(),
	reflect.TypeFor[string]():  rapid.StringN(0, 12, -1).AsAny(),
}}

// brief is whatever, with short lists of what is large: two of them are as
// good as twenty.
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
	return rapid.Map(rapid.MakeCustom[E](brief), func(e E) engine.Event { return e })
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

// emptyIsNone is what JSON may lose: whether a list of nothing is there.
var emptyIsNone = cmpopts.EquateEmpty()
