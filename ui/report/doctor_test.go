package report_test

import (
	"fmt"
	"strings"
	"testing"

	"ep-benchmark/engine/sysmon"
	"ep-benchmark/ui/internal/golden"
	"ep-benchmark/ui/report"
)

func TestDoctorAnswer(t *testing.T) {
	point := func(name string, v sysmon.Verdict) sysmon.Check {
		return sysmon.Check{Name: name, Verdict: v, Finding: "found"}
	}
	fine, unknown := point("a", sysmon.Good), point("b", sysmon.Unknown)
	mind, bad, worse := point("c", sysmon.Mind), point("power", sysmon.Bad), point("e", sysmon.Bad)
	for _, c := range []struct {
		checks  []sysmon.Check
		verdict sysmon.Verdict
		answer  string
	}{
		{nil, sysmon.Good, "fit to measure"},
		{[]sysmon.Check{fine, unknown}, sysmon.Good, "fit to measure"},
		{[]sysmon.Check{fine, mind}, sysmon.Mind, "fit to measure, with 1 point to mind"},
		{[]sysmon.Check{mind, unknown, mind}, sysmon.Mind, "fit to measure, with 2 points to mind"},
		{[]sysmon.Check{mind, bad}, sysmon.Bad, "not fit to measure: power: found"},
		{[]sysmon.Check{bad, fine, worse}, sysmon.Bad, "not fit to measure, for 2 reasons; the first: power: found"},
	} {
		verdict, answer := report.DoctorAnswer(c.checks)
		if verdict != c.verdict || answer != c.answer {
			t.Errorf("%v: %s, %q", c.checks, verdict, answer)
		}
	}
}

func examined() *report.Doctor {
	checks := []sysmon.Check{
		{Name: "power", Verdict: sysmon.Bad, Finding: "on battery, 54 % charged", Advice: "Plug the machine in: on battery many run slower, and its runs are not compared with those on mains power."},
		{Name: "other processes", Verdict: sysmon.Mind, Finding: "they use 6.1 % of all CPUs (over 1.0 s)", Advice: "Close what computes in the background."},
		{Name: "governor", Verdict: sysmon.Unknown, Finding: "the kernel does not set CPU frequencies here, and nothing reports them"},
		{Name: "clock", Verdict: sysmon.Good, Finding: "moves in steps of 41ns"},
	}
	d := &report.Doctor{Checks: checks, Sections: []report.DoctorSection{
		{Title: "Program", Facts: []report.DoctorFact{{Name: "version", Lines: []string{"v1.2.3"}}}},
		{Title: "Cores", Facts: []report.DoctorFact{
			{Name: "count", Lines: []string{"16 logical, 16 physical, 16 sampled"}},
			{Name: "raw", Lines: []string{"hw.nperflevels = 2", "ioreg = cpu0@0 cluster-type=<\"E\"> logical-cpu-id=0 cluster-id=0 logical-cluster-id=0", "\x1b[31mioreg = \x00"}},
		}},
	}}
	d.Verdict, d.Answer = report.DoctorAnswer(checks)
	return d
}

func doctored(t *testing.T, style report.Style) string {
	t.Helper()
	var b strings.Builder
	if err := report.WriteDoctor(&b, examined(), style); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestDoctor(t *testing.T) {
	for _, width := range []int{0, 40, 80} {
		golden.Check(t, fmt.Sprintf("doctor-%d", width), doctored(t, report.Style{Width: width}))
	}
	coloured := doctored(t, report.Style{Width: 80, Colour: true})
	golden.Check(t, "doctor-80-colour", coloured)
	if withoutColours(coloured) != doctored(t, report.Style{Width: 80}) {
		t.Error("colours change more than colours")
	}
}
