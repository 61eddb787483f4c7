// Package compare says which figures of a run regressed, improved or stayed the
// same beside other runs, and for which figures that can't be known.
//
// Its opinion: the unit is the run. Rounds within one run agree with each other
// better than two runs do, so a test on rounds raises alarms where nothing
// changed. What counts here is how much whole runs differ among each other. Few
// figures decide: per workload the parallel time per item and the speedup. Both
// are needed, since a speedup rises when the server gets slower.
//
// All arithmetic is on natural logarithms, where a change of 10 % is as far up
// as down, and every change is turned so that above zero is worse.
package compare
