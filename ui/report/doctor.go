package report

import (
	"io"

	"ep-benchmark/engine/sysmon"
	"ep-benchmark/engine/units"
)

// A Doctor is whether a machine is fit to measure, with its reasons, and what
// a report of a bug needs.
type Doctor struct {
	Answer   string // in one line
	Verdict  sysmon.Verdict
	Checks   []sysmon.Check
	Sections []DoctorSection
}

// DoctorSection is a list of facts under a title.
type DoctorSection struct {
	Title string
	Facts []DoctorFact
}

// DoctorFact is a named fact, of one line or several.
type DoctorFact struct {
	Name  string
	Lines []string
}

// fitnessColour is the colour that shows a verdict at a glance.
func fitnessColour(v sysmon.Verdict) colour {
	switch v {
	case sysmon.Good:
		return green
	case sysmon.Mind:
		return yellow
	case sysmon.Bad:
		return red
	}
	return faint
}

// WriteDoctor writes the answer first, then why, then all the rest.
func WriteDoctor(w io.Writer, d *Doctor, style Style) error {
	p := &page{style: style}
	p.flow(0, []value{coloured(fitnessColour(d.Verdict), d.Answer)})
	p.write("\n")
	p.checks(d.Checks)
	for _, section := range d.Sections {
		p.heading(section.Title)
		for _, fact := range section.Facts {
			for i, line := range fact.Lines {
				p.row(once(i, fact.Name), text("%s", line))
			}
		}
	}
	_, err := io.WriteString(w, p.text.String())
	return err
}

// checks writes a line for each point: its verdict, its name, what was found;
// and below it what to do.
func (p *page) checks(checks []sysmon.Check) {
	verdicts, names := 0, 0
	for i := range checks {
		verdicts = max(verdicts, columns(string(checks[i].Verdict)))
		names = max(names, columns(printable(checks[i].Name)))
	}
	name := labelColumn + verdicts + between - 1
	finding := name + names + between - 1
	for i := range checks {
		c := &checks[i]
		p.pad(labelColumn)
		p.place(labelColumn, coloured(fitnessColour(c.Verdict), string(c.Verdict)))
		p.pad(name)
		p.place(name, text("%s", c.Name))
		p.pad(finding)
		p.flow(finding, []value{text("%s", c.Finding)})
		if c.Advice != "" {
			p.indented(finding, coloured(faint, c.Advice))
		}
	}
}

// DoctorAnswer is the verdict of some points together, and its one line.
func DoctorAnswer(checks []sysmon.Check) (sysmon.Verdict, string) {
	var bad []string
	mind := 0
	for i := range checks {
		switch c := &checks[i]; c.Verdict {
		case sysmon.Bad:
			bad = append(bad, c.Name+": "+c.Finding)
		case sysmon.Mind:
			mind++
		}
	}
	switch {
	case len(bad) > 1:
		return sysmon.Bad, "not fit to measure, for " + units.Counted(len(bad), "reason") + "; the first: " + bad[0]
	case len(bad) == 1:
		return sysmon.Bad, "not fit to measure: " + bad[0]
	case mind > 0:
		return sysmon.Mind, "fit to measure, with " + units.Counted(mind, "point") + " to mind"
	}
	return sysmon.Good, "fit to measure"
}
