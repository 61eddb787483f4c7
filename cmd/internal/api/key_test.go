package api

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"ep-benchmark/cmd/internal/process"
)

// A key file may hold what editors add, such as a line end. The key is known
// without it, because only then is it hidden everywhere.
func TestKeyFilesOfEditors(t *testing.T) {
	const key = "distinctiveKeyOfThisTest"
	for name, text := range map[string]string{
		"plain":                        key,
		"a line":                       key + "\r\n",
		"a byte order mark":            "\ufeff" + key,
		"a byte order mark and a line": "\ufeff " + key + " \r\n",
	} {
		path := filepath.Join(t.TempDir(), "key")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		env := process.Environment{Stderr: io.Discard, Keys: &process.Keyring{}}
		flags := Flags{keyFile: path}
		got, err := flags.keyFromFile(t.Context(), env)
		if err != nil || string(got) != key {
			t.Errorf("%s: %q, %v", name, string(got), err)
		}
		if hidden := env.Keys.Hide("Basic " + key + "!"); strings.Contains(hidden, key) {
			t.Errorf("%s: the key is shown in %q", name, hidden)
		}
	}
}

func TestKeyFilesThatHoldNoKey(t *testing.T) {
	const key = "distinctiveKeyOfThisTest"
	encoded := func(mark bool, high int) string {
		units := utf16.Encode([]rune(key + "\r\n"))
		if mark {
			units = append([]uint16{0xfeff}, units...)
		}
		var b []byte
		for _, unit := range units {
			pair := [2]byte{byte(unit), byte(unit)}
			pair[high] = byte(unit >> 8)
			b = append(b, pair[:]...)
		}
		return string(b)
	}
	for name, c := range map[string]struct{ text, want string }{
		"UTF-16, little end first":        {encoded(true, 1), "it is UTF-16 text, as PowerShell writes with '>': expected the key as UTF-8 or ASCII text; save it again in that encoding"},
		"UTF-16, big end first":           {encoded(true, 0), "it is UTF-16 text"},
		"UTF-16 without a mark":           {encoded(false, 1), "it is UTF-16 text"},
		"UTF-16 without a mark, big ends": {encoded(false, 0), "it is UTF-16 text"},
		"nothing":                         {"", "there is no API key in it"},
		"a mark and nothing":              {"\ufeff\n", "there is no API key in it"},
		"a mark inside":                   {key + "\ufeff" + key, "that is not an API key"},
		"two lines":                       {key + "\n" + key, "that is not an API key"},
	} {
		_, err := checkedKey(c.text)
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "distinctive") {
			t.Errorf("%s: %v, expected %q", name, err, c.want)
		}
	}
}
