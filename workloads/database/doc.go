// Package database measures what connections and parallel workers of PostgreSQL are
// worth: the same queries with a connection each, with pools of several sizes, and
// through pgbouncer, or one query with parallel workers and without.
//
// Its opinion: a query counts only if its answer is the row that was written, to the
// cent. And waiting for a connection is no part of a query's time: the two are
// measured apart, since a small pool makes queries wait and not slow.
package database
