// Package workloads holds the kinds of work that can be measured, and the
// registry that names them.
//
// A workload does real work and checks the result. Shipments are created over
// sockets and every answer is checked, the answer of analytics is compared to
// the last cent, and parsing is summed into a checksum. A leg whose answer is
// wrong is a failure, however fast it was. Nothing outside this package names a
// workload, so adding a fifth one takes one file and one line in this package.
package workloads
