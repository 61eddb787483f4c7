//go:build quiet && unix

package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/sysmon"
)

// These are experiments with the program itself, on a machine that should have
// nothing else to do. A run counts for nothing and is made again if other
// processes took more than otherShare of the CPUs, as measured from outside of
// the run.
//
//	go test -tags quiet -run Quiet -v -timeout 2h ./cmd/ep-benchmark -quiet-rounds 300
//	go test -tags quiet -run Burners -v ./cmd/ep-benchmark
var (
	quietRounds   = flag.Int("quiet-rounds", 100, "rounds that each plan has to have on an idle machine")
	quietPatience = flag.Duration("quiet-patience", 10*time.Minute, "how long each plan may wait for an idle machine, and run")
)

const otherShare = 0.03

// ground is where experiments take place: the built program and its servers.
type ground struct {
	t        *testing.T
	folder   string
	counters *sysmon.Counters
	simulate string // URL of a simulator that is running
	relay    string // URL of a relay in front of it
}

func newGround(t *testing.T) *ground {
	g := &ground{t: t, folder: t.TempDir(), counters: sysmon.NewCounters()}
	g.build("ep-benchmark", ".")
	g.build("relay", "./testdata/relay/relay.go")
	return g
}

func (g *ground) build(name, source string) {
	g.t.Helper()
	if out, err := exec.CommandContext(g.t.Context(), "go", "build", "-o", g.path(name), source).CombinedOutput(); err != nil {
		g.t.Fatalf("%v: %s", err, out)
	}
}

func (g *ground) path(name string) string { return filepath.Join(g.folder, name) }

// stand starts the simulator and the relay. The counters outside of the run
// count both as ours.
func (g *ground) stand(latency string) {
	g.simulate = g.serve("ep-benchmark", "simulator", "--addr", "127.0.0.1:0", "--latency", latency)
	g.relay = g.serve("relay", g.simulate)
}

// address matches the address that both servers print: the simulator as JSON to
// a pipe, the relay as a URL.
var address = regexp.MustCompile(`127\.0\.0\.1:\d+`)

// serve starts a server and returns the address that it prints.
func (g *ground) serve(name string, arguments ...string) string {
	g.t.Helper()
	command := exec.CommandContext(g.t.Context(), g.path(name), arguments...)
	out, err := command.StdoutPipe()
	if err != nil {
		g.t.Fatal(err)
	}
	command.Stderr = command.Stdout
	if err := command.Start(); err != nil {
		g.t.Fatal(err)
	}
	g.t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	})
	if err := g.counters.Include(command.Process.Pid); err != nil {
		g.t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if found := address.FindString(lines.Text()); found != "" {
			go func() {
				for lines.Scan() { // what else it says is read and dropped
				}
			}()
			return "http://" + found
		}
	}
	g.t.Fatalf("%s does not say where it answers", name)
	return ""
}

// run measures once, and returns the share that other processes took meanwhile.
func (g *ground) run(arguments ...string) (engine.Report, float64) {
	g.t.Helper()
	file := g.path("run.json")
	command := exec.CommandContext(g.t.Context(), g.path("ep-benchmark"), append(arguments, "--plain", "--no-save", "--fail-on=none", "--export=json:"+file)...)
	before := g.counters.Read(time.Now())
	out, err := command.CombinedOutput()
	after := g.counters.Read(time.Now())
	if err != nil {
		g.t.Fatalf("%v: %s", err, out)
	}
	// The run itself, with the simulator that it starts and waits for, is not
	// among those that the counters know as ours.
	own := *after.Own + command.ProcessState.UserTime() + command.ProcessState.SystemTime()
	after.Own = &own
	conditions := after.Since(before)
	text, err := os.ReadFile(file)
	if err != nil {
		g.t.Fatal(err)
	}
	var document struct {
		Run engine.Report `json:"run"`
	}
	if err := json.Unmarshal(text, &document); err != nil {
		g.t.Fatal(err)
	}
	return document.Run, *conditions.Foreign + *conditions.Steal
}

