package engine

// Badge sums up how far a run's machine can be trusted.
type Badge string

const (
	// Clean runs join a baseline.
	Clean Badge = "clean"
	// Fair runs had rounds that were gated and made again: their figures
	// hold, and they join no baseline.
	Fair Badge = "fair"
	// Poor runs have figures that rest on gated rounds, or are incomplete.
	Poor Badge = "poor"
)

// Quality is a run's badge, with its reasons. It is empty where nothing was
// measured that could be doubted.
type Quality struct {
	Badge  Badge   `json:"badge"`
	Doubts []Doubt `json:"doubts,omitempty"`
	// Reasons are the doubts in words. Older reports have these alone.
	Reasons []string `json:"reasons,omitempty"`
}

// A Doubt is one reason why a run, or one workload of it, is not clean.
type Doubt struct {
	Kind     DoubtKind `json:"kind"`
	Workload string    `json:"workload,omitempty"` // "" where it concerns the whole run
	Schedule Schedule  `json:"schedule,omitempty"` // given where a run has both schedules
	Detail   string    `json:"detail"`             // in words, without the workload's name
}

// DoubtKind is what a doubt is about.
type DoubtKind string

// The doubts about a whole run.
const (
	Incomplete      DoubtKind = "incomplete"       // the run was ended early
	NothingMeasured DoubtKind = "nothing-measured" // the run has no result
	Generated       DoubtKind = "generated"        // the figures were made up, and not measured
)

// The doubts about a workload. The figures of a workload with one of these are
// not sound, except for LeftOut.
const (
	GivenUp      DoubtKind = "given-up"       // the workload ended with an error
	TooFailing   DoubtKind = "failing"        // more operations failed than the plan allows
	RestsOnGated DoubtKind = "rests-on-gated" // the figures use gated rounds
	TooFewRounds DoubtKind = "too-few-rounds" // there is no interval
	ManyUntimed  DoubtKind = "untimed"        // too many legs have no valid timing
	LeftOut      DoubtKind = "left-out"       // rounds were gated, left out and made again
)

// DoubtKinds lists all kinds.
func DoubtKinds() []DoubtKind {
	return []DoubtKind{Incomplete, NothingMeasured, Generated, GivenUp, TooFailing, RestsOnGated, TooFewRounds, ManyUntimed, LeftOut}
}

// NeverMeasured is what is said of a run that was generated.
const NeverMeasured = "generated, not measured"

// Words are the doubt in a sentence's part: "parsing: its figures rest on gated
// rounds".
func (d *Doubt) Words() string {
	if d.Workload == "" {
		return d.Detail
	}
	return d.Subject() + ": " + d.Detail
}

// Subject names the workload, with the schedule where a run has both.
func (d *Doubt) Subject() string {
	if d.Schedule == "" {
		return d.Workload
	}
	return d.Workload + " (" + string(d.Schedule) + ")"
}
