package report_test

import (
	"fmt"
	"strings"
	"testing"

	"ep-benchmark/ui/internal/golden"
	"ep-benchmark/ui/report"
)

func TestDoctorAnswer(t *testing.T) {
	point := func(name string, v report.DoctorVerdict) report.DoctorCheck {
		return report.DoctorCheck{Name: name, Verdict: v, Finding: "found"}
	}
	fine, unknown := point("a", report.DoctorGood), point("b", report.DoctorUnknown)
	mind, bad, worse := point("c", report.DoctorMind), point("power", report.DoctorBad), point("e", report.DoctorBad)
	for _, c := range []struct {
		checks  []report.DoctorCheck
		verdict report.DoctorVerdict
		answer  string
	}{
		{nil, report.DoctorGood, "fit to measure"},
		{[]report.DoctorCheck{fine, unknown}, report.DoctorGood, "fit to measure"},
		{[]report.DoctorCheck{fine, mind}, report.DoctorMind, "fit to measure, with 1 point to mind"},
		{[]report.DoctorCheck{mind, unknown, mind}, report.DoctorMind, "fit to measure, with 2 points to mind"},
		{[]report.DoctorCheck{mind, bad}, report.DoctorBad, "not fit to measure: power: found"},
		{[]report.DoctorCheck{bad, fine, worse}, report.DoctorBad, "not fit to measure, for 2 reasons; the first: power: found"},
	} {
		verdict, answer := report.DoctorAnswer(c.checks)
		if verdict != c.verdict || answer != c.answer {
			t.Errorf("%v: %s, %q", c.checks, verdict, answer)
		}
	}
}

func examined() *report.Doctor {
	checks := []report.DoctorCheck{
		{Name: "power", Verdict: report.DoctorBad, Finding: "on battery, 54 % charged", Advice: "Plug the machine in: on battery many run slower, and its runs are not compared with those on mains power."},
		{Name: "other processes", Verdict: report.DoctorMind, Finding: "they use 6.1 % of all CPUs (over 1.0 s)", Advice: "Close what computes in the background."},
		{Name: "governor", Verdict: report.DoctorUnknown, Finding: "the kernel does not set CPU frequencies here, and nothing reports them"},
		{Name: "clock", Verdict: report.DoctorGood, Finding: "moves in steps of 41ns"},
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
