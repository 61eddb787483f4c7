package rulefile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ep-benchmark/engine/tomlfile"
	"ep-benchmark/workloads/simulator/internal/simulatortest"
)

func TestRuleFilesThatCannotBeRead(t *testing.T) {
	var none struct{}
	if _, err := Read(t.TempDir(), &none); err == nil {
		t.Error("a folder was read")
	}
	if _, err := Read(filepath.Join(t.TempDir(), "none.toml"), &none); !os.IsNotExist(err) {
		t.Errorf("a file that is not there: %v", err)
	}
	huge := strings.Repeat("#", tomlfile.MaxBytes+1)
	if _, err := Read(simulatortest.File(t, "huge.toml", huge), &none); err == nil || !strings.Contains(err.Error(), "larger than 128 KiB") {
		t.Errorf("a huge file: %v", err)
	}
}
