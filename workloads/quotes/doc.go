// Package quotes measures what a cache of rate quotes saves, and what it costs in
// truth.
//
// Its opinion: how many calls a cache saves is decided by how often requests repeat
// within a time to live, and by nothing else, so a share without that number says
// nothing. Every answer therefore expires by a clock that follows the requests and not
// the wall: an hour of requests is measured in a second, and a day of them too. A cache
// that fails is a failure, and never a reason to ask the server instead.
//
// A run is that of a plan whose variants are named by [Variant]. [Bench.At] is its
// workload, and [Bench.Study] completes its report: [engine.Result] has then Caching, and
// each of its variants Cache.
package quotes
