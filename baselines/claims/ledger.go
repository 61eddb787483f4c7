// Package claims judges statements about performance. A claim is confirmed only
// by a measured interval that lies within what it says, and arithmetic comes
// before any measurement.
package claims

import (
	"cmp"
	"time"

	"ep-benchmark/engine/stats"
)

// A Ledger is a list of claims: the built-in report, or a user's file.
type Ledger struct {
	Name   string  `json:"name"`             // "m3-max", or the file's name without its ending
	File   string  `json:"file,omitempty"`   // its absolute path; "" for a built-in ledger
	Digest string  `json:"digest,omitempty"` // SHA-256 of the file's content in hex; "" for a built-in ledger
	Claims []Claim `json:"claims"`
}

// Key tells the ledger from all others: files in two projects may have one name.
func (l *Ledger) Key() string { return cmp.Or(l.File, l.Name) }

// Key is that of the account's ledger.
func (a *Account) Key() string { return cmp.Or(a.File, a.Ledger) }

// A Claim is one statement that can be put to the test.
type Claim struct {
	ID     string `json:"id"`               // a word of letters, digits and hyphens, its own in the ledger
	Says   string `json:"says"`             // the sentence as its author wrote it
	Source string `json:"source,omitempty"` // where the sentence stands
	Metric Metric `json:"metric"`
	Expect Range  `json:"expect"`
	// Needs are the programs, servers and machines without which it can't be
	// measured: "redis-server", "pytest", "cpus>=16".
	Needs []string `json:"needs,omitempty"`
	// Points count for the score if the claim is confirmed.
	Points int `json:"points"`
	// After are ids of claims that are measured before it.
	After  []string `json:"after,omitempty"`
	Test   Test     `json:"test,omitzero"`
	Stated Stated   `json:"stated,omitzero"`
}

// A Metric is what a claim states a range for.
type Metric string

// The metrics of claims.
const (
	Speedup    Metric = "speedup"     // throughput of the candidate over the reference's, a ratio
	Change     Metric = "change"      // the same as a percentage of change: 10 is 10 % faster
	Throughput Metric = "throughput"  // items a second
	Duration   Metric = "duration"    // seconds
	Latency    Metric = "latency"     // seconds, the median
	P99        Metric = "p99"         // seconds
	Memory     Metric = "memory"      // bytes, the peak
	Share      Metric = "share"       // a part of 1
	Size       Metric = "size"        // bytes
	SizeChange Metric = "size-change" // bytes of the candidate over the reference's, as a percentage of change
	Count      Metric = "count"       // whole things, such as workers
	Points     Metric = "points"      // of a score
)

// A Range is what a claim says its metric is, in the metric's unit. A bound that the
// claim does not state is nil.
type Range struct {
	Low  *float64 `json:"low,omitempty"`
	High *float64 `json:"high,omitempty"`
	// OpenLow and OpenHigh say that the bound itself is outside: "> 5", "< 1ms".
	OpenLow  bool   `json:"open_low,omitempty"`
	OpenHigh bool   `json:"open_high,omitempty"`
	Text     string `json:"text"` // as it was written: "15..16"
}

// A Verdict is what became of a claim.
type Verdict string

// The verdicts on claims.
const (
	Confirmed     Verdict = "confirmed"               // the whole interval lies within the range
	Refuted       Verdict = "refuted"                 // the whole interval lies outside the range
	Unclear       Verdict = "unclear"                 // the interval lies across an edge of the range
	Impossible    Verdict = "impossible"              // arithmetic forbids it under the conditions that it states
	Depends       Verdict = "depends"                 // its truth hangs on a condition that it does not state
	NotMeasurable Verdict = "not measurable here"     // something that it needs is missing
	NotMeasured   Verdict = "not measured"            // there was no time for it, or it was not asked for
	Stale         Verdict = "stale"                   // measured, and its subject or its conditions changed since
	Failed        Verdict = "experiment not finished" // the experiment ended with an error
)

// An Account is what is known of a ledger's claims on one machine.
type Account struct {
	Ledger  string    `json:"ledger"`
	File    string    `json:"file,omitempty"` // the ledger's absolute path; "" for a built-in one
	Digest  string    `json:"digest,omitempty"`
	Machine string    `json:"machine"` // in words, as the report's header has it
	Began   time.Time `json:"began"`
	Program string    `json:"program"` // version of ep-benchmark
	Entries []Entry   `json:"entries"` // in the order of the ledger
	Score   Score     `json:"score"`
}

// An Entry is a claim with its verdict, and all that the verdict rests on.
type Entry struct {
	Claim    Claim           `json:"claim"`
	Verdict  Verdict         `json:"verdict"`
	Measured *stats.Estimate `json:"measured,omitempty"` // in the metric's unit; nil where nothing was measured
	// Sum is the arithmetic, one step a line, for a claim that arithmetic bounds.
	Sum []string `json:"sum,omitempty"`
	// Reason says why in one sentence: what is missing, what is not stated, how many
	// rounds would decide.
	Reason     string      `json:"reason,omitempty"`
	Curve      *Curve      `json:"curve,omitempty"`
	Conditions []Condition `json:"conditions,omitempty"`
	Evidence   []string    `json:"evidence,omitempty"` // further figures in words, each with its unit
	Repeat     string      `json:"repeat,omitempty"`   // the command that repeats the measurement
	Run        string      `json:"run,omitempty"`      // the stored run's id
	At         time.Time   `json:"at,omitzero"`        // when it was measured
	// Subject is what was measured, and on what: the verdict is stale where it is
	// another one now.
	Subject []Condition `json:"subject,omitempty"`
}

// A Condition is a setting under which a claim was measured: "round trip", "20 ms".
type Condition struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// A Curve is a metric measured at several values of a condition that a claim does
// not state.
type Curve struct {
	Condition string  `json:"condition"` // "round trip"
	Unit      string  `json:"unit"`      // of the condition: "ms"
	Points    []Point `json:"points"`    // ascending
	// From is where the claim turns true, in words: "from 5 ms of round trip on"; ""
	// if it does nowhere.
	From string `json:"from,omitempty"`
}

// A Point is one value of the condition, and what was measured there.
type Point struct {
	At       float64        `json:"at"`
	Measured stats.Estimate `json:"measured"`
}

// A Score counts the points of confirmed claims. Only a measurement earns points.
type Score struct {
	Earned   int `json:"earned"`
	Possible int `json:"possible"`
	// Missing are the ids of claims that earned nothing since they were not measured.
	Missing []string `json:"missing,omitempty"`
}
