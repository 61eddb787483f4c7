package export

import (
	"encoding/xml"
	"fmt"
	"time"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/ui/words"
)

// The elements of JUnit's form that CI systems read.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Skipped  int          `xml:"skipped,attr"`
		Time     string       `xml:"time,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name      string      `xml:"name,attr"`
		Tests     int         `xml:"tests,attr"`
		Failures  int         `xml:"failures,attr"`
		Skipped   int         `xml:"skipped,attr"`
		Time      string      `xml:"time,attr"`
		Timestamp string      `xml:"timestamp,attr"`
		Cases     []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Class   string        `xml:"classname,attr"`
		Name    string        `xml:"name,attr"`
		Time    string        `xml:"time,attr"`
		Failure *junitProblem `xml:"failure,omitempty"`
		Skipped *junitProblem `xml:"skipped,omitempty"`
		Output  string        `xml:"system-out,omitempty"`
	}
	junitProblem struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr,omitempty"`
	}
)

// JUnit is a run as CI systems read tests. Each target that counts is a test case: one
// that is missed or failing fails, and one that was not decided is skipped, with its
// reason. With a comparison, each figure that counts is a test case too: one that
// regressed fails, and one without a clear verdict is skipped.
func JUnit(report *engine.Report, comparison *compare.Comparison) ([]byte, error) {
	document, err := xml.MarshalIndent(suitesOf(report, comparison), "", "  ")
	if err != nil {
		return nil, fmt.Errorf("export: JUnit: %w", err)
	}
	return append([]byte(xml.Header), append(document, '\n')...), nil
}

// suitesOf are the targets and compared figures of a run as test cases.
func suitesOf(report *engine.Report, comparison *compare.Comparison) *junitSuites {
	all := junitSuites{Name: "ep-benchmark", Time: junitSeconds(report.Duration)}
	for i := range report.Results {
		r := &report.Results[i]
		suite := junitSuite{Name: nameOf(report, r), Time: junitSeconds(spentOn(r)), Timestamp: junitTime(report)}
		for j := range r.Assessments {
			if a := &r.Assessments[j]; a.Target.Gates {
				suite.add(targetCase(suite.Name, a))
			}
		}
		if r.Failure != "" && len(suite.Cases) == 0 {
			suite.add(junitCase{Class: suite.Name, Name: "measured", Failure: &junitProblem{Message: oneLine(r.Failure), Type: "failure"}})
		}
		all.add(suite)
	}
	if comparison != nil {
		all.add(comparisonSuite(report, comparison))
	}
	return &all
}

// targetCase is the test case of a target.
func targetCase(class string, a *engine.Assessment) junitCase {
	c := junitCase{Class: class, Name: "target " + oneLine(a.Target.String()), Time: "0", Output: oneLine(a.Reason)}
	problem := &junitProblem{Message: oneLine(string(a.Outcome)), Type: oneLine(string(a.Outcome))}
	if a.Reason != "" {
		problem.Message += ": " + oneLine(a.Reason)
	}
	switch a.Outcome {
	case engine.Met:
	case engine.Missed, engine.Failing:
		c.Failure = problem
	default:
		c.Skipped = problem
	}
	return c
}

// comparisonSuite has a test case for each figure of a comparison that counts.
func comparisonSuite(report *engine.Report, comparison *compare.Comparison) junitSuite {
	suite := junitSuite{Name: "compared with " + oneLine(comparison.Then.Name), Time: "0", Timestamp: junitTime(report)}
	for i := range comparison.Rows {
		row := &comparison.Rows[i]
		if !row.Gates {
			continue
		}
		c := junitCase{Class: suite.Name, Name: oneLine(row.Title) + ", " + oneLine(row.Metric.Name()), Time: "0"}
		problem := &junitProblem{Message: oneLine(rowInWords(comparison, row)), Type: oneLine(string(row.Verdict))}
		switch row.Verdict {
		case compare.Improved, compare.Unchanged:
			c.Output = problem.Message
		case compare.Regressed:
			c.Failure = problem
		default:
			c.Skipped = problem
		}
		suite.add(c)
	}
	return suite
}

// rowInWords is a row of a comparison in a line.
func rowInWords(c *compare.Comparison, row *compare.Row) string {
	said := fmt.Sprintf("%s: %s now, baseline %s", row.Verdict, words.Compared(row, row.Now.Center), words.Baseline(row, words.Number(c, &c.Then)))
	for _, more := range []string{words.Change(row), row.Reason, words.Detectable(row)} {
		if more != "" {
			said += "; " + more
		}
	}
	return said
}

func (s *junitSuite) add(c junitCase) {
	s.Cases = append(s.Cases, c)
	s.Tests++
	if c.Failure != nil {
		s.Failures++
	}
	if c.Skipped != nil {
		s.Skipped++
	}
}

// add adds a suite that has a test case. Some readers refuse an empty one.
func (all *junitSuites) add(s junitSuite) {
	if s.Tests == 0 {
		return
	}
	all.Suites = append(all.Suites, s)
	all.Tests += s.Tests
	all.Failures += s.Failures
	all.Skipped += s.Skipped
}

// spentOn is how long a workload's legs took.
func spentOn(r *engine.Result) (sum time.Duration) {
	for i := range r.Samples {
		sum += r.Samples[i].Makespan
	}
	return sum
}

func junitSeconds(d time.Duration) string { return fmt.Sprintf("%.3f", d.Seconds()) }

// junitTime is when the run began, as JUnit's schema has it: without a zone.
func junitTime(report *engine.Report) string {
	return report.StartedAt.UTC().Format("2006-01-02T15:04:05")
}
