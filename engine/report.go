package engine

import (
	"time"

	"ep-benchmark/engine/stats"
)

// ReportSchema is the version of the report's JSON form. It grows by one when
// a field changes its meaning or goes; a new field alone does not change it.
const ReportSchema = 1

// VariantsSchema is the version of a report whose plan has variants: programs that
// know only [ReportSchema] would find neither sequential nor parallel legs in it.
const VariantsSchema = 2

// SchemaOf is the version of the reports of a plan.
func SchemaOf(p *Plan) int {
	if len(p.Variants) > 0 {
		return VariantsSchema
	}
	return ReportSchema
}

// A Report is the outcome of a run: what is printed, exported, stored and
// compared. Everything in Results and Interference is derived from the
// samples and can be derived from them again.
type Report struct {
	Schema    int       `json:"schema"`
	StartedAt time.Time `json:"started_at"`
	// Duration is the wall time of the whole run, warm-up and filler
	// included.
	Duration time.Duration `json:"duration_ns"`
	// Partial says that the run was ended before its plan was carried out.
	Partial bool   `json:"partial"`
	Ended   string `json:"ended,omitempty"` // why a partial run ended

	Version      string         `json:"version"` // of this program
	Plan         Plan           `json:"plan"`
	Host         Host           `json:"host"`
	Results      []Result       `json:"results"`
	Interference []Interference `json:"interference,omitempty"`
	Utilisation  *Utilisation   `json:"utilisation,omitempty"`
	Quality      Quality        `json:"quality"`
	Findings     []Finding      `json:"findings"`
	Warnings     []string       `json:"warnings"`
}

// A Result is the outcome of one workload under one schedule.
type Result struct {
	Spec     Spec     `json:"spec"`
	Schedule Schedule `json:"schedule"`
	Workers  int      `json:"workers"` // of the parallel legs
	// Rounds is the number of rounds of which both legs are timings.
	Rounds int `json:"rounds"`
	// Look is which of the plan's looks the workload ended at, from 1; 0 where the
	// plan has no looks or none was reached.
	Look int `json:"look,omitempty"`
	// Stopped says in words why an adaptive plan's workload ended when it did.
	Stopped string `json:"stopped,omitempty"`
	// Failure says in words why the workload ended early, or how it went
	// wrong; empty when nothing did.
	Failure string `json:"failure,omitempty"`

	Sequential *LegFigures `json:"sequential,omitempty"`
	Parallel   *LegFigures `json:"parallel,omitempty"`

	Speedup *stats.Estimate `json:"speedup,omitempty"`
	// SpeedupByT is the paired t interval on the same logs, a cross-check;
	// where the two disagree by more than half a width, Skewed is set.
	SpeedupByT *stats.Estimate `json:"speedup_by_t,omitempty"`
	Skewed     bool            `json:"skewed,omitempty"`

	Efficiency  *float64 `json:"efficiency,omitempty"`  // speedup / workers
	Utilisation *float64 `json:"utilisation,omitempty"` // median over parallel legs
	Ceiling     Ceiling  `json:"ceiling"`
	// SerialFraction is Karp and Flatt's, by the workers that can help (those
	// the ceiling allows). Below 0 means better than linear.
	SerialFraction *float64 `json:"serial_fraction,omitempty"`

	// Variants are there for a plan with variants, in place of Sequential, Parallel
	// and Speedup; Effects for a plan that declares some, and Scaling where the
	// variants differ in their number of workers alone.
	Variants []VariantFigures `json:"variants,omitempty"`
	Effects  []EffectFigures  `json:"effects,omitempty"`
	Scaling  *Scaling         `json:"scaling,omitempty"`
	OpenLoop *OpenLoop        `json:"open_loop,omitempty"`
	// BreakEven is there for a sweep over sizes.
	BreakEven *BreakEven `json:"break_even,omitempty"`
	// Caching is there for work whose answers a cache may have: what is known of it
	// beside the timed legs.
	Caching *CacheStudy `json:"caching,omitempty"`
	// Pooling is there for queries that were given connections in several ways.
	Pooling *Pooling `json:"pooling,omitempty"`

	Parts       []PartFigures  `json:"parts,omitempty"`
	Assessments []Assessment   `json:"assessments"`
	Operations  OperationTotal `json:"operations"`
	// Gated is the number of measured rounds that were gated, or of legs where the
	// plan has variants; UsesGated says that the figures rest on some of them.
	Gated     int  `json:"gated,omitempty"`
	UsesGated bool `json:"uses_gated,omitempty"`
	// Profiles are there when CPU profiles were taken (--debug).
	Profiles []ProfileSummary `json:"profiles,omitempty"`
	// Outliers are the rounds whose log speedup lies outside Tukey's fences
	// (1.5 interquartile ranges). They stay in every figure.
	Outliers []int    `json:"outliers,omitempty"`
	Samples  []Sample `json:"samples"`
}

