// Package proctree runs commands and measures them: how long each took, the CPU
// time and the memory of its whole tree of processes, and how it ended.
//
// Its opinion: a benchmark must leave nothing behind. A guardian, a small child
// of ours, starts the commands. On Linux it adopts their orphans, so that it can
// end a whole tree. It also ends everything when this program goes away, even by
// kill -9. Elsewhere only the command's process group is ended.
package proctree
