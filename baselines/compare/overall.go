package compare

import "slices"

// overall is the verdict of the whole comparison: the first of the listed
// verdicts that any gating figure has. It is unchanged only where no gating
// figure regressed, improved or is unclear. Of failures only a rise counts.
func (c *Comparison) overall() Verdict {
	has := map[Verdict]bool{}
	for i := range c.Rows {
		if r := &c.Rows[i]; r.Gates {
			has[r.Verdict] = true
		}
	}
	for i := range c.Failures {
		if c.Failures[i].Verdict == Regressed {
			has[Regressed] = true
		}
	}
	for _, verdict := range []Verdict{Regressed, Unclear, Improved, Unchanged, NotComparable} {
		if has[verdict] {
			return verdict
		}
	}
	return NoBaseline
}

// Count counts the rows that gate with a verdict. Of failures it counts those
// that rose, as regressed.
func (c *Comparison) Count(verdict Verdict) int {
	n := 0
	for i := range c.Rows {
		if r := &c.Rows[i]; r.Gates && r.Verdict == verdict {
			n++
		}
	}
	for i := range c.Failures {
		if verdict == Regressed && c.Failures[i].Verdict == Regressed {
			n++
		}
	}
	return n
}

// Suspects are the workloads with a change that a fresh run has yet to
// confirm, in the order of the rows.
func (c *Comparison) Suspects() []string {
	var names []string
	for i := range c.Rows {
		r := &c.Rows[i]
		if r.Gates && r.Rerun == nil && (r.Verdict == Regressed || r.Verdict == Improved) && !slices.Contains(names, r.Workload) {
			names = append(names, r.Workload)
		}
	}
	for i := range c.Failures {
		r := &c.Failures[i]
		if r.Verdict == Regressed && r.Rerun == nil && !slices.Contains(names, r.Workload) {
			names = append(names, r.Workload)
		}
	}
	return names
}

// Row finds a row.
func (c *Comparison) Row(key Key) (Row, bool) {
	i := slices.IndexFunc(c.Rows, func(r Row) bool { return r.Key == key })
	if i < 0 {
		return Row{}, false
	}
	return c.Rows[i], true
}
