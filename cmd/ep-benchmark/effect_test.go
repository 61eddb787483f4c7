//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine/stats"
	"ep-benchmark/ui/export"
)

// effectRuns is how often each way is run, in turn.
const effectRuns = 20

// BenchmarkDashboardEffect runs bulk creation and parsing isolated, with the
// dashboard and with plain lines in turn, and reports what the dashboard does
// to the results: the ratio of the times with it to those without, by the
// Hodges-Lehmann shift of their logs, with its 95 % interval. It needs tmux
// and takes some eight minutes: -benchtime 1x.
func BenchmarkDashboardEffect(b *testing.B) {
	tmux, err := exec.LookPath("tmux")
	if err != nil {
		b.Skip("there is no tmux here")
	}
	program := filepath.Join(b.TempDir(), "ep-benchmark")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	for b.Loop() {
		logs := map[string]map[compare.Key][]float64{"--plain": {}, "": {}}
		for run := range effectRuns {
			for i, way := range []string{"--plain", ""} {
				if run%2 == 1 { // both ways are first equally often
					way = []string{"", "--plain"}[i]
				}
				for key, value := range runIn(b, tmux, program, way) {
					logs[way][key] = append(logs[way][key], value)
				}
			}
		}
		for _, key := range []compare.Key{
			{Workload: "bulk-creation", Metric: compare.SequentialTime},
			{Workload: "bulk-creation", Metric: compare.ParallelTime},
			{Workload: "parsing", Metric: compare.SequentialTime},
			{Workload: "parsing", Metric: compare.ParallelTime},
		} {
			shift, ok := stats.Shift(stats.Logs(logs[""][key]), stats.Logs(logs["--plain"][key]), 0.95)
			if !ok || shift.Interval == nil {
				b.Fatal("no estimate")
			}
			name := key.Workload + "-" + string(key.Metric)
			b.ReportMetric(100*shift.Value, name+"-%")
			b.ReportMetric(100*shift.Interval.Low, name+"-low-%")
			b.ReportMetric(100*shift.Interval.High, name+"-high-%")
		}
	}
	b.ReportMetric(0, "ns/op")
}

// runIn runs the program once in a terminal of 120x40 and returns its times.
func runIn(b *testing.B, tmux, program, way string) map[compare.Key]float64 {
	b.Helper()
	folder := b.TempDir()
	socket, result := filepath.Join(folder, "s"), filepath.Join(folder, "r.json")
	do := func(args ...string) string {
		command := exec.Command(tmux, append([]string{"-S", socket, "-f", "/dev/null"}, args...)...)
		out, _ := command.CombinedOutput() // a server that has ended is an answer too
		return string(out)
	}
	defer do("kill-server")
	do("new-session", "-d", "-x", "120", "-y", "40",
		fmt.Sprintf("%s bulk-creation parsing --schedule=isolated --rounds 4 --seed 1 --no-save --export=json:%s %s", program, result, way))
	ticker := time.NewTicker(250 * time.Millisecond)
	defer ticker.Stop()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); <-ticker.C {
		if file, err := os.Open(result); err == nil {
			defer file.Close()
			return times(b, file)
		}
		if way == "" && strings.Contains(do("capture-pane", "-p"), "FINISHED") {
			do("send-keys", "q")
		}
	}
	b.Fatal("the run did not end within a minute")
	return nil
}

func times(b *testing.B, file *os.File) map[compare.Key]float64 {
	b.Helper()
	report, err := export.Decode(file)
	if err != nil {
		b.Fatal(err)
	}
	values := map[compare.Key]float64{}
	for _, figure := range compare.RunOf("run", &report).Figures {
		values[figure.Key] = figure.Value
	}
	return values
}
