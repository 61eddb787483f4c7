// Package outofcore measures analytics over files that are larger than the memory it may have. A limit that is only asked
// for is worth nothing, so the memory is planned before the run, bounded while it runs, and its peak is the system's own
// mark; a leg whose peak is above the limit is no timing.
//
// A command opens the files ([Open]), makes them a workload of a plan (workloads.Own), and closes them after the last
// run. The answer is [Workload.Answer]; what the legs took is in the report's samples, as engine.FileEvidence, and
// assess.FilesOf sums it up.
package outofcore
