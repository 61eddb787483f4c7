package compare

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"ep-benchmark/engine"
)

// A Condition is one thing that must agree for two runs to be comparable.
// Workload is empty where it is the whole run's.
type Condition struct {
	Workload string `json:"workload,omitempty"`
	Name     string `json:"name"`
	Value    string `json:"value"`
}

// conditionsOf lists a run's conditions: the machine, the build, the plan, and
// what each workload was given.
func conditionsOf(h *engine.Host, p *engine.Plan, given []given) []Condition {
	all := []Condition{
		{Name: "CPU", Value: h.CPUModel},
		{Name: "logical CPUs", Value: strconv.Itoa(h.LogicalCPUs)},
		{Name: "CPU quota", Value: quota(h.CPUQuota)},
		{Name: "GOMAXPROCS", Value: strconv.Itoa(h.GOMAXPROCS)},
		{Name: "governor", Value: h.Governor},
		{Name: "power source", Value: h.Power},
		{Name: "virtualisation", Value: h.Virtualisation},
		{Name: "system", Value: h.OS + "/" + h.Arch},
		{Name: "Go", Value: h.GoVersion},
		{Name: "race detector", Value: strconv.FormatBool(h.RaceBuild)},
		{Name: scheduleName, Value: string(p.Schedule)},
		{Name: "warm-up rounds", Value: strconv.Itoa(p.Warmups)},
		{Name: "minimum leg", Value: p.MinimumLeg.String()},
	}
	// These are conditions only where they differ from the usual value. So runs
	// kept before these conditions existed keep their fingerprints.
	if h.LowPower != nil && *h.LowPower {
		all = append(all, Condition{Name: "low-power mode", Value: "on"})
	}
	if h.Turbo != nil && !*h.Turbo {
		all = append(all, Condition{Name: "turbo", Value: "off"})
	}
	if h.UsableCPUs > 0 {
		all = append(all, Condition{Name: "CPU affinity", Value: strconv.Itoa(h.UsableCPUs) + " CPUs"})
	}
	if p.Once { // elsewhere it is no condition, so that runs stored before it was recorded keep their fingerprints
		all = append(all, Condition{Name: "work", Value: "carried out once"})
	}
	switch {
	case p.Sweeps():
		all = append(all, Condition{Name: roundsName, Value: "several numbers of workers"})
	case p.SweepsSizes():
		all = append(all, Condition{Name: roundsName, Value: "several sizes, each sequential and parallel"})
	}
	if variantsIn(p) > 0 { // likewise
		all = append(all, Condition{Name: "variants", Value: variantsOf(p)})
	}
	if together := together(p, given); p.Schedule != engine.Isolated && len(together) > 0 { // every leg meets the others
		all = append(all, Condition{Name: "workloads at once", Value: strings.Join(together, ", ")})
	}
	for _, g := range given {
		all = append(all, g.conditions()...)
	}
	return all
}

// variantsOf lists what a round has a leg of.
func variantsOf(p *engine.Plan) string {
	all := make([]string, len(p.Variants))
	for i, v := range p.Variants {
		all[i] = v.Name
		if v.Workers > 0 {
			all[i] += fmt.Sprintf(" (%d)", v.Workers)
		}
	}
	return strings.Join(all, ", ")
}

// together are the workloads that meet each other: not those that run alone.
func together(p *engine.Plan, all []given) []string {
	return slices.DeleteFunc(slices.Clone(p.Workloads), func(name string) bool {
		return slices.ContainsFunc(all, func(g given) bool { return g.spec.Name == name && g.spec.Alone })
	})
}

// Names of conditions that are looked up.
const scheduleName, sizeName, roundsName, workersName = "schedule", "size", "rounds of", "workers"

// given is what the plan gave a workload.
type given struct {
	spec    *engine.Spec
	workers int
	swept   bool // it is one number of workers or one size of a sweep
}

func (g given) conditions() []Condition {
	all := []Condition{
		{g.spec.Name, sizeName, fmt.Sprintf("%d %s", g.spec.Size, g.spec.SizeNoun)},
		{g.spec.Name, workersName, strconv.Itoa(g.workers)},
	}
	for _, name := range slices.Sorted(maps.Keys(g.spec.Settings)) {
		all = append(all, Condition{g.spec.Name, name, g.spec.Settings[name]})
	}
	return all
}

func (g given) subject() Subject {
	return Subject{
		Name: g.spec.Name, Title: g.spec.Title, Item: strings.TrimSuffix(g.spec.SizeNoun, "s"), Size: g.spec.Size, Bound: g.spec.Bound,
		Own: g.spec.SelfParallel || g.swept, Single: g.spec.Single,
	}
}

func quota(cpus float64) string {
	if cpus == 0 {
		return "none"
	}
	return strconv.FormatFloat(cpus, 'g', -1, 64)
}

// Fingerprint is a short name for the run's conditions: runs with the same one
// are comparable in all that they have.
func (r *Run) Fingerprint() string {
	h := sha256.New()
	for _, c := range r.Conditions {
		fmt.Fprintf(h, "%q %q %q\n", c.Workload, c.Name, c.Value)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// A Difference is a condition in which two runs were not alike.
type Difference struct {
	Workload string `json:"workload,omitempty"` // whose condition it is; empty where it is the run's
	Name     string `json:"name"`
	Now      string `json:"now"`
	Then     string `json:"then"`
}

// String says it in words.
func (d Difference) String() string { return d.Between("now", "then") }

// Between is String with other words for the two sides.
func (d Difference) Between(now, then string) string {
	of := ""
	if d.Workload != "" {
		of = " of " + d.Workload
	}
	return fmt.Sprintf("%s%s: %s %s, %s %s", d.Name, of, told(d.Now), now, told(d.Then), then)
}

func told(value string) string {
	if value == "" {
		return "none known"
	}
	return value
}

// differences lists the conditions in which two runs differ, in the order of
// the candidate's conditions. A condition that only one run has counts too.
// Conditions of a workload that the other run lacks don't count, since that
// workload is not compared.
func differences(now, then *Run) []Difference {
	var all []Difference
	compareOne := func(c Condition, value string) {
		if _, there := then.Subject(c.Workload); c.Workload != "" && !there {
			return
		}
		if other := then.condition(c); other != value {
			all = append(all, Difference{c.Workload, c.Name, value, other})
		}
	}
	for _, c := range now.Conditions {
		compareOne(c, c.Value)
	}
	for _, c := range then.Conditions {
		_, there := now.Subject(c.Workload)
		if (c.Workload == "" || there) && !slices.ContainsFunc(now.Conditions, c.sameAs) {
			all = append(all, Difference{c.Workload, c.Name, "", c.Value})
		}
	}
	return all
}

func (c Condition) sameAs(other Condition) bool {
	return c.Workload == other.Workload && c.Name == other.Name
}

func (r *Run) condition(c Condition) string {
	if i := slices.IndexFunc(r.Conditions, c.sameAs); i >= 0 {
		return r.Conditions[i].Value
	}
	return ""
}
