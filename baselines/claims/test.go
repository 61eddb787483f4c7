package claims

// A Test says how a claim is measured. One of Command, URL, Workload, Pages and
// Experiment says what is measured; none leaves the claim to arithmetic.
type Test struct {
	// Command is a command line, in which {n} stands for a number of workers.
	Command string `json:"command,omitempty"`
	URL     string `json:"url,omitempty"`
	// Workload is the name of a built-in one.
	Workload string `json:"workload,omitempty"`
	// Pages are two folders of a web page's files: before and after.
	Pages []string `json:"pages,omitempty"`
	// Experiment is the name of one that this program brings along.
	Experiment string `json:"experiment,omitempty"`
	// Unmeasured says why nothing is measured; "" where something is.
	Unmeasured string `json:"unmeasured,omitempty"`

	// Reference and Candidate are what is compared: "n=1", "connections=pooled", or a
	// command line. Both are empty for a claim that compares one worker with several.
	Reference string `json:"reference,omitempty"`
	Candidate string `json:"candidate,omitempty"`
	// Settings are flags of the command that measures, by their names.
	Settings map[string]string `json:"settings,omitempty"`
	// Over is a condition that the claim does not state, with the values at which it
	// is measured: "rtt=0ms,5ms,20ms".
	Over   string `json:"over,omitempty"`
	Rounds int    `json:"rounds,omitempty"` // 0 for [UsualRounds]
	// Digest is the SHA-256 of the entry as it stands in its ledger, in hex: what the
	// claim says and how it is measured.
	Digest string `json:"digest,omitempty"`
}

// UsualRounds are those of a claim's experiment: enough for an interval of two
// effects, and few enough for many claims.
const UsualRounds = 12

// Measures tells whether there is anything to measure.
func (t *Test) Measures() bool {
	return t.Command != "" || t.URL != "" || t.Workload != "" || len(t.Pages) > 0 || t.Experiment != ""
}

// Stated are the conditions that a claim itself states. They are what arithmetic
// works on; a condition that is not stated is the zero value.
type Stated struct {
	Operations int  `json:"operations,omitempty"`
	Equal      bool `json:"equal,omitempty"` // operations last equally long
	Workers    int  `json:"workers,omitempty"`
	From       int  `json:"from,omitempty"` // workers of the reference; 0 is one
	// Semaphore is how many operations it lets run at once, and Chunks how many are
	// started together, the slowest of which is awaited.
	Semaphore int `json:"semaphore,omitempty"`
	Chunks    int `json:"chunks,omitempty"`
	Users     int `json:"users,omitempty"` // that each wait for an answer before they ask again
	// Each is how long an operation lasts, in seconds, from the shortest to the longest.
	Each Span `json:"each,omitzero"`
	// Busy is the share of their time that workers are said to spend in operations.
	Busy   Span    `json:"busy,omitzero"`
	Serial float64 `json:"serial,omitempty"` // share of the work that one worker does
	CPUs   int     `json:"cpus,omitempty"`   // of work that computes
	// Limit is how many requests a second a rate limit lets through.
	Limit float64 `json:"limit,omitempty"`
}

// A Span is from a smallest to a largest figure.
type Span struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// None tells whether the span was not stated.
func (s Span) None() bool { return s == Span{} }
