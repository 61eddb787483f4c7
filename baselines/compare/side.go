package compare

import (
	"slices"
	"strconv"
	"time"
)

// A Side is one of the two sets of runs of a comparison: a baseline's, or the
// candidate's, which mostly is one run.
type Side struct {
	Name string `json:"name"`
	// Label is a remark about the side: "claimed, never measured".
	Label string `json:"label,omitempty"`
	// Claimed says that the figures were not measured: they can stand beside
	// others, and no verdict can rest on them.
	Claimed bool  `json:"claimed,omitempty"`
	Runs    []Run `json:"runs"` // the oldest first
}

// RollingName is what the latest clean runs are called, which a run is compared
// with where no baseline is pinned.
const RollingName = "the latest runs"

// SideOf is a side of one run.
func SideOf(run Run) Side { return Side{Name: run.Name, Runs: []Run{run}} }

// Taken is when the side's first and last runs were started; zero where
// unknown.
func (s *Side) Taken() (first, last time.Time) {
	for i := range s.Runs {
		switch at := s.Runs[i].StartedAt; {
		case at.IsZero():
		case first.IsZero() || at.Before(first):
			first = at
		}
		if at := s.Runs[i].StartedAt; at.After(last) {
			last = at
		}
	}
	return first, last
}

// Machine is that of the side's last run.
func (s *Side) Machine() string {
	if len(s.Runs) == 0 {
		return ""
	}
	return s.Runs[len(s.Runs)-1].Machine
}

// figures are the side's figures of one metric, and for each the standard
// error within its run.
func (s *Side) figures(key Key) (values, errors []float64) {
	for i := range s.Runs {
		if f, ok := s.Runs[i].Figure(key); ok && f.Value > 0 {
			values, errors = append(values, f.Value), append(errors, f.SE)
		}
	}
	return values, errors
}

// doubts are those of the side's runs, each once.
func (s *Side) doubts() []string {
	var all []string
	for i := range s.Runs {
		all = appendNew(all, s.Runs[i].Doubts...)
	}
	return all
}

// doubtsOf are those that concern a metric.
func (s *Side) doubtsOf(metric Metric) []string {
	var all []string
	for i := range s.Runs {
		all = appendNew(all, s.Runs[i].doubtsOf(metric)...)
	}
	return all
}

// believed are the side's figures of a metric as a baseline of several runs. A
// run that joined although other programs had the CPUs has no times there. A
// single run keeps all its figures, since a user chose it.
func (s *Side) believed(key Key) (values, errors []float64) {
	if len(s.Runs) < 2 {
		return s.figures(key)
	}
	sound := Side{Runs: slices.DeleteFunc(slices.Clone(s.Runs), func(r Run) bool { return len(r.Contended) > 0 && !key.Metric.OfWork() })}
	return sound.figures(key)
}

// sound tells whether nothing speaks against a metric in any run of the side.
func (s *Side) sound(metric Metric) bool {
	return !slices.ContainsFunc(s.Runs, func(r Run) bool { return !r.Sound(metric) })
}

// between lists the conditions in which the runs of two sides differ.
func between(now, then *Side) []Difference {
	var all []Difference
	if then.Claimed {
		return fromClaims(now, then)
	}
	for i := range now.Runs {
		for j := range then.Runs {
			all = appendNew(all, differences(&now.Runs[i], &then.Runs[j])...)
		}
	}
	return all
}

// fromClaims lists how a run's conditions differ from those of a claim. Only
// the machine and the sizes of a claim are known.
func fromClaims(now, then *Side) []Difference {
	var all []Difference
	if a, b := now.Machine(), then.Machine(); a != b {
		all = append(all, Difference{"", "machine", a, b})
	}
	for _, subject := range subjects(now) {
		if other, ok := then.Runs[0].Subject(subject.Name); ok && other.Size != subject.Size {
			all = append(all, Difference{subject.Name, "size", strconv.Itoa(subject.Size), strconv.Itoa(other.Size)})
		}
	}
	return all
}

func appendNew[T comparable](all []T, more ...T) []T {
	for _, one := range more {
		seen := false
		for _, other := range all {
			seen = seen || other == one
		}
		if !seen {
			all = append(all, one)
		}
	}
	return all
}
