package baselines

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
)

// idOf names a report the same in every store: it is the SHA-256 of the text
// that was kept when the report was saved.
func idOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// asKept is a report's text in the form that it is kept in. In a document it
// stands with other spaces and line breaks, and may have characters written
// out that are escaped where it is kept. Nothing is decoded: a value stays as
// it was written, and a field that this program doesn't know stays, too.
func asKept(text []byte) ([]byte, error) {
	var plain, escaped bytes.Buffer
	if err := json.Compact(&plain, text); err != nil {
		return nil, err
	}
	json.HTMLEscape(&escaped, plain.Bytes())
	return escaped.Bytes(), nil
}

// escapes are what encoding/json escapes where it writes for web pages, with
// what they stand for; the first pair keeps an escaped backslash from being
// taken for the beginning of an escape.
var escapes = strings.NewReplacer(`\\`, `\\`, `\u003c`, "<", `\u003e`, ">", `\u0026`, "&")

// asRead is a kept text with its characters written out, for people to read;
// asKept makes the same text of it again.
func asRead(text []byte) []byte { return []byte(escapes.Replace(string(text))) }
