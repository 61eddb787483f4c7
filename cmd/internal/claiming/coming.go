package claiming

// Coming are the ids of the claims whose experiments are planned, in their order.
func (t *Test) Coming() []string {
	ids := make([]string, len(t.planned))
	for i := range t.planned {
		ids[i] = t.claim(&t.planned[i]).ID
	}
	return ids
}
