package claims

// Add counts the points of entries. Only a confirmed claim earns its points. One that
// was never measured here earns nothing, and is listed.
func Add(entries []Entry) Score {
	var s Score
	for i := range entries {
		e := &entries[i]
		s.Possible += e.Claim.Points
		switch e.Verdict {
		case Confirmed:
			s.Earned += e.Claim.Points
		case NotMeasured, NotMeasurable, Failed, Stale:
			s.Missing = append(s.Missing, e.Claim.ID)
		}
	}
	return s
}

// Percentage is what was earned of what is possible, from 0 to 100.
func (s Score) Percentage() float64 {
	if s.Possible == 0 {
		return 0
	}
	return 100 * float64(s.Earned) / float64(s.Possible)
}

// Verdicts are all, in the order in which they are counted.
func Verdicts() []Verdict {
	return []Verdict{Confirmed, Refuted, Impossible, Depends, Unclear, Stale, Failed, NotMeasurable, NotMeasured}
}

// Count is how many entries have each verdict.
func (a *Account) Count() map[Verdict]int {
	counts := map[Verdict]int{}
	for i := range a.Entries {
		counts[a.Entries[i].Verdict]++
	}
	return counts
}
