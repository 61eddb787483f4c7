// Package command measures any command: how much faster it is with n workers than
// with one.
//
// Its opinion: a command is judged from outside, by what the system counts. The
// time is that of its first process, the CPU time and the memory are those of its
// whole tree, and a run that fails or leaves something behind has no valid timing.
package command
