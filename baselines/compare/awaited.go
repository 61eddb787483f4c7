package compare

// Awaited adds to the rows of an unfinished comparison those of the baseline's figures
// that the candidate does not have yet, each in its workload's place. They have the
// baseline's side alone, no verdict, and [Row.Awaited] tells them apart. The comparison
// itself is left as it is.
func (c *Comparison) Awaited() Comparison {
	with := *c
	with.Rows = nil
	for _, subject := range subjects(&c.Now) {
		for _, metric := range subject.Metrics() {
			key := Key{subject.Name, metric}
			if row, known := c.Row(key); known {
				with.Rows = append(with.Rows, row)
				continue
			}
			values, errors := c.Then.believed(key)
			if len(values) == 0 {
				continue
			}
			with.Rows = append(with.Rows, Row{Key: key, Title: subject.Title, Item: subject.Item, Gates: metric.Gates(), Then: c.Then.values(key, values, errors)})
		}
	}
	return with
}

// Awaited tells whether the candidate does not have the row's figure yet.
func (r *Row) Awaited() bool { return r.Verdict == "" }