// Untimed counts the legs without a valid timing.
func (r *Result) Untimed() int {
	n := 0
	for i := range r.Samples {
		if !r.Samples[i].Timed() {
			n++
		}
	}
	return n
}

// mostUntimed is the share of a workload's legs that may lack a valid timing in a
// clean run, for instance because an operation failed. Such legs count in no
// figure. Where there are more, what made them fail may have affected the rest.
const mostUntimed = 0.10

// TooUntimed tells whether more legs have no valid timing than a clean run may
// have: a tenth of them.
func (r *Result) TooUntimed() bool {
	return float64(r.Untimed()) > mostUntimed*float64(len(r.Samples))
}

// LegFigures summarises the timed legs of one kind.
type LegFigures struct {
	Legs int `json:"legs"`
	// TimePerPass is the Hodges-Lehmann median of the seconds a pass took.
	TimePerPass stats.Estimate `json:"time_per_pass_s"`
	// Throughput is items of a pass / TimePerPass.
	Throughput float64 `json:"throughput"`
	// Latency is merged over the legs.
	Latency Latency `json:"latency"`
}

// VariantFigures summarises the timed legs of one variant.
type VariantFigures struct {
	Variant
	// Spec is the variant's own, where it differs from the result's.
	Spec  *Spec `json:"spec,omitempty"`
	Legs  int   `json:"legs"`
	Gated int   `json:"gated,omitempty"` // of them, that are in no figure
	// Throughput is the Hodges-Lehmann median of items per second.
	Throughput stats.Estimate `json:"throughput"`
	// Relative is the throughput over that of the best variant of a sweep, from the
	// rounds in which neither leg was gated; nil for the best itself.
	Relative *stats.Estimate `json:"relative,omitempty"`
	Latency  Latency         `json:"latency"` // merged over the legs
	// SchedulingP99 is how long goroutines of this process stood ready before they ran,
	// and BytesPerItem what it allocated for each item. Both are medians over the legs,
	// and 0 where they are not known.
	SchedulingP99 time.Duration `json:"scheduling_p99_ns,omitempty"`
	BytesPerItem  float64       `json:"allocated_bytes_per_item,omitempty"`
	// Arrivals are added up over the legs, where they were open loops.
	Arrivals *ArrivalCounts `json:"arrivals,omitempty"`
	// Cache is there for work whose answers a cache may have.
	Cache *CacheFigures `json:"cache,omitempty"`
	// Database is there where the legs asked a database.
	Database *DatabaseFigures `json:"database,omitempty"`
}

// OpenLoop compares the variant whose loop is open with one whose loop is closed.
type OpenLoop struct {
	Open   string `json:"open"` // the variants' names
	Closed string `json:"closed"`
	// Hidden is p99 of the open loop less p99 of the closed one, in seconds: the
	// Hodges-Lehmann median over the rounds in which both have a number; nil where
	// there is no such round.
	Hidden *stats.Estimate `json:"hidden_p99_s,omitempty"`
	// Beyond is in how many rounds p99 of the open loop falls among the arrivals
	// that were skipped, and so has no number.
	Beyond int `json:"beyond,omitempty"`
}

// BreakEven says from which size on the workers of the parallel legs pay: where the
// speedup is 1.
type BreakEven struct {
	Sizes []SizeFigures `json:"sizes"` // ascending
	// Pays says whether the workers pay at the largest measured size.
	Pays bool `json:"pays"`
	// Crossings is how often the speedup passes 1 between the measured sizes.
	Crossings int `json:"crossings"`
	// Size is where it does so for the last time: a straight line on logarithms
	// between measured neighbours; nil where it never does. The interval ends at the
	// measured sizes.
	Size *stats.Estimate `json:"size,omitempty"`
	// OpenLow and OpenHigh say that the interval may go on below the smallest
	// measured size, and beyond the largest.
	OpenLow  bool `json:"open_low,omitempty"`
	OpenHigh bool `json:"open_high,omitempty"`
}

// SizeFigures are those of one size.
type SizeFigures struct {
	Size int `json:"size"`
	// Sequential and Parallel are how many seconds a pass takes; 0 where that was not
	// measured.
	Sequential float64 `json:"sequential_s,omitempty"`
	Parallel   float64 `json:"parallel_s,omitempty"`
	// Speedup is the Hodges-Lehmann median over the rounds in which neither leg was
	// gated; nil where there is none.
	Speedup *stats.Estimate `json:"speedup,omitempty"`
	Gated   int             `json:"gated,omitempty"` // legs that are in no figure
}

// EffectFigures is an effect as it was measured.
type EffectFigures struct {
	Effect
	// Ratio is the Hodges-Lehmann median of the ratios of the rounds in which both
	// legs are timings and neither was gated; nil where there is none.
	Ratio *stats.Estimate `json:"ratio,omitempty"`
	// RestsOnGated says that gated legs are among them, since too few others are left.
	// Nothing is claimed of such a ratio.
	RestsOnGated bool `json:"rests_on_gated,omitempty"`
}

