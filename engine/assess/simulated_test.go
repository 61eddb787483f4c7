package assess

// simulated is how many runs a simulation makes.
func simulated(runs int) int { return runs }
