package assess

import (
	"fmt"

	"ep-benchmark/engine"
)

// Shares of a machine's cores above which it counts as saturated, and below
// which it mostly waits; between cores, what counts as uneven.
const (
	saturated = 0.85
	waiting   = 0.50
	uneven    = 0.25
	others    = 0.80 // below this part of the load being ours, others are named
)

// Utilisation sums up how busy each core was during the measured parallel
// legs, whoever kept it busy. It is nil where no leg has the figures.
func Utilisation(results []engine.Result, host engine.Host) *engine.Utilisation {
	var busy, peak []float64
	weight, own := 0.0, 0.0
	for _, r := range results {
		for _, leg := range timed(r.Samples, engine.Parallel) {
			cores := len(leg.Evidence.Cores)
			if busy == nil && cores > 0 {
				busy, peak = make([]float64, cores), make([]float64, cores)
			}
			if cores == 0 || cores != len(busy) {
				continue
			}
			length := leg.Makespan.Seconds()
			weight += length
			own += leg.Evidence.Process.CPU().Seconds()
			for core, share := range leg.Evidence.Cores {
				busy[core] += share * length
				peak[core] = max(peak[core], share)
			}
		}
	}
	if weight == 0 || len(busy) == 0 {
		return nil
	}
	u := &engine.Utilisation{}
	for core := range busy {
		mean := busy[core] / weight
		u.Cores = append(u.Cores, engine.CoreUtilisation{Core: core, Kind: host.KindOf(core), Mean: mean, Peak: peak[core]})
		u.Mean += mean / float64(len(busy))
	}
	// The two clocks differ by a tick: what is ours is not more than all.
	u.Own = min(own/weight/float64(len(busy)), u.Mean)
	u.Verdict = verdict(u)
	return u
}

// verdict says in words what the shares mean.
func verdict(u *engine.Utilisation) string {
	least, most := 1.0, 0.0
	full := 0
	for _, core := range u.Cores {
		least, most = min(least, core.Mean), max(most, core.Mean)
		if core.Mean >= saturated {
			full++
		}
	}
	share := fmt.Sprintf("%.0f %% busy on average, %.0f %% by this process", 100*u.Mean, 100*u.Own)
	switch {
	case full == len(u.Cores) && u.Own < others*u.Mean:
		return fmt.Sprintf("all %d cores saturated (%s): other processes took much of the machine", full, share)
	case full == len(u.Cores):
		return fmt.Sprintf("all %d cores saturated (%s): the machine itself is the limit", full, share)
	case most-least > uneven:
		return fmt.Sprintf("uneven (%s, between %.0f %% and %.0f %%): some cores could do more", share, 100*least, 100*most)
	case u.Mean < waiting:
		return fmt.Sprintf("mostly idle (%s): waiting, not computing, takes the time", share)
	}
	return fmt.Sprintf("well used (%s), with room left", share)
}
