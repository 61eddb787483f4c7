package api

import "ep-benchmark/engine/assess"

// visit counts the requests of a command, without those that are repeated after
// a 429.
type visit struct {
	leg   int // of one leg of each workload
	warm  int // unmeasured legs: one, or one of each variant
	legs  int // of a round, where they are more than two
	runs  int
	once  bool // the work is carried out once, in one leg
	debug bool // each workload is run once more, under the profilers
}

// run returns the most requests of one run: those of the unmeasured legs, and of
// the rounds with all rounds that may be repeated.
func (v visit) run(rounds int) int {
	if v.once {
		return v.leg
	}
	return v.leg * (max(1, v.warm) + max(2, v.legs)*(rounds+assess.MostMadeAgain(rounds)))
}

// all returns the most requests of the command, with the one that checks
// whether the server is there.
func (v visit) all(rounds int) int {
	n := 1 + v.runs*v.run(rounds)
	if v.debug {
		n += v.run(1)
	}
	return n
}

// most returns the largest number of rounds, up to mostGuestRounds, whose
// requests fit into the limit. It returns least if no larger number fits.
func (v visit) most(requests, least int) int {
	rounds := max(least, mostGuestRounds)
	for rounds > least && v.all(rounds) > requests {
		rounds--
	}
	return rounds
}
