package pages

import (
	"cmp"
	"fmt"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
)

// loads are our share of the machine, with that of the command which is measured,
// and that of all others.
func loads(run *live.Run) (own, foreign string) {
	o, f := live.Split(&run.Machine)
	return units.Percent(o), units.Percent(f)
}

// ownName and othersName are what the two shares are of. Where the system does not
// tell what a command uses before it has ended, its share is among the others.
func ownName(run *live.Run) string {
	if run.Machine.CommandCPU != nil {
		return "the command"
	}
	return "this process"
}

func othersName(run *live.Run) string {
	if run.Machine.CommandCPU == nil && len(run.Lanes) == 1 && run.Lanes[0].Spec.SelfParallel {
		return "command, others"
	}
	return "everything else"
}

// notable renders a share that others take; "" where it is unknown, or too
// little to gate a round for.
func notable(share *float64) string {
	if share == nil || !(*share > engine.MostTaken) {
		return ""
	}
	return units.Percent(*share)
}

// power is where the power comes from, and whether the system saves it.
func power(run *live.Run) string {
	text := cmp.Or(run.Machine.Power, run.Host.Power)
	if saves := run.Host.LowPower; saves != nil && *saves {
		text = strings.TrimPrefix(text+", saving", ", ")
	}
	return text
}

// powerRole warns where the system saves power.
func powerRole(h *engine.Host) cells.Role {
	if h.LowPower != nil && *h.LowPower {
		return cells.Warn
	}
	return cells.Text
}

// heatRole warns where the system says that it is too hot.
func heatRole(run *live.Run) cells.Role {
	if word := run.Machine.Thermal; word != "" && word != nominal {
		return cells.Warn
	}
	return cells.Text
}

func temperature(run *live.Run) string {
	m := &run.Machine
	switch {
	case m.Thermal != "":
		return m.Thermal
	case m.Temperature != nil:
		return fmt.Sprintf("%.0f °C", *m.Temperature)
	}
	return ""
}

// A fact is one line about the machine.
type fact struct {
	name, value string
	role        cells.Role
}

// machineFacts lists what is known, and leaves out what is not.
func machineFacts(run *live.Run) []fact {
	m, h := &run.Machine, &run.Host
	own, foreign := loads(run)
	facts := append([]fact{{ownName(run), own + " of all cores", cells.Own}, {othersName(run), foreign, cells.Foreign}}, takenFacts(m)...)
	if m.Load != nil {
		facts = append(facts, fact{"load, 1 min", fmt.Sprintf("%.2f", *m.Load), cells.Text})
	}
	if m.MemoryUsed > 0 {
		text := units.Bytes(m.MemoryUsed)
		if h.MemoryBytes > 0 {
			text += " of " + units.Bytes(h.MemoryBytes)
		}
		facts = append(facts, fact{"memory", text, cells.Text})
	}
	if m.Network != nil {
		facts = append(facts, fact{"net in, out", flow(m.Network), cells.Text})
	}
	if m.Disk != nil {
		facts = append(facts, fact{"disk r, w", flow(m.Disk), cells.Text})
	}
	return append(facts, speedFacts(run)...)
}

// takenFacts say what others took of the CPUs.
func takenFacts(m *engine.HostSample) []fact {
	var facts []fact
	add := func(name string, share *float64) {
		if share == nil {
			return
		}
		f := fact{name, units.Percent(*share), cells.Text}
		if *share > engine.MostTaken {
			f.value, f.role = f.value+", much", cells.Warn
		}
		facts = append(facts, f)
	}
	add("other programs", m.Foreign)
	add("steal", m.Steal)
	if m.Pressure != nil { // ours is in it: much of it is no fault of others
		facts = append(facts, fact{"CPU pressure", units.Percent(*m.Pressure), cells.Text})
	}
	return facts
}

// speedFacts say what decides how fast the same code is.
func speedFacts(run *live.Run) []fact {
	m, h := &run.Machine, &run.Host
	var facts []fact
	switch {
	case m.Thermal != "" && m.Temperature != nil:
		facts = append(facts, fact{"thermal", fmt.Sprintf("%s, %.0f °C", m.Thermal, *m.Temperature), thermalRole(m.Thermal)})
	case m.Thermal != "":
		facts = append(facts, fact{"thermal", m.Thermal, thermalRole(m.Thermal)})
	case m.Temperature != nil:
		facts = append(facts, fact{"temperature", fmt.Sprintf("%.0f °C", *m.Temperature), cells.Text})
	}
	if text := power(run); text != "" {
		f := fact{"power", text, powerRole(h)}
		if m.Battery != nil {
			f.value += ", " + units.Percent(*m.Battery)
		}
		facts = append(facts, f)
	}
	if text := clocks(h); text != "" {
		facts = append(facts, fact{"clocks", text, cells.Text})
	}
	return facts
}

// clocks is what the system does with the CPU's frequency, as far as known.
func clocks(h *engine.Host) string {
	var texts []string
	if h.Governor != "" {
		texts = append(texts, h.Governor)
	}
	if h.Turbo != nil {
		state := "off"
		if *h.Turbo {
			state = "on"
		}
		texts = append(texts, "turbo "+state)
	}
	return strings.Join(texts, ", ")
}

func flow(f *engine.Flow) string {
	return units.Bytes(uint64(max(f.In, 0))) + "/s, " + units.Bytes(uint64(max(f.Out, 0))) + "/s"
}

// nominal is a system's word for no heat to speak of.
const nominal = "nominal"

func thermalRole(word string) cells.Role {
	if word == nominal {
		return cells.Good
	}
	return cells.Warn
}
