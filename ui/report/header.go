package report

import (
	"fmt"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/ui/units"
)

// header says what ran where, behind the verdict.
func (p *page) header(r *engine.Report) {
	p.heading(strings.TrimSpace("ep-benchmark "+r.Version), verdict(r))
	if r.Partial {
		p.labelled(span{yellow, "PARTIAL"}, text("%s", ended(r)))
	}
	p.row("machine", machine(&r.Host)...)
	p.row("system", system(&r.Host)...)
	p.row("plan", plan(r)...)
	p.row("started", text("%s", r.StartedAt.Format("2006-01-02 15:04:05 MST")))
}

func ended(r *engine.Report) string {
	if r.Ended == "" {
		return "ended before the plan was carried out"
	}
	return r.Ended + " before the plan was carried out"
}

func machine(h *engine.Host) []value {
	name := strings.TrimSpace(h.CPUModel)
	if name == "" {
		name = "CPU model unknown"
	}
	values := []value{text("%s", name)}
	if h.Model != "" && h.Model != h.CPUModel {
		values = append(values, text("%s", h.Model))
	}
	values = append(values, text("%s", cpus(h)))
	if h.MemoryBytes > 0 {
		values = append(values, text("%s RAM", units.Bytes(h.MemoryBytes)))
	}
	return values
}

func cpus(h *engine.Host) string {
	count := units.Counted(int64(h.LogicalCPUs), "CPU", "CPUs")
	var kinds []string
	for _, cluster := range h.Clusters {
		kinds = append(kinds, fmt.Sprintf("%d %s", len(cluster.CPUs), cluster.Kind))
	}
	if len(kinds) > 0 {
		count += " (" + strings.Join(kinds, " + ") + ")"
	}
	if h.CPUs() < h.LogicalCPUs {
		count += fmt.Sprintf(", %d of them for this process", h.CPUs())
	}
	return count
}

func system(h *engine.Host) []value {
	var values []value
	for _, name := range []string{h.OSVersion, h.OS + "/" + h.Arch, h.Virtualisation, h.GoVersion} {
		if name != "" {
			values = append(values, text("%s", name))
		}
	}
	if h.RaceBuild {
		values = append(values, text("race detector on"))
	}
	return values
}

func plan(r *engine.Report) []value {
	rounds := units.Counted(int64(r.Plan.Rounds), "round", "rounds")
	if r.Plan.Warmups > 0 {
		rounds += fmt.Sprintf(" + %d warm-up", r.Plan.Warmups)
	}
	workers := "workers by workload"
	if r.Plan.Workers > 0 {
		workers = units.Counted(int64(r.Plan.Workers), "worker", "workers")
	}
	schedule := string(r.Plan.Schedule) + " schedule"
	if r.Plan.Schedule == engine.Both {
		schedule = "both schedules"
	}
	return []value{text("%s", schedule), text("%s", rounds), text("%s", workers), text("seed %d", r.Plan.Seed)}
}
