//go:build !soak

package simulator

// soakedRequests is a small part of what the build tag soak makes it.
const soakedRequests = 8_000
