// Package workloads holds the kinds of work that can be measured, and the
// registry that names them.
//
// Its opinion: a workload does the real thing or nothing. Shipments are
// created over sockets and their answers checked, analytics ends in an answer
// that is compared to the last cent, parsing is summed into a checksum; a leg
// whose answer is wrong is a failure, however fast it was. Nothing outside
// this package names a workload: a fifth one is a file and a line here.
package workloads
