//go:build soak

package simulator

// soakedRequests, with: go test -tags soak -run Soak ./workloads/simulator
const soakedRequests = 200_000
