// Package simulator is an EasyPost API v2 server that holds its state in memory and answers as late as it is told to.
//
// A benchmark of an HTTP client is only as good as the server it talks to, so this one has three rules. What it
// answers follows recorded traffic of the official clients, not the documentation: where the two differ, a comment says
// so, and the words recorded, documented and our choice tell where a fact comes from. What it delays is a deadline
// measured from the arrival of the request: decoding, rating and rendering hide inside the delay, so that a client that
// was promised 100 ms sees 100 ms. And what it says is a function of its seed and of the sequence of requests, so
// that a failure can be had twice.
//
// It belongs in a process of its own (Start and Service): inside the client's process its locks, its garbage and its share
// of the scheduler would read as evidence about the client. Tests that need exact figures run it in memory instead,
// over a MemoryListener, where the clock of testing/synctest drives the delays.
//
// Note: there is no hash table from ids to objects. An id is the object's serial number, enciphered with a key that is
// derived from the seed; deciphering it gives the slot in a ring. So looking up is arithmetic, the oldest object leaves
// when its slot is needed again, and a before_id whose object is long gone still has a place in the order. Trackers
// alone need a table besides: a code and carrier may stand there once.
package simulator