// Scaling says how throughput grows with the workers.
type Scaling struct {
	Best int `json:"best"` // workers of the variant with the most throughput
	// Recommended is the smallest measured number of workers with at least 95 % of
	// the best throughput, and a p99 of at most twice that of the fewest workers; 0
	// where none has both. Nothing is claimed about numbers between the measured ones.
	Recommended int `json:"recommended"`
	// TailDoubles is the smallest measured number of workers whose p99, like that of
	// every larger one, is more than twice that of the fewest workers; 0 for none.
	TailDoubles int `json:"tail_doubles,omitempty"`
	// Fit is the Universal Scalability Law; nil where NoFit says why there is none.
	Fit   *stats.USL `json:"fit,omitempty"`
	NoFit string     `json:"no_fit,omitempty"`
	// FittedTo is the largest number of workers that the law was fitted to.
	FittedTo int `json:"fitted_to,omitempty"`
	// Steps are the numbers of workers that finish the size of the workload in
	// fewer waves than any smaller number; empty where operations are unequal.
	Steps []Step `json:"steps,omitempty"`
}

// A Step is a number of workers from which on the work takes fewer waves.
type Step struct {
	Workers int `json:"workers"`
	Waves   int `json:"waves"`
}

// PartFigures is what a part of the work took in the sequential legs: the
// Hodges-Lehmann median of the seconds per pass.
type PartFigures struct {
	Name        string         `json:"name"`
	TimePerPass stats.Estimate `json:"time_per_pass_s"`
	Throughput  float64        `json:"throughput"` // items per second of the part alone
}

// OperationTotal counts the operations of all measured legs.
type OperationTotal struct {
	OperationCounts
	FailureRate float64 `json:"failure_rate"` // unfinished / ended, 0 to 1
	// FailureInterval is the exact interval of the failure rate, at 95 %; nil
	// where no operation ended.
	FailureInterval *stats.Interval `json:"failure_interval,omitempty"`
	Errors          []ErrorCount    `json:"errors,omitempty"`
}

// Ended is the number of operations that ended by themselves, well or not.
func (c OperationCounts) Ended() int64 { return c.Finished + c.Unfinished() }

// A Ceiling is the most speedup that arithmetic allows, and what sets it.
type Ceiling struct {
	Speedup float64 `json:"speedup"`
	Limits  []Limit `json:"limits"` // the binding one first
}

// A Limit is one bound on the speedup, with its reason in words.
type Limit struct {
	Name    string  `json:"name"` // "waves", "operations", "workers", "cpus"
	Speedup float64 `json:"speedup"`
	Reason  string  `json:"reason"`
}

// Interference is T(concurrent) / T(isolated) of one workload's legs of one
// kind: 1 where the others do not disturb it.
type Interference struct {
	Workload string         `json:"workload"`
	Kind     LegKind        `json:"kind"`
	Factor   stats.Estimate `json:"factor"`
}

// Utilisation is how busy the machine's cores were during the parallel legs.
type Utilisation struct {
	Cores []CoreUtilisation `json:"cores"`
	Mean  float64           `json:"mean"` // over cores, 0 to 1
	Own   float64           `json:"own"`  // this process's part of it, 0 to 1
	// OfCommand says that Own has the commands that were measured, too.
	OfCommand bool   `json:"of_command,omitempty"`
	Verdict   string `json:"verdict"`
}

// Whose names what the own part is of.
func (u *Utilisation) Whose() string {
	if u.OfCommand {
		return "the command"
	}
	return "this process"
}

// CoreUtilisation is one core's busy share during parallel legs, by all
// programs.
type CoreUtilisation struct {
	Core int     `json:"core"`
	Kind string  `json:"kind,omitempty"` // "P" or "E", where known
	Mean float64 `json:"mean"`           // over all parallel legs, by their length
	Peak float64 `json:"peak"`           // of the busiest leg
}

// A Finding is a diagnosed cause or fact, with the figures that it rests on.
type Finding struct {
	Workload  string   `json:"workload,omitempty"`
	Statement string   `json:"statement"`
	Try       string   `json:"try,omitempty"` // what to do about it, or to look at next
	Evidence  []Figure `json:"evidence"`
}

// A Figure is one piece of a finding's evidence.
type Figure struct {
	Name   string  `json:"name"`
	Value  float64 `json:"value"`
	Unit   string  `json:"unit,omitempty"`
	Source string  `json:"source"` // where in the report it comes from
}

// Assessed lists the report's outcomes of gating targets.
func (r *Report) Assessed() []Assessment {
	var all []Assessment
	for _, result := range r.Results {
		for _, a := range result.Assessments {
			if a.Target.Gates {
				all = append(all, a)
			}
		}
	}
	return all
}
