package engine

import (
	"time"

	"ep-benchmark/engine/stats"
)

// A Sample is the measurement of one leg. Samples are never dropped: a sample
// whose operations failed stays, and Untimed says why it has no valid timing.
type Sample struct {
	Workload string   `json:"workload"`
	Schedule Schedule `json:"schedule"`
	Kind     LegKind  `json:"kind"`
	Round    int      `json:"round"`    // from 1
	Position int      `json:"position"` // 1 or 2: which leg of its round it was
	Workers  int      `json:"workers"`

	StartedAt time.Duration `json:"started_at_ns"` // since the run's start
	Passes    int           `json:"passes"`        // times that the work was carried out

	Makespan time.Duration `json:"makespan_ns"` // first operation's start to the last one's end, Finish included
	Finish   time.Duration `json:"finish_ns"`   // of it, in Finish
	Busy     time.Duration `json:"busy_ns"`     // inside operations, summed over workers
	// Rate is items per second while all workers were busy, of a leg with a fixed
	// length; 0 for a leg with a fixed amount of work.
	Rate float64 `json:"rate,omitempty"`

	ActiveWorkers int   `json:"active_workers"` // distinct workers that carried out an operation
	Items         int64 `json:"items"`
	Bytes         int64 `json:"bytes"`

	Operations OperationCounts `json:"operations"`
	Errors     []ErrorCount    `json:"errors,omitempty"`
	Untimed    string          `json:"untimed,omitempty"` // why this leg has no valid timing; empty when it has one
	// Gate says that the leg's round is not believed, and GateReason why, with
	// figures. A gated leg is still a timing, and is kept. It counts only where
	// too few rounds are believed.
	Gate       Gate   `json:"gate,omitempty"`
	GateReason string `json:"gate_reason,omitempty"`
	// GateWeight ranks the rounds that have the same gate: the share, 0 to 1, of
	// the CPUs or of the canary's time that others took, or by which the clock was
	// slower. Heat that the system itself calls serious weighs 1. It is 0 in runs
	// that were stored before this field existed.
	GateWeight float64 `json:"gate_weight,omitempty"`

	Latency Latency `json:"latency"`
	// Arrivals is there for a leg in an open loop, whose latencies count from the
	// moments at which operations were meant to begin.
	Arrivals *ArrivalCounts `json:"arrivals,omitempty"`
	// Dispatch is there for a leg whose operations were not handed out by a pool.
	Dispatch *DispatchEvidence `json:"dispatch,omitempty"`
	Parts    []PartSample      `json:"parts,omitempty"`
	Evidence Evidence          `json:"evidence"`
}

// Timed tells whether the sample may be used as a timing.
func (s *Sample) Timed() bool { return s.Untimed == "" }

// TimePerPass is the duration of one pass of the work, in seconds.
func (s *Sample) TimePerPass() float64 {
	if s.Passes == 0 {
		return 0
	}
	return s.Makespan.Seconds() / float64(s.Passes)
}

// Throughput is items per second: of makespan, or while all workers were busy in
// a leg with a fixed length.
func (s *Sample) Throughput() float64 {
	if s.Rate > 0 {
		return s.Rate
	}
	if s.Makespan <= 0 {
		return 0
	}
	return float64(s.Items) / s.Makespan.Seconds()
}

// Utilisation is the share of the workers' time spent inside operations:
// Busy / (Makespan x Workers).
func (s *Sample) Utilisation() float64 {
	if s.Makespan <= 0 || s.Workers == 0 {
		return 0
	}
	return s.Busy.Seconds() / (s.Makespan.Seconds() * float64(s.Workers))
}

// OperationCounts says how the operations of a leg ended.
type OperationCounts struct {
	Planned   int64 `json:"planned"`
	Finished  int64 `json:"finished"`
	Failed    int64 `json:"failed"`    // returned an error
	Panicked  int64 `json:"panicked"`  // panicked; recovered
	Hung      int64 `json:"hung"`      // outlasted the operation timeout
	Cancelled int64 `json:"cancelled"` // begun, then ended by the run's own end
}

// Unfinished is the number of operations that went wrong.
func (c OperationCounts) Unfinished() int64 { return c.Failed + c.Panicked + c.Hung }

// ErrorCount counts the errors of one kind and keeps the first one's message.
type ErrorCount struct {
	Kind    string `json:"kind"`    // "timeout", "http 500", "connection refused", "panic" ...
	Message string `json:"message"` // of the first, made safe to print
	Count   int64  `json:"count"`
}

