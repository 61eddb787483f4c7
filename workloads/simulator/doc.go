// Package simulator is an EasyPost API v2 server that holds its state in memory and answers with a configured delay.
//
// A benchmark of an HTTP client depends on the server that it calls, so this one has three rules. First, answers follow
// recorded traffic of the official clients, not the documentation. Where the two differ, a comment says so, and the
// words recorded, documented and our choice tell where a fact comes from. Second, a delay is a deadline that is
// measured from the arrival of the request. Decoding, rating and rendering are part of the delay, so a client sees 100
// ms when 100 ms are configured. Third, answers depend only on the seed and on the sequence of requests, so that a
// failure can be reproduced.
//
// It belongs in a process of its own (Service, and package child). Inside the client's process its locks, its garbage and its
// share of the scheduler would be measured as the client's. Tests that need exact figures run it in memory instead,
// over a MemoryListener, where the clock of testing/synctest drives the delays.
//
// This package only leads a request through its stages, in pipeline.go. Package endpoint names what is called, faults
// decides what goes wrong, api answers from the store of a key's mode, latency holds the answer back, httpserver sends
// it, and metrics counts it. Only trackers have a table of keys; all other objects are found by arithmetic (package
// ring).
package simulator
