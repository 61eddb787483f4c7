package claims

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// atLeast is a need such as "cpus>=16" or "memory>=16GB".
var atLeast = regexp.MustCompile(`^(cpus|memory)\s*([<>=].*)$`)

// A Least is what a claim needs of a machine.
type Least struct {
	CPUs   int    // 0 where the need is one of memory
	Memory uint64 // bytes; 0 where the need is one of CPUs
}

// LeastOf reads a need of a machine, "cpus>=16" or "memory>=16GB". It is false for
// other needs, which are programs and modules.
func LeastOf(need string) (least Least, is bool, err error) {
	m := atLeast.FindStringSubmatch(need)
	if m == nil {
		return Least{}, false, nil
	}
	figure, found := strings.CutPrefix(m[2], ">=")
	figure = strings.TrimSpace(figure)
	if m[1] == "cpus" {
		n, err := strconv.Atoi(figure)
		if !found || err != nil || n < 1 {
			return Least{}, true, fmt.Errorf("%q: expected a number of CPUs such as cpus>=16", need)
		}
		return Least{CPUs: n}, true, nil
	}
	r, err := ParseRange(">= "+figure, Memory)
	if !found || err != nil {
		return Least{}, true, fmt.Errorf("%q: expected a size such as memory>=16GB", need)
	}
	return Least{Memory: uint64(*r.Low)}, true, nil
}

// module is a need such as "python3:uvloop".
var module = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// checkNeeds finds needs that say nothing.
func (c *checker) checkNeeds() {
	for _, need := range c.row.Needs {
		if _, _, err := LeastOf(need); err != nil {
			c.refuse("needs", "needs: %v", err)
		}
		if name, is := strings.CutPrefix(need, "python3:"); is && !module.MatchString(name) {
			c.refuse("needs", "needs: %q: expected a module such as python3:uvloop", need)
		}
		if strings.TrimSpace(need) == "" {
			c.refuse("needs", "needs: %q: expected a program such as make, python3:MODULE, cpus>=16 or memory>=16GB", need)
		}
	}
}
