package process

import (
	"os"
	"path/filepath"
	"testing"
)

// TestLostOutput: the null device that Go's runtime opens in place of a closed
// stdout is rejected for a document. The one that a shell opens is accepted.
func TestLostOutput(t *testing.T) {
	for name, c := range map[string]struct {
		path    string
		mode    int
		flags   []string
		refused bool
	}{
		"closed, a document": {os.DevNull, os.O_RDWR, []string{"--results -"}, true},
		"closed, none":       {os.DevNull, os.O_RDWR, nil, false},
		"dropped":            {os.DevNull, os.O_WRONLY, []string{"--results -"}, false},
		"a file":             {filepath.Join(t.TempDir(), "out"), os.O_RDWR | os.O_CREATE, []string{"--results -"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			file, err := os.OpenFile(c.path, c.mode, 0o600)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = file.Close() }()
			if err := LostOutput(&stream{file: file}, c.flags); (err != nil) != c.refused {
				t.Errorf("%v, want refused %v", err, c.refused)
			}
		})
	}
}
