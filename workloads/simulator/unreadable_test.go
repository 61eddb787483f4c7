package simulator

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRuleFilesThatCannotBeRead(t *testing.T) {
	if _, err := ReadFaults(t.TempDir(), 1); err == nil {
		t.Error("a folder was read")
	}
	if _, err := ReadProfile(filepath.Join(t.TempDir(), "none.toml")); !os.IsNotExist(err) {
		t.Errorf("a file that is not there: %v", err)
	}
	huge := strings.Repeat("#", largestRuleFile+1)
	if _, err := ReadProfile(written(t, "huge.toml", huge)); err == nil || !strings.Contains(err.Error(), "larger than 1 MiB") {
		t.Errorf("a huge file: %v", err)
	}
}
