package words

import (
	"fmt"
	"math"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// A KindLoad is how busy the cores of one kind were in parallel legs.
type KindLoad struct {
	Kind              string // "" where unknown
	Cores             int
	Mean, Least, Most float64 // over its cores
	Peak              float64 // of any core's busiest leg
}

// Name is "12 P cores", or "1 core" where there is but one kind.
func (k *KindLoad) Name() string {
	noun := "core"
	if k.Kind != "" {
		noun = k.Kind + " core"
	}
	return units.Counted(k.Cores, noun)
}

// KindLoads sums the cores up by kind, in the order of their first.
func KindLoads(u *engine.Utilisation) []KindLoad {
	var all []KindLoad
	at := map[string]int{}
	for i := range u.Cores {
		core := &u.Cores[i]
		n, known := at[core.Kind]
		if !known {
			n = len(all)
			at[core.Kind] = n
			all = append(all, KindLoad{Kind: core.Kind, Least: core.Mean, Most: core.Mean})
		}
		k := &all[n]
		k.Mean = (k.Mean*float64(k.Cores) + core.Mean) / float64(k.Cores+1)
		k.Least, k.Most, k.Peak = min(k.Least, core.Mean), max(k.Most, core.Mean), max(k.Peak, core.Peak)
		k.Cores++
	}
	return all
}

// Imbalance says how far the busiest and the idlest core lie apart; empty where
// there are no two. It is in points: 91 % and 35 % are 56 points apart.
func Imbalance(u *engine.Utilisation) string {
	if len(u.Cores) < 2 {
		return ""
	}
	least, most := &u.Cores[0], &u.Cores[0]
	for i := range u.Cores {
		if core := &u.Cores[i]; core.Mean < least.Mean {
			least = core
		} else if core.Mean > most.Mean {
			most = core
		}
	}
	apart := 100 * (most.Mean - least.Mean)
	if math.Round(apart) == 0 {
		return "all cores are equally busy"
	}
	return fmt.Sprintf("%.0f %s between the busiest core (%s, %s) and the idlest (%s, %s)",
		apart, units.Plural(int(math.Round(apart)), "point", "points"), CoreName(most), units.Percent(most.Mean), CoreName(least), units.Percent(least.Mean))
}

// CoreName is "P4", or "C4" where its kind is unknown.
func CoreName(core *engine.CoreUtilisation) string {
	if core.Kind == "" {
		return fmt.Sprintf("C%d", core.Core)
	}
	return fmt.Sprintf("%s%d", core.Kind, core.Core)
}