// Latency summarises the durations of a leg's operations. The loop is closed (a
// worker starts its next operation when the last has ended). So it leaves out
// the waiting that an open arrival process would have seen. Of a leg with
// [ArrivalCounts] the loop is open, and each latency counts from the moment at
// which its operation was meant to begin.
type Latency struct {
	Count      int64         `json:"count"`
	OutOfRange int64         `json:"out_of_range"` // longer than the histogram holds; in no percentile
	Min        time.Duration `json:"min_ns"`
	Mean       time.Duration `json:"mean_ns"`
	P50        time.Duration `json:"p50_ns"`
	P90        time.Duration `json:"p90_ns"`
	P99        time.Duration `json:"p99_ns"`
	Max        time.Duration `json:"max_ns"`
	// Skipped are arrivals that did not begin. They rank as slower than all others:
	// a percentile that falls among them is 0, since it has no number. See
	// [Latency.Beyond].
	Skipped int64 `json:"skipped,omitempty"`
	// Histogram is the whole distribution in nanoseconds, as an HdrHistogram
	// (V2, compressed, base64), the format other tools read.
	Histogram string `json:"histogram,omitempty"`
}

// PartSample is what a leg spent on one of the spec's parts.
type PartSample struct {
	Name  string        `json:"name"`
	Items int64         `json:"items"`
	Busy  time.Duration `json:"busy_ns"` // inside operations of this part, summed over workers
}

// Evidence is what was seen of the process, the wire and the cores while a leg
// ran. The diagnosis rests on it.
type Evidence struct {
	Process ProcessEvidence  `json:"process"`
	Wire    *WireEvidence    `json:"wire,omitempty"`
	Machine *MachineEvidence `json:"machine,omitempty"`
	// Compute is there for sequential legs of work that computes, where the system
	// reports what a thread has used.
	Compute *ComputeEvidence `json:"compute,omitempty"`
	// Command is there for work that runs a command.
	Command *CommandEvidence `json:"command,omitempty"`
	// Files is there for work that reads files which are larger than memory.
	Files *FileEvidence `json:"files,omitempty"`
	// Cache is there for work whose answers a cache may have.
	Cache *CacheEvidence `json:"cache,omitempty"`
	// Database is there for work that asks a database.
	Database *DatabaseEvidence `json:"database,omitempty"`
	// Cores is each core's busy share (0 to 1) over the leg, by all programs;
	// empty where the system does not report it.
	Cores []float64 `json:"cores,omitempty"`
}

// ProcessEvidence is this process's own cost over a leg. Shared says that it
// covers other workloads that ran meanwhile, under the concurrent schedule.
type ProcessEvidence struct {
	Shared           bool          `json:"shared"`
	UserCPU          time.Duration `json:"user_cpu_ns"`
	SystemCPU        time.Duration `json:"system_cpu_ns"`
	AllocatedBytes   uint64        `json:"allocated_bytes"`
	AllocatedObjects uint64        `json:"allocated_objects"`
	GCCycles         uint64        `json:"gc_cycles"`
	// GCCPU is the estimated CPU time of the garbage collector. The runtime
	// renews it at the end of a cycle only, so it means something for legs
	// with GCCycles > 0.
	GCCPU time.Duration `json:"gc_cpu_ns"`
	// SchedulingP50 and SchedulingP99 are how long goroutines stood ready
	// before they ran (upper edges of the runtime's buckets).
	SchedulingP50 time.Duration `json:"scheduling_p50_ns"`
	SchedulingP99 time.Duration `json:"scheduling_p99_ns"`
	MutexWait     time.Duration `json:"mutex_wait_ns"` // summed over goroutines
}

// CPU is user and system time together.
func (p ProcessEvidence) CPU() time.Duration { return p.UserCPU + p.SystemCPU }

// ComputeEvidence is the CPU that a pass of a sequential leg took. It is what
// the work costs, independent of other programs on the CPUs. It covers the
// threads that carried the pass out, Finish included, while they did.
type ComputeEvidence struct {
	Passes int `json:"passes"` // passes that were looked at: all, or every n-th
	// CPU is the CPU time of a pass: the 2nd percentile over those passes, since
	// what others do to caches and shared cores can only add to it. MeanCPU is
	// their mean.
	CPU     time.Duration `json:"cpu_ns"`
	MeanCPU time.Duration `json:"cpu_mean_ns"`
	// Step is the CPU time, in nanoseconds, of one dependent step of the canary
	// right before and right after the leg: the pace that the CPU had. It is 0
	// where it is not known.
	Step float64 `json:"step_ns,omitempty"`
	// Instructions is how many a pass took, their median over the passes; 0 where
	// the system does not report them.
	Instructions uint64 `json:"instructions,omitempty"`
}

