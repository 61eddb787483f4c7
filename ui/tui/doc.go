// Package tui is the live dashboard: a Bubble Tea program over the fold of a
// run's events.
//
// Its opinion: people sit in front of it while their machine works, so it
// answers first, never disturbs what it shows, and leaves the terminal as it
// found it. The root model routes and nothing more: what a page shows is the
// page's, what a key does is one line in a table, and the only clock is the
// events' own, so that a recording shows what the run did.
package tui
