package simulator

import (
	"encoding/base64"
	"strings"
)

// mode is which half of EasyPost a key opens. Objects of one mode do not exist for a key of the other.
type mode uint8

const (
	testMode mode = iota
	productionMode
	modes
)

func (m mode) String() string {
	if m == productionMode {
		return "production"
	}
	return "test"
}

const (
	testKeyPrefix       = "EZTK"
	productionKeyPrefix = "EZAK"
	longestCredentials  = 512 // bytes of base64; a key has 58 characters
)

// authenticate finds the mode that an Authorization header stands for. The key itself is looked at and forgotten: it is
// never kept, logged or echoed. Everything but a missing header is recorded to end in 403, so an unreadable one
// does too.
func authenticate(header []string) (mode, *apiError) {
	if len(header) == 0 || header[0] == "" {
		return 0, errNoAuthorization
	}
	scheme, credentials, _ := strings.Cut(header[0], " ")
	if !strings.EqualFold(scheme, "Basic") || len(credentials) > longestCredentials {
		return 0, errKeyInactive
	}
	var buffer [longestCredentials]byte
	n, err := base64.StdEncoding.Decode(buffer[:], []byte(credentials))
	if err != nil || n < len(testKeyPrefix) {
		return 0, errKeyInactive
	}
	switch string(buffer[:len(testKeyPrefix)]) {
	case testKeyPrefix:
		return testMode, nil
	case productionKeyPrefix:
		return productionMode, nil
	}
	return 0, errKeyInactive
}
