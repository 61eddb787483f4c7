package database

import (
	"strconv"
	"strings"
)

// The names of the settings in which variants differ.
const (
	ConnectionsSetting = "connections"
	ParallelSetting    = "parallel"
)

// The values of the settings that are no numbers.
const (
	PerQuery = "per-query"
	Bouncer  = "pgbouncer"
	Off      = "off"
	On       = "on"
	pooled   = "pool:"
)

// MostPool is the most connections of a pool, and MostParallel the most parallel
// workers of a query.
const (
	MostPool     = 1000
	MostParallel = 64
)

// What the settings read.
const (
	ConnectionsExpected = "per-query, pool:N with 1 to 1000 connections, or pgbouncer"
	ParallelExpected    = "off, on (as the server is set), or a number of workers up to 64"
)

// A Way is how queries are carried out.
type Way struct {
	// Pool is the size of the pool; 0 for a connection of its own for each query.
	Pool int
	// Bounced says that the connections are to pgbouncer, which has the pool.
	Bounced bool
	// Parallel is the most workers of a query, "" as the server is set.
	Parallel string
}

// ParseConnections reads how queries get their connections.
func ParseConnections(text string) (Way, bool) {
	switch size, isPool := strings.CutPrefix(text, pooled); {
	case text == PerQuery:
		return Way{}, true
	case text == Bouncer:
		return Way{Bounced: true}, true
	case isPool:
		n, ok := number(size, 1, MostPool)
		return Way{Pool: n}, ok
	}
	return Way{}, false
}

// ParseParallel reads how many parallel workers a query may have, and returns the
// server's own setting for it: "" to leave that as it is.
func ParseParallel(text string) (workers string, ok bool) {
	switch text {
	case Off:
		return "0", true
	case On:
		return "", true
	}
	_, ok = number(text, 0, MostParallel)
	return text, ok
}

// number reads a whole number within bounds that is written in the usual way.
func number(text string, least, most int) (int, bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= least && n <= most && strconv.Itoa(n) == text
}

// Needs is how many connections to the server the way has at once, with so many
// workers. pgbouncer has a pool of its own, of the given size.
func (w Way) Needs(workers, bouncing int) int {
	switch {
	case w.Bounced:
		return bouncing
	case w.Pool > 0:
		return w.Pool
	}
	return workers
}

// String is the way's connections, as [ParseConnections] reads them.
func (w Way) String() string {
	switch {
	case w.Bounced:
		return Bouncer
	case w.Pool > 0:
		return pooled + strconv.Itoa(w.Pool)
	}
	return PerQuery
}
