package claiming

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/mattn/go-shellwords"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine/units"
)

// packages says how programs are got that claims need.
var packages = map[string]string{
	"redis-server": "apt-get install redis-server",
	"postgres":     "apt-get install postgresql",
	"pgbouncer":    "apt-get install pgbouncer",
	"pytest":       "apt-get install python3-pytest python3-pytest-xdist",
	"chromium":     "apt-get install chromium",
	"vitest":       "npm install vitest",
	"duckdb":       "https://duckdb.org/install",
}

// apart are where Debian has programs that are not on PATH.
var apart = map[string]string{"postgres": "/usr/lib/postgresql/*/bin/postgres"}

// missing says what is not there of what a claim needs, and how to get it; "" where
// all is.
func (h *Here) missing(needs []string) string {
	var all []string
	for _, need := range needs {
		if lacking := h.lacks(need); lacking != "" {
			all = append(all, lacking)
		}
	}
	return strings.Join(all, "; ")
}

func (h *Here) lacks(need string) string {
	if least, is, err := claims.LeastOf(need); err != nil {
		return "needs: " + err.Error()
	} else if is {
		return h.lacksMachine(least)
	}
	if module, is := strings.CutPrefix(need, "python3:"); is {
		return h.lacksModule(module)
	}
	if _, err := exec.LookPath(need); err == nil {
		return ""
	}
	if found, _ := filepath.Glob(apart[need]); len(found) > 0 {
		return ""
	}
	how := "install it, and have it on PATH"
	if known := packages[need]; known != "" {
		how = "get it by " + known
	}
	return fmt.Sprintf("the program %s is not found: %s", need, how)
}

// lacksMachine compares the machine with what is needed of it.
func (h *Here) lacksMachine(least claims.Least) string {
	switch {
	case h.CPUs < least.CPUs:
		return fmt.Sprintf("it takes %d CPUs, and this machine has %d", least.CPUs, h.CPUs)
	case h.Memory > 0 && h.Memory < least.Memory:
		return fmt.Sprintf("it takes %s of memory, and this machine has %s", units.Bytes(least.Memory), units.Bytes(h.Memory))
	}
	return ""
}

// python is Debian's, whose packages are apt's. Another python3 may come first on
// PATH.
func python() string {
	if _, err := os.Stat("/usr/bin/python3"); err == nil {
		return "/usr/bin/python3"
	}
	found, _ := exec.LookPath("python3")
	return found
}

// lacksModule asks Python for a module.
func (h *Here) lacksModule(module string) string {
	interpreter := python()
	if interpreter == "" {
		return "the program python3 is not found: get it by apt-get install python3"
	}
	found := exec.Command(interpreter, "-I", "-c", "import importlib.util, sys; sys.exit(importlib.util.find_spec('"+module+"') is None)")
	found.Env = h.Env.ChildEnvironment()
	if found.Run() == nil {
		return ""
	}
	return fmt.Sprintf("%s has no module %s: get it by apt-get install python3-%s", interpreter, module, module)
}

// programs is the program of a command line as part of a subject: its path, and the
// digest of its file.
func programs(line string) []claims.Condition {
	words, err := shellwords.Parse(line)
	if err != nil || len(words) == 0 {
		return nil
	}
	path, err := exec.LookPath(words[0])
	if err != nil {
		return nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer func() { _ = file.Close() }() // it was read only
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return nil
	}
	return []claims.Condition{{Name: "program " + words[0], Value: claims.DigestOf(hex.EncodeToString(sum.Sum(nil)))}}
}
