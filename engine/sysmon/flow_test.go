package sysmon

import (
	"math"
	"testing"
	"time"

	"ep-benchmark/engine"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestFlowRate(t *testing.T) {
	type reading struct {
		after   time.Duration
		devices []transfer
		err     error
		want    *engine.Flow
	}
	for _, test := range []struct {
		name     string
		readings []reading
	}{
		{"two devices over two seconds", []reading{
			{0, []transfer{{"a", 1000, 0}, {"b", 50, 50}}, nil, nil},
			{2 * time.Second, []transfer{{"a", 3000, 0}, {"b", 50, 70}}, nil, &engine.Flow{In: 1000, Out: 10}},
		}},
		{"idle is a true 0", []reading{
			{0, []transfer{{"a", 1, 2}}, nil, nil},
			{time.Second, []transfer{{"a", 1, 2}}, nil, &engine.Flow{}},
		}},
		{"no devices", []reading{{0, nil, nil, nil}, {time.Second, nil, nil, nil}}},
		{"one came, later counted", []reading{
			{0, []transfer{{"a", 0, 0}}, nil, nil},
			{time.Second, []transfer{{"new", 1 << 40, 0}, {"a", 10, 0}}, nil, &engine.Flow{In: 10}},
			{time.Second, []transfer{{"new", 1<<40 + 5, 0}, {"a", 20, 0}}, nil, &engine.Flow{In: 15}},
		}},
		{"one went", []reading{
			{0, []transfer{{"gone", 1 << 40, 0}, {"a", 0, 0}}, nil, nil},
			{time.Second, []transfer{{"a", 10, 3}}, nil, &engine.Flow{In: 10, Out: 3}},
		}},
		{"all were replaced", []reading{
			{0, []transfer{{"a", 0, 0}}, nil, nil},
			{time.Second, []transfer{{"b", 10, 0}}, nil, nil},
		}},
		{"one went backwards", []reading{
			{0, []transfer{{"a", 100, 100}, {"b", 0, 0}}, nil, nil},
			{time.Second, []transfer{{"a", 200, 99}, {"b", 10, 10}}, nil, nil},
			{time.Second, []transfer{{"a", 201, 101}, {"b", 10, 10}}, nil, &engine.Flow{In: 1, Out: 2}},
		}},
		{"unreadable once", []reading{
			{0, []transfer{{"a", 0, 0}}, nil, nil},
			{time.Second, nil, errBroken, nil},
			{time.Second, []transfer{{"a", 30, 20}}, nil, &engine.Flow{In: 15, Out: 10}},
		}},
		{"no time has passed", []reading{
			{0, []transfer{{"a", 0, 0}}, nil, nil},
			{0, []transfer{{"a", 30, 0}}, nil, nil},
			{time.Second, []transfer{{"a", 40, 0}}, nil, &engine.Flow{In: 40}},
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var f flowRate
			now := epoch
			for i, r := range test.readings {
				now = now.Add(r.after)
				f.update(now, r.devices, r.err)
				if diff := cmp.Diff(r.want, f.flow); diff != "" {
					t.Errorf("reading %d: %s", i, diff)
				}
			}
		})
	}
}

// What devices carried between two readings is the sum of what each carried, in
// any order, and with any other devices that came and went.
func TestMovedIsTheSum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z]{1,3}`), 1, 8, rapid.ID[string]).Draw(t, "names")
		var before, after []transfer
		var in, out uint64
		stayed := false
		for _, name := range names {
			held := rapid.Uint64Range(0, 1<<50).Draw(t, "held")
			more := rapid.Uint64Range(0, 1<<40).Draw(t, "more")
			old, now := transfer{name, held, held / 2}, transfer{name, held + more, held/2 + more/3}
			switch rapid.IntRange(0, 3).Draw(t, "fate") {
			case 0:
				before = append(before, old)
			case 1:
				after = append(after, now)
			default:
				before, after, stayed = append(before, old), append(after, now), true
				in, out = in+more, out+more/3
			}
		}
		after = rapid.Permutation(after).Draw(t, "order")
		gotIn, gotOut, ok := moved(before, after)
		if gotIn != in || gotOut != out || ok != stayed {
			t.Fatalf("got %d, %d, %v; want %d, %d, %v", gotIn, gotOut, ok, in, out, stayed)
		}
	})
}

func TestFlowIsNeverNegative(t *testing.T) {
	device := rapid.Custom(func(t *rapid.T) transfer {
		counter := rapid.OneOf(rapid.Uint64(), rapid.Uint64Range(0, 1000))
		return transfer{rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "name"), counter.Draw(t, "in"), counter.Draw(t, "out")}
	})
	rapid.Check(t, func(t *rapid.T) {
		var f flowRate
		now := epoch
		for range rapid.IntRange(1, 10).Draw(t, "readings") {
			now = now.Add(time.Duration(rapid.Int64Range(-1e9, 3e9).Draw(t, "passed")))
			f.update(now, rapid.SliceOfN(device, 0, 4).Draw(t, "devices"), nil)
			if f.flow == nil {
				continue
			}
			for _, rate := range []float64{f.flow.In, f.flow.Out} {
				if !(rate >= 0) || math.IsInf(rate, 0) {
					t.Fatalf("a rate of %v", rate)
				}
			}
		}
	})
}
