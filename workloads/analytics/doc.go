// Package analytics answers one question about many shipments: what was sent, with whom, when, on which routes, at what
// cost, and how well did it go. It is the CPU-bound workload: no network, no disk, nothing to wait for.
//
// A benchmark of parallelism is worthless when its sequential leg is slow on purpose, so both legs use the same
// algorithm. One worker or sixteen run the same [Accumulator.Add] over chunks of the same columns and end in the same
// [Merge]. In a sequential leg, one accumulator is given every chunk.
//
// Three decisions make that algorithm fast, and make its answer independent of which worker added which records:
//
//   - Sums are integers. Money is counted in cents, ratios are formed once, at the end, from exact totals. Integer
//     addition is associative, so any chunking, any number of workers and any order of merging give the same answer to
//     the last cent. Floating-point sums would not.
//   - Names are numbered in their sorted order before the clock starts, so grouping is indexing into an array, and a tie
//     broken by name is a comparison of two small integers.
//   - Percentiles come from counting, not from sorting: delivery days are small integers. The few that are not are kept
//     aside and ranked exactly.
//
// An accumulator is small and belongs to one worker, because the serial tail of a parallel run is the reading of every
// accumulator from another core's cache.
package analytics
