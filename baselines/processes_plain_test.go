//go:build !race

package baselines_test

// processes is how many make one store at once.
const processes = 50
