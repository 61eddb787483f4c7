package rulefile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ep-benchmark/workloads/simulator/internal/simulatortest"
)

func TestRuleFilesThatCannotBeRead(t *testing.T) {
	if _, err := ReadRuleFile(t.TempDir()); err == nil {
		t.Error("a folder was read")
	}
	if _, err := ReadRuleFile(filepath.Join(t.TempDir(), "none.toml")); !os.IsNotExist(err) {
		t.Errorf("a file that is not there: %v", err)
	}
	huge := strings.Repeat("#", largestRuleFile+1)
	if _, err := ReadRuleFile(simulatortest.File(t, "huge.toml", huge)); err == nil || !strings.Contains(err.Error(), "larger than 1 MiB") {
		t.Errorf("a huge file: %v", err)
	}
}
