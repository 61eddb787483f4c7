package sysmon

import (
	"time"

	"ep-benchmark/engine"
)

// coreCounters makes counters of the cores' own times, for systems that keep
// no better ones.
func coreCounters(read func() ([]engine.CoreTime, error)) func(*CounterReading) {
	return func(r *CounterReading) {
		cores, err := read()
		if err != nil {
			return
		}
		var busy, total float64
		for _, core := range cores {
			busy, total = busy+core.Busy, total+core.Total
		}
		r.Busy, r.Capacity = fromSeconds(busy), fromSeconds(total)
	}
}

func fromSeconds(seconds float64) *time.Duration {
	duration := time.Duration(seconds * float64(time.Second))
	return &duration
}
