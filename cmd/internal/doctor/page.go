package doctor

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"ep-benchmark/engine"
	"ep-benchmark/engine/sysmon"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/report"
)

// diagnosis holds everything that doctor reports.
type diagnosis struct {
	Verdict   sysmon.Verdict      `json:"verdict"`
	Answer    string              `json:"answer"`
	Checks    []sysmon.Check      `json:"checks"`
	Program   programFacts        `json:"program"`
	Machine   *sysmon.Examination `json:"machine,omitempty"`
	Terminal  terminalFacts       `json:"terminal"`
	Store     storeFacts          `json:"store"`
	Simulator simulatorFacts      `json:"simulator"`
}

// page returns the diagnosis in the form of the text report.
func (d *diagnosis) page() *report.Doctor {
	page := &report.Doctor{Answer: d.Answer, Verdict: d.Verdict, Checks: d.Checks}
	page.Sections = append(page.Sections, d.Program.section())
	if d.Machine != nil {
		page.Sections = append(page.Sections, machineSection(d.Machine), coresSection(d.Machine))
	}
	page.Sections = append(page.Sections, d.Terminal.section(), d.Store.section())
	return page
}

// factList collect the lines of a section. add skips what is empty.
type factList []report.DoctorFact

func (f *factList) add(name string, lines ...string) {
	lines = slices.DeleteFunc(lines, func(line string) bool { return line == "" })
	if len(lines) > 0 {
		*f = append(*f, report.DoctorFact{Name: name, Lines: lines})
	}
}

func (p *programFacts) section() report.DoctorSection {
	var f factList
	f.add("version", p.Version)
	f.add("go", p.Go)
	f.add("system", p.OS+"/"+p.Arch)
	var build []string
	for _, key := range slices.Sorted(maps.Keys(p.Build)) {
		build = append(build, key+"="+p.Build[key])
	}
	f.add("build", strings.Join(build, " "))
	return report.DoctorSection{Title: "Program", Facts: f}
}

func machineSection(e *sysmon.Examination) report.DoctorSection {
	h := &e.Host
	var f factList
	f.add("model", h.Model)
	f.add("CPU", h.CPUModel)
	if h.MemoryBytes > 0 {
		f.add("memory", units.Bytes(h.MemoryBytes))
	}
	f.add("system", h.OSVersion)
	f.add("kernel", h.Kernel)
	f.add("virtual", h.Virtualisation)
	f.add("GOMAXPROCS", strconv.Itoa(h.GOMAXPROCS))
	f.add("driver", e.Settings.Driver)
	var sensors, missing []string
	for _, s := range e.Sensors {
		sensors = append(sensors, fmt.Sprintf("%s: %.1f °C", s.Name, s.Celsius))
	}
	f.add("sensors", sensors...)
	for _, m := range e.Missing {
		missing = append(missing, m.What+": "+m.Why)
	}
	f.add("not told", missing...)
	f.add("warnings", e.Warnings...)
	return report.DoctorSection{Title: "Machine", Facts: f}
}

// coresSection shows the cores and the system's values that their kinds come
// from, so that one pasted report is enough to check them.
func coresSection(e *sysmon.Examination) report.DoctorSection {
	h := &e.Host
	count := fmt.Sprintf("%d logical", h.LogicalCPUs)
	if h.PhysicalCPUs > 0 {
		count += fmt.Sprintf(", %d physical", h.PhysicalCPUs)
	}
	var f factList
	f.add("count", fmt.Sprintf("%s, %d sampled", count, e.Cores.Sampled))
	var clusters []string
	for _, c := range h.Clusters {
		clusters = append(clusters, clusterLine(c))
	}
	f.add("clusters", clusters...)
	f.add("found by", e.Cores.Basis)
	f.add("raw", rawLines(e.Cores.Raw)...)
	return report.DoctorSection{Title: "Cores", Facts: f}
}

// rawLines returns the system's values as lines. Equal values of consecutive
// cores share one line.
func rawLines(raw []sysmon.RawValue) []string {
	var lines []string
	for i := 0; i < len(raw); {
		alike := i + 1
		for alike < len(raw) && raw[alike].Value == raw[i].Value && unnumbered(raw[alike].Source) == unnumbered(raw[i].Source) {
			alike++
		}
		line := raw[i].Source + " = " + raw[i].Value
		if more := alike - i - 1; more > 0 {
			line += fmt.Sprintf(" (and %d more)", more)
		}
		lines = append(lines, line)
		i = alike
	}
	return lines
}

// unnumbered returns a text without its digits.
func unnumbered(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, text)
}

func clusterLine(c engine.Cluster) string {
	line := fmt.Sprintf("%s (%s): %s, cores %s", c.Kind, c.Name, units.Counted(len(c.CPUs), "core"), units.CPUList(c.CPUs))
	if c.Guessed {
		line += ", guessed"
	}
	return line
}

func (t *terminalFacts) section() report.DoctorSection {
	var f factList
	f.add("terminal", fmt.Sprintf("stdin %s, stdout %s, stderr %s", yes(t.Stdin), yes(t.Stdout), yes(t.Stderr)))
	if t.Columns > 0 {
		f.add("size", fmt.Sprintf("%d columns, %d rows", t.Columns, t.Rows))
	}
	f.add("TERM", t.Term)
	f.add("COLORTERM", t.ColorTerm)
	f.add("colours", t.Colours)
	f.add("UTF-8", yes(t.UTF8))
	f.add("NO_COLOR, CI", "set: "+yes(t.NoColor)+", "+yes(t.CI))
	f.add("through", screenedBy(t))
	return report.DoctorSection{Title: "Terminal", Facts: f}
}

// screenedBy names the programs between this one and the screen.
func screenedBy(t *terminalFacts) string {
	var between []string
	for _, one := range []struct {
		name  string
		there bool
	}{{"tmux", t.Tmux}, {"screen", t.Screen}, {"ssh", t.SSH}} {
		if one.there {
			between = append(between, one.name)
		}
	}
	if len(between) == 0 {
		return "neither tmux, screen nor ssh"
	}
	return strings.Join(between, ", ")
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

func (s *storeFacts) section() report.DoctorSection {
	var f factList
	f.add("path", s.Path)
	if s.Schema > 0 {
		f.add("schema", strconv.Itoa(s.Schema))
		f.add("runs", strconv.Itoa(s.Runs))
		f.add("size", units.Bytes(uint64(s.Bytes)))
	}
	return report.DoctorSection{Title: "Store", Facts: f}
}
