package claiming

import (
	"strings"
	"time"

	"ep-benchmark/baselines/claims"
)

// suiteTests is how many tests the suite of the claim has, and suiteWait how long each
// of them waits: 5.87 s by 16 workers in two waves would be up to 2.9 s a test, which
// no suite of 32 needs to show what a start of 16 processes costs.
const (
	suiteTests = 32
	suiteWait  = 250 * time.Millisecond
)

// testSuiteExperiment runs a suite of equal tests by pytest with one worker and with
// several. The claim's candidate is "n=NUMBER".
func testSuiteExperiment(c *claims.Claim, h *Here) (Experiment, error) {
	const file = "test_waiting.py"
	_, n, _ := strings.Cut(c.Test.Candidate, "=")
	one := time.Duration(suiteTests)*suiteWait + 2*time.Second
	return Experiment{
		Files: map[string]string{file: waitingTests()},
		LineIn: func(folder string) []string {
			command := quoted([]string{python(), "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n"}) + " {n} " + quoted([]string{folder + "/" + file})
			return []string{"command", command, "-n", n, h.roundsFlag(c), "--directory=" + folder}
		},
		Takes:      h.legsTake(c, 1, one) + h.legsTake(c, 1, 4*time.Second),
		Subject:    programs(python()),
		Conditions: []claims.Condition{{Name: "suite", Value: "32 tests that each wait 250 ms"}},
	}, nil
}

// waitingTests is a suite of equal tests.
func waitingTests() string {
	return "import time\n\nimport pytest\n\n\n" +
		"@pytest.mark.parametrize('number', range(32))\ndef test_waiting(number):\n    time.sleep(0.25)\n"
}
