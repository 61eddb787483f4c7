// Package outofcore measures analytics over files that are larger than the memory it may have. A limit that is only asked
// for is worth nothing, so the memory is planned before the run, bounded while it runs, and its peak is the system's own
// mark; a leg whose peak is above the limit is no timing.
package outofcore
