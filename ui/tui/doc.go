// Package tui is the live dashboard: a Bubble Tea program over the fold of a
// run's events.
//
// Its opinion: people sit in front of it while their machine works. So it
// answers first, never disturbs what it shows, and leaves the terminal as it
// found it. The root model only routes: a page decides what it shows, a key's
// action is one line in a table, and the only clock is the events' own, so that
// a recording shows what the run did.
package tui