// idle watches the machine for two seconds and reports whether it is idle.
func (g *ground) idle() bool {
	before := g.counters.Read(time.Now())
	time.Sleep(2 * time.Second)
	c := g.counters.Read(time.Now()).Since(before)
	return *c.Foreign+*c.Steal < otherShare
}

// tally counts rounds.
type tally struct {
	rounds, gated, waited int
	reasons               []string
}

func (c *tally) add(report *engine.Report) {
	for i := range report.Results {
		for _, s := range report.Results[i].Samples {
			if s.Position != 1 {
				continue
			}
			c.rounds++
			if m := s.Evidence.Machine; m != nil && m.CanaryOnCPU != nil && *m.CanaryOnCPU < engine.LeastOnCPU {
				c.waited++
			}
			if s.Gate != "" {
				c.gated++
				c.reasons = append(c.reasons, s.Workload+": "+string(s.Gate)+": "+s.GateReason)
			}
		}
	}
}

// On an idle machine at most one round in a hundred is gated, whatever server
// the plan has on it.
func TestQuietMachine(t *testing.T) {
	waits := []string{"bulk-creation", "tracking", "--schedule", "isolated", "--shipments", "5", "--packages", "10", "--rounds", "8"}
	all := []string{"--shipments", "5", "--packages", "10", "--rounds", "8"}
	for name, c := range map[string]struct {
		latency string
		plan    []string
		server  func(g *ground) string
	}{
		"own simulator":                      {"fixed", waits, nil},
		"own simulator, all at once":         {"fixed", all, nil},
		"standing simulator":                 {"fixed", waits, func(g *ground) string { return g.simulate }},
		"standing simulator, all at once":    {"fixed", all, func(g *ground) string { return g.simulate }},
		"standing simulator without latency": {"none", waits, func(g *ground) string { return g.simulate }},
		"relay":                              {"fixed", waits, func(g *ground) string { return g.relay }},
		"relay without latency":              {"none", waits, func(g *ground) string { return g.relay }},
	} {
		t.Run(name, func(t *testing.T) {
			g := newGround(t)
			plan := c.plan
			if c.server != nil {
				g.stand(c.latency)
				plan = append(plan[:len(plan):len(plan)], "--api-url", c.server(g))
			}
			var counted tally
			disturbed, began := 0, time.Now()
			for counted.rounds < *quietRounds && time.Since(began) < *quietPatience {
				if !g.idle() {
					continue
				}
				report, others := g.run(plan...)
				if others > otherShare {
					disturbed++
					continue
				}
				counted.add(&report)
			}
			t.Logf("%d rounds on an idle machine (%d runs were disturbed): the canary waited in %d, %d are gated\n%s",
				counted.rounds, disturbed, counted.waited, counted.gated, strings.Join(counted.reasons, "\n"))
			switch {
			case counted.rounds < *quietRounds:
				t.Skipf("the machine was idle for %d rounds only", counted.rounds)
			case float64(counted.gated) > 0.01*float64(counted.rounds):
				t.Errorf("%d of %d rounds are gated", counted.gated, counted.rounds)
			}
		})
	}
}

// Processes that compute beside a run are detected, whatever their number.
func TestBurners(t *testing.T) {
	g := newGround(t)
	for _, burners := range []int{1, 2, 4, 8} {
		stop := burn(t, burners)
		var counted tally
		for range 3 {
			report, _ := g.run("bulk-creation", "--schedule", "isolated", "--shipments", "3", "--rounds", "8")
			counted.add(&report)
		}
		stop()
		t.Logf("%d burners: %d of %d rounds are gated, the canary waited in %d", burners, counted.gated, counted.rounds, counted.waited)
		if counted.gated < counted.rounds {
			t.Errorf("%d burners: %d of %d rounds are gated", burners, counted.gated, counted.rounds)
		}
	}
}

// burn starts processes that compute until they are stopped.
func burn(t *testing.T, processes int) (stop func()) {
	t.Helper()
	var all []*exec.Cmd
	for range processes {
		command := exec.CommandContext(t.Context(), "sh", "-c", "while :; do :; done")
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		all = append(all, command)
	}
	return func() {
		for _, command := range all {
			_ = command.Process.Kill()
			_ = command.Wait() // it was killed
		}
	}
}
