package easypost

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// However a key, or what holds one, is printed, it stays hidden.
func TestKeyIsHidden(t *testing.T) {
	key := Key(testKey)
	options := Options{BaseURL: "http://host", Key: key}
	document, err := json.Marshal(options.Key)
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{string(document), fmt.Sprint(key), fmt.Sprint(&key, []Key{key}, map[Key]Key{key: key})}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		texts = append(texts, fmt.Sprintf(verb, key), fmt.Sprintf(verb, options))
	}
	for _, text := range texts {
		if strings.Contains(text, testKey) || strings.Contains(text, fmt.Sprintf("%x", testKey)) {
			t.Errorf("the key is in %q", text)
		}
	}
}
