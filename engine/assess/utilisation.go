package assess

import (
	"fmt"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// Shares of a machine's cores above which it counts as saturated, and below
// which it mostly waits; between cores, what counts as uneven.
const (
	saturated = 0.85
	waiting   = 0.50
	uneven    = 0.25
	others    = 0.80 // below this part of the load being ours, other programs are named
	noticed   = 0.05 // above this share of the machine other programs are named
)

// Utilisation sums up how busy each core was during the parallel legs, or the only
// ones, that the figures rest on, with the load of all programs. It is nil where no leg has
// the figures.
func Utilisation(results []engine.Result, host engine.Host) *engine.Utilisation {
	var busy, peak []float64
	weight, own, u := 0.0, 0.0, &engine.Utilisation{}
	var foreign foreignShare
	for _, r := range results {
		for _, leg := range timed(counting(&r), r.Spec.Main()) {
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
			if c := leg.Evidence.Command; c != nil {
				own, u.OfCommand = own+c.CPU().Seconds(), true
			}
			foreign.add(leg.Evidence.Machine, length)
			for core, share := range leg.Evidence.Cores {
				busy[core] += share * length
				peak[core] = max(peak[core], share)
			}
		}
	}
	if weight == 0 || len(busy) == 0 {
		return nil
	}
	for core := range busy {
		mean := busy[core] / weight
		u.Cores = append(u.Cores, engine.CoreUtilisation{Core: core, Kind: host.KindOf(core), Mean: mean, Peak: peak[core]})
		u.Mean += mean / float64(len(busy))
	}
	// The two clocks differ by a tick, so our part is capped at the whole.
	u.Own = min(own/weight/float64(len(busy)), u.Mean)
	u.Verdict = verdict(u, foreign.mean())
	return u
}

// foreignShare is the mean of what other programs took, weighted by length,
// over the legs that have the figure.
type foreignShare struct{ sum, weight float64 }

func (f *foreignShare) add(m *engine.MachineEvidence, length float64) {
	if m != nil && m.Foreign != nil {
		f.sum += *m.Foreign * length
		f.weight += length
	}
}

// mean is 0 where no leg has the figure.
func (f *foreignShare) mean() float64 { return f.sum / max(f.weight, 1e-9) }

// verdict says in words what the shares mean: how busy the cores were, by
// whom, and why not more.
func verdict(u *engine.Utilisation, foreign float64) string {
	s := spreadOf(u)
	share := fmt.Sprintf("%s busy on average, %s by %s", units.PercentTo(u.Mean, 0), units.PercentTo(u.Own, 0), u.Whose())
	if foreign >= noticed {
		share += fmt.Sprintf(", %s by other programs", units.PercentTo(foreign, 0))
	}
	switch {
	case s.full == len(u.Cores) && u.Own < others*u.Mean:
		return fmt.Sprintf("all %d cores saturated (%s): other processes took much of the machine", s.full, share)
	case s.full == len(u.Cores):
		return fmt.Sprintf("all %d cores saturated (%s): the machine itself is the limit", s.full, share)
	case s.apart():
		return fmt.Sprintf("uneven (%s; %s): %s", share, s.kindsInWords(), s.betweenKinds())
	case s.most-s.least > uneven:
		return fmt.Sprintf("uneven (%s, between %s and %s): %s", share, units.PercentTo(s.least, 0), units.PercentTo(s.most, 0), s.betweenCores(u))
	}
	if len(s.kinds) > 1 {
		share += "; " + s.kindsInWords()
	}
	if u.Mean < waiting {
		return fmt.Sprintf("mostly idle (%s): waiting, not computing, takes the time", share)
	}
	return fmt.Sprintf("well used (%s), with room left", share)
}

// A spread is how the load lies over the cores.
type spread struct {
	least, most float64 // means of the idlest and the busiest core
	full        int     // cores that are saturated
	kinds       []kindLoad
}

// A kindLoad is the load of the cores of one kind.
type kindLoad struct {
	kind  string
	cores int
	busy  float64 // summed over them
}

func (k kindLoad) mean() float64 { return k.busy / float64(k.cores) }

// spreadOf gathers the spread; kinds only where every core's is known.
func spreadOf(u *engine.Utilisation) spread {
	s := spread{least: 1}
	known := true
	for _, core := range u.Cores {
		s.least, s.most = min(s.least, core.Mean), max(s.most, core.Mean)
		if core.Mean >= saturated {
			s.full++
		}
		known = known && core.Kind != ""
		s.add(core)
	}
	if !known {
		s.kinds = nil
	}
	return s
}

func (s *spread) add(core engine.CoreUtilisation) {
	for i := range s.kinds {
		if s.kinds[i].kind == core.Kind {
			s.kinds[i].cores++
			s.kinds[i].busy += core.Mean
			return
		}
	}
	s.kinds = append(s.kinds, kindLoad{core.Kind, 1, core.Mean})
}

// ends are the kind whose cores are the busiest, and the one whose are the
// idlest.
func (s *spread) ends() (busiest, idlest kindLoad) {
	busiest, idlest = s.kinds[0], s.kinds[0]
	for _, k := range s.kinds[1:] {
		if k.mean() > busiest.mean() {
			busiest = k
		}
		if k.mean() < idlest.mean() {
			idlest = k
		}
	}
	return busiest, idlest
}

// apart tells whether the kinds of core are loaded unlike each other.
func (s *spread) apart() bool {
	if len(s.kinds) < 2 {
		return false
	}
	busiest, idlest := s.ends()
	return busiest.mean()-idlest.mean() > uneven
}

// kindsInWords is the mean of each kind: "P cores 91 %, E cores 35 %".
func (s *spread) kindsInWords() string {
	texts := make([]string, len(s.kinds))
	for i, k := range s.kinds {
		texts[len(s.kinds)-1-i] = fmt.Sprintf("%s cores %s", k.kind, units.PercentTo(k.mean(), 0))
	}
	return strings.Join(texts, ", ")
}

// betweenKinds interprets that one kind of core has more to do than another. It
// can judge by busy time only, though cores of another kind get more or less
// done in it.
func (s *spread) betweenKinds() string {
	busiest, idlest := s.ends()
	if busiest.kind == "E" {
		return fmt.Sprintf("the work is on the E cores, and the %s cores could do more", idlest.kind)
	}
	total := 0.0
	for _, k := range s.kinds {
		total += k.busy
	}
	return fmt.Sprintf("the work is not spread over the %s cores, which had %s of the busy time", idlest.kind, units.PercentTo(idlest.busy/total, 0))
}

// betweenCores interprets that like cores differ in load.
func (s *spread) betweenCores(u *engine.Utilisation) string {
	if s.full == 1 && len(u.Cores) > 2 && u.Mean < waiting {
		return "one core is saturated and the others wait for it"
	}
	return "some cores could do more"
}
