//go:build !soak

package simulator

// soakedRequests is a small part of the number that the build tag soak sets.
const soakedRequests = 8_000
