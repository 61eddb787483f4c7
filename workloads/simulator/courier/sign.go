package courier

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"

	"golang.org/x/text/unicode/norm"
)

// Signature is the value of X-Hmac-Signature by which every official client checks what a webhook is sent: HMAC-SHA256
// of the body, keyed by the secret in Unicode's form NFKD.
func Signature(secret string, body []byte) string {
	mac := hmac.New(sha256.New, norm.NFKD.Bytes([]byte(secret)))
	_, _ = mac.Write(body) // a hash does not fail
	return "hmac-sha256-hex=" + hex.EncodeToString(mac.Sum(nil))
}
