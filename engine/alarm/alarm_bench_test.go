package alarm

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"
)

// BenchmarkOvershoot measures how late a delay of 50 ms ends, alone and with fifteen others, in microseconds.
func BenchmarkOvershoot(b *testing.B) {
	for _, alarms := range []struct {
		name  string
		alarm Alarm
	}{{"runtime", Runtime{}}, {"sharp", Sharp()}} {
		b.Run(alarms.name+"/1", func(b *testing.B) { benchmarkOvershoot(b, alarms.alarm, 1) })
		b.Run(alarms.name+"/16", func(b *testing.B) { benchmarkOvershoot(b, alarms.alarm, 16) })
	}
}

func benchmarkOvershoot(b *testing.B, a Alarm, waiters int) {
	const delay = 50*time.Millisecond + 130*time.Microsecond // no whole milliseconds, as after some work
	late := make([][]time.Duration, waiters)
	var group sync.WaitGroup
	for waiter := range waiters {
		group.Go(func() {
			for range b.N {
				deadline := time.Now().Add(delay)
				a.Wait(context.Background(), deadline)
				late[waiter] = append(late[waiter], time.Since(deadline))
			}
		})
	}
	group.Wait()
	all := slices.Sorted(slices.Values(slices.Concat(late...)))
	b.ReportMetric(float64(all[len(all)/2])/1e3, "µs/p50")
	b.ReportMetric(float64(all[len(all)*99/100])/1e3, "µs/p99")
}
