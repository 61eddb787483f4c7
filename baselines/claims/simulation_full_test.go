//go:build simulation

package claims

// simulations are as many as the documentation reports.
const simulations = 2000
