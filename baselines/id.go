package baselines

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
)

// idOf gives a report the same name in every store: the SHA-256 of the text
// that was kept when the report was saved.
func idOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// asKept is a report's text in the form in which a store keeps it. In a
// document the text has other spaces and line breaks, and may have plain
// characters where the store has escapes. Nothing is decoded: a value stays as
// it was written, and a field that this program doesn't know stays, too.
func asKept(text []byte) ([]byte, error) {
	var plain, escaped bytes.Buffer
	if err := json.Compact(&plain, text); err != nil {
		return nil, err
	}
	json.HTMLEscape(&escaped, plain.Bytes())
	return escaped.Bytes(), nil
}

// escapes are the escapes that encoding/json writes for web pages, with the
// characters that they stand for. The first pair keeps an escaped backslash
// from being taken for the beginning of an escape.
var escapes = strings.NewReplacer(`\\`, `\\`, `\u003c`, "<", `\u003e`, ">", `\u0026`, "&")

// asRead is a kept text with its characters written out, for people to read;
// asKept makes the same text of it again.
func asRead(text []byte) []byte { return []byte(escapes.Replace(string(text))) }