// CommandEvidence is what a command's tree of processes took in a leg.
type CommandEvidence struct {
	// Elapsed is from before the command's start until its first process ended.
	// With a shell it is less the time of an empty run of the shell right before.
	Elapsed   time.Duration `json:"elapsed_ns"`
	UserCPU   time.Duration `json:"user_cpu_ns"`
	SystemCPU time.Duration `json:"system_cpu_ns"`
	// PeakMemory is the most memory that the tree had, in bytes; 0 where it is
	// unknown. With MemoryCounted it is the kernel's count of a control group
	// (memory.peak): of the tree, and of the file cache that it filled. Else it is the
	// largest sum of what the processes had when that was read, every 50 ms, so that
	// the true peak may be higher.
	PeakMemory    int64 `json:"peak_memory_bytes,omitempty"`
	MemoryCounted bool  `json:"peak_memory_counted,omitempty"`
	// Start is how long a run of a program that does nothing took right before:
	// what starting any program costs here.
	Start time.Duration `json:"start_ns"`
}

// CPU is user and system time together.
func (c *CommandEvidence) CPU() time.Duration { return c.UserCPU + c.SystemCPU }

// Busy is how many CPUs the command used on average.
func (c *CommandEvidence) Busy() float64 {
	if c.Elapsed <= 0 {
		return 0
	}
	return c.CPU().Seconds() / c.Elapsed.Seconds()
}

// WireEvidence is what the client saw of a leg's requests.
type WireEvidence struct {
	Requests    int64 `json:"requests"`
	Connections int64 `json:"connections"` // newly made
	Reused      int64 `json:"reused"`      // requests that went out on a connection used before
	Retries     int64 `json:"retries"`     // requests sent again by the transport
	RateLimited int64 `json:"rate_limited"`

	// Repeated is how many requests the client sent again after the server had
	// refused them as too many. Slept is how long it held back for that, summed
	// over workers. A leg that slept has no valid timing.
	Repeated int64         `json:"repeated,omitempty"`
	Slept    time.Duration `json:"slept_ns,omitempty"`

	ConnectTime    time.Duration `json:"connect_ns"`         // summed: dialling
	TLSTime        time.Duration `json:"tls_ns"`             // summed: handshakes
	ConnectionWait time.Duration `json:"connection_wait_ns"` // summed: asking for a connection to having one

	// Time to first byte: request written to first byte of the answer.
	FirstByteMean time.Duration `json:"first_byte_mean_ns"`
	FirstByteP50  time.Duration `json:"first_byte_p50_ns"`
	FirstByteP99  time.Duration `json:"first_byte_p99_ns"`

	// Body is the time from the first byte of an answer to its last one, of the
	// answers that came whole. It is 0 in reports of programs that did not
	// measure it.
	BodyTime time.Duration `json:"body_ns,omitempty"` // summed
	BodyMean time.Duration `json:"body_mean_ns,omitempty"`
	BodyP50  time.Duration `json:"body_p50_ns,omitempty"`
	BodyP99  time.Duration `json:"body_p99_ns,omitempty"`

	// In flight at wire level: written and not yet answered. The mean is over
	// the makespan, by Little's law from the times to first byte.
	InFlightMean float64 `json:"in_flight_mean"`
	InFlightMax  int64   `json:"in_flight_max"`

	// ServerTime is the mean of what the server said that it took (X-Runtime,
	// else Server-Timing), over the answers that said so.
	ServerTime      time.Duration `json:"server_mean_ns"`
	ServerTimeCount int64         `json:"server_count"`

	// Cached is how many answers came from a cache in between: marked as such, or
	// with a request id that was seen before.
	Cached int64 `json:"cached,omitempty"`

	Statuses map[string]int64 `json:"statuses,omitempty"` // answers by HTTP status
}

// LatencyOf summarises a histogram, and includes the whole histogram.
func LatencyOf(h *stats.Histogram) (Latency, error) {
	l := SummaryOf(h)
	if h.Count() > 0 {
		text, err := h.Encode()
		if err != nil {
			return Latency{}, err
		}
		l.Histogram = text
	}
	return l, nil
}

// SummaryOf is LatencyOf without the histogram.
func SummaryOf(h *stats.Histogram) Latency {
	return Latency{
		Count: h.Count(), OutOfRange: h.OutOfRange(),
		Min: h.Min(), Mean: h.Mean(), Max: h.Max(),
		P50: h.Quantile(0.50), P90: h.Quantile(0.90), P99: h.Quantile(0.99),
	}
}
