// Package profiler takes profiles of single legs: of CPU time, of waiting for
// one another (block), of waiting for locks (mutex), and an execution trace.
//
// Its opinion: a figure and a profile don't come from the same leg. Profilers
// cost time, unevenly, so they run in legs that are not measured. They see the
// whole process, so a leg must have the process to itself. Only labels separate
// a leg from what runs beside it, and the runtime's own work (above all
// collecting garbage) never has labels.
package profiler
