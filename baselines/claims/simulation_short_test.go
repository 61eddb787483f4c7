//go:build !simulation

package claims

// simulations are enough to fail where the rule is broken.
const simulations = 400
