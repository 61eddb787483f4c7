// Package simulatortest is what the tests of more than one of the simulator's packages need. Only tests import it.
package simulatortest

import (
	"os"
	"path/filepath"
	"testing"
)

// File makes a file with a text, and returns its path.
func File(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
