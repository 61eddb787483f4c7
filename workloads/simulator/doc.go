// Package simulator is an EasyPost API v2 server that holds its state in memory and answers with a configured delay.
//
// A benchmark of an HTTP client depends on the server that it calls, so this one has three rules. First, answers follow
// recorded traffic of the official clients, not the documentation. Where the two differ, a comment says so, and the
// words recorded, documented and our choice tell where a fact comes from. Second, a delay is a deadline that is
// measured from the arrival of the request. Decoding, rating and rendering are part of the delay, so a client sees 100
// ms when 100 ms are configured. Third, answers depend only on the seed and on the sequence of requests, so that a
// failure can be reproduced.
//
// It belongs in a process of its own (Start and Service). Inside the client's process its locks, its garbage and its
// share of the scheduler would be measured as the client's. Tests that need exact figures run it in memory instead,
// over a MemoryListener, where the clock of testing/synctest drives the delays.
//
// Note: there is no hash table from ids to objects. An id is the object's serial number, enciphered with a key that is
// derived from the seed; deciphering it gives the slot in a ring. So finding an object takes only arithmetic, the
// oldest object leaves when its slot is needed again, and a before_id still has a place in the order when its object
// has left. Only trackers need a table as well, since each code and carrier may occur only once.
package simulator
