package simulator

import (
	"encoding/base64"
	"strings"
)

const (
	testKeyPrefix       = "EZTK"
	productionKeyPrefix = "EZAK"
	longestCredentials  = 512 // bytes; a key has 58 characters, and 80 in base64
)

// authenticate finds the mode that an Authorization header stands for. The key itself is never kept, logged or echoed.
// All wrong headers are recorded to end in 403, except a missing one, so an unreadable header does too.
func authenticate(header []string) (mode, *apiError) {
	if len(header) == 0 || header[0] == "" {
		return 0, errNoAuthorization
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
	return 0, errKeyInactive
}

// modeOfBasic reads a key in base64, as user name. The password, which is empty, is ignored.
func modeOfBasic(credentials string) (mode, *apiError) {
	var buffer [longestCredentials]byte
	n, err := base64.StdEncoding.Decode(buffer[:], []byte(credentials))
	if err != nil {
		return 0, errKeyInactive
	}
	return modeOf(string(buffer[:min(n, len(testKeyPrefix))]))
}

// modeOf returns the mode by the key's first letters.
func modeOf(key string) (mode, *apiError) {
	switch {
	case strings.HasPrefix(key, testKeyPrefix):
		return testMode, nil
	case strings.HasPrefix(key, productionKeyPrefix):
		return productionMode, nil
	}
	return 0, errKeyInactive
}
