// Package profiler takes profiles of single legs: of CPU time, of waiting for
// one another (block), of waiting for locks (mutex), and an execution trace.
//
// Its opinion: a figure and a profile don't come from the same leg. Profilers
// cost time, unevenly, so they are for legs that nobody measures; and they see
// the whole process, so they are for legs that have it to themselves. What
// runs beside is told apart by labels alone, which what the runtime does on
// its own (collecting garbage, above all) never has.
package profiler
