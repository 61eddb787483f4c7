// Package sysmon looks at the machine: what it is, how busy its cores are,
// and what this process takes of it. It alone imports gopsutil.
//
// The opinion behind it: a machine is described only by what its system
// reports. There is no table of chips here, and no default that looks like a
// reading. What is unknown stays empty, with a plain warning if a user may miss
// it. What is inferred is marked [engine.Cluster.Guessed]. A core whose
// counters report nothing keeps its last value, since a false 0 would read as
// "idle".
//
// Looking must not disturb. What is slow to read is read seldom, or on a
// goroutine of its own, and held in between. No process is started while
// something may be measured.
//
// Evidence of a disturbance comes from outside a measurement, never from its
// own timing: from a [Canary] between measurements, and from [Counters] around
// them. The two distinguish a machine that is slowed down from one that is
// shared.
//
// Everything that depends on the system stands behind an interface (a file
// tree, a sysctl, a few functions). So a Mac, a hybrid laptop and a broken
// container can all be tested on any machine.
package sysmon
