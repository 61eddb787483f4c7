// Package scratch runs a PostgreSQL server, and pgbouncer in front of it, from the
// machine's own programs in a folder of their own, and removes all of it afterwards.
//
// Its opinion: a server that was started for a measurement listens on a socket in a
// folder that nobody else may enter, and on no port. It ends with the run, and nothing of it
// is left.
package scratch
