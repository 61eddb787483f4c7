package export

import (
	"bytes"
	"strings"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
)

// Annotations are the workflow commands by which GitHub Actions shows what failed
// beside a change: an error for each target or compared figure that failed, and a
// warning for each that was not decided. They are the test cases of [JUnit].
func Annotations(report *engine.Report, comparison *compare.Comparison) []byte {
	var b bytes.Buffer
	for _, suite := range suitesOf(report, comparison).Suites {
		for i := range suite.Cases {
			c := &suite.Cases[i]
			switch {
			case c.Failure != nil:
				annotate(&b, "error", c, c.Failure.Message)
			case c.Skipped != nil:
				annotate(&b, "warning", c, c.Skipped.Message)
			}
		}
	}
	return b.Bytes()
}

// annotate writes a workflow command, whose special characters are escaped as GitHub's
// own toolkit does.
func annotate(b *bytes.Buffer, level string, c *junitCase, message string) {
	b.WriteString("::" + level + " title=" + inProperty.Replace(c.Class+", "+c.Name) + "::" + inMessage.Replace(message) + "\n")
}

var (
	inMessage  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	inProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
