package compare

// Unlike lists the conditions in which a run and a side are not alike. The run
// need not have figures yet: one that has only begun has its conditions.
func Unlike(run *Run, then *Side) []Difference {
	now := SideOf(*run)
	return between(&now, then)
}

// Refused lists the conditions that differ, if they keep every workload of a
// run from being compared with a side. It is empty where at least one workload
// can be compared. It is empty for claims too, which are shown and never
// tested.
func Refused(run *Run, then *Side) []Difference {
	if then.Claimed || len(then.Runs) == 0 {
		return nil
	}
	c := Comparison{Now: SideOf(*run), Then: *then}
	c.Differences = between(&c.Now, &c.Then)
	for _, subject := range run.Subjects {
		if _, there := then.Runs[len(then.Runs)-1].Subject(subject.Name); there && len(c.unlike(subject.Name)) == 0 {
			return nil
		}
	}
	return c.Differences
}
