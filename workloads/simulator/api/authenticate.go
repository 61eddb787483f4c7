package api

import (
	"encoding/base64"
	"strings"

	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/wire"
)

const (
	testKeyPrefix       = "EZTK"
	productionKeyPrefix = "EZAK"
	longestCredentials  = 512 // bytes; a key has 58 characters, and 80 in base64
)

// Authenticate finds the mode that an Authorization header stands for. The key itself is never kept, logged or echoed.
// All wrong headers are recorded to end in 403, except a missing one, so an unreadable header does too.
func Authenticate(header []string) (objects.Mode, *wire.Error) {
	if len(header) == 0 || header[0] == "" {
		return 0, wire.ErrNoAuthorization
	}
	scheme, credentials, _ := strings.Cut(header[0], " ")
	credentials = strings.Trim(credentials, " ")
	switch {
	case len(credentials) > longestCredentials:
	case strings.EqualFold(scheme, "Basic"):
		return modeOfBasic(credentials)
	case strings.EqualFold(scheme, "Bearer"):
		return modeOf(credentials)
	}
	return 0, wire.ErrKeyInactive
}

// modeOfBasic reads a key in base64, as user name. The password, which is empty, is ignored.
func modeOfBasic(credentials string) (objects.Mode, *wire.Error) {
	var buffer [longestCredentials]byte
	n, err := base64.StdEncoding.Decode(buffer[:], []byte(credentials))
	if err != nil {
		return 0, wire.ErrKeyInactive
	}
	return modeOf(string(buffer[:min(n, len(testKeyPrefix))]))
}

// modeOf returns the mode by the key's first letters.
func modeOf(key string) (objects.Mode, *wire.Error) {
	switch {
	case strings.HasPrefix(key, testKeyPrefix):
		return objects.TestMode, nil
	case strings.HasPrefix(key, productionKeyPrefix):
		return objects.ProductionMode, nil
	}
	return 0, wire.ErrKeyInactive
}
