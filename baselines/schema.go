package baselines

// Schema is the number of the form that stores have in this version of the
// program. Opening an older one brings it to this; a newer one is refused.
func Schema() int { return len(stepNames()) }
