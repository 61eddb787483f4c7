// Package sysmon looks at the machine: what it is, how busy its cores are,
// and what this process takes of it. It alone imports gopsutil.
//
// The opinion behind it: a machine is described by what its system says, or
// not at all. There is no table of chips here, and no default that looks like
// a reading. What is unknown stays empty, with a warning in plain words where
// somebody could miss it; what is inferred is marked [engine.Cluster.Guessed];
// and a core of which the counters say nothing keeps its last value, since a
// false 0 reads as "idle".
//
// Looking must not disturb. What is slow to read is read seldom, or on a
// goroutine of its own, and held in between; no process is started while
// something may be measured.
//
// Whether a measurement was disturbed is told from outside of it, never from
// its own timing: by a [Canary] between measurements, and by [Counters] around
// them. A machine that is slowed down and one that is shared are told apart.
//
// Everything that only a system can answer stands behind a seam (a file tree,
// a sysctl, a few functions), so that a Mac, a hybrid laptop and a broken
// container are all tested on any machine.
package sysmon
