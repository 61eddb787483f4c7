package tui

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/recording"
	"ep-benchmark/ui/report"
)

// FuzzDamagedRecording holds that a recording is refused or shown, whatever
// was changed in it: what the reader lets through breaks no screen, no
// comparison and no report.
func FuzzDamagedRecording(f *testing.F) {
	racebuild.SkipSequential(f)
	for seed := range uint64(100) {
		f.Add(seed)
	}
	sources := [][]byte{linesOf(f, shortened(recorded.Quick().Events)), linesOf(f, shortened(recorded.Finished().Events))}
	beside := recorded.Baseline("main", 3)
	f.Fuzz(func(t *testing.T, seed uint64) {
		random := rand.New(rand.NewPCG(seed, seed))
		text := damaged(random, sources[random.IntN(len(sources))])
		log, err := recording.Read(bytes.NewReader(text))
		if err != nil {
			return
		}
		defer func() {
			if value := recover(); value != nil {
				t.Fatalf("seed %d: %v\n%s\n%s", seed, value, debug.Stack(), difference(sources, text))
			}
		}()
		lookAt(t, log, &beside)
	})
}

// linesOf is a recording of events.
func linesOf(t testing.TB, events []engine.Event) []byte {
	var b bytes.Buffer
	w, err := recording.Stream(&b, "0.1.0")
	if err != nil {
		t.Fatal(err)
	}
	for _, event := range events {
		w.Observe(event)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// shortened leaves out most of what comes again and again.
func shortened(events []engine.Event) []engine.Event {
	seen := map[string]int{}
	return slices.DeleteFunc(slices.Clone(events), func(event engine.Event) bool {
		name := fmt.Sprintf("%T", event)
		seen[name]++
		return seen[name] > 6 && name != "engine.RunFinished" && name != "engine.WorkloadFinished"
	})
}

// damaged changes one to three places of a recording.
func damaged(random *rand.Rand, text []byte) []byte {
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	for range 1 + random.IntN(3) {
		at := chosen(random, lines)
		decoder := json.NewDecoder(strings.NewReader(lines[at]))
		decoder.UseNumber()
		var line any
		if err := decoder.Decode(&line); err != nil {
			panic(err) // it was made by encoding/json
		}
		changed, err := json.Marshal(damage(random, line))
		if err != nil {
			panic(err)
		}
		lines[at] = string(changed)
	}
	return []byte(strings.Join(lines, "\n") + "\n")
}

// chosen is the number of a line: of any kind of event as often as of another.
func chosen(random *rand.Rand, lines []string) int {
	kinds := map[string][]int{}
	var names []string
	for i, line := range lines[1:] {
		_, name, _ := strings.Cut(line, `"event":`)
		name, _, _ = strings.Cut(name, ",")
		if kinds[name] == nil {
			names = append(names, name)
		}
		kinds[name] = append(kinds[name], i+1)
	}
	of := kinds[names[random.IntN(len(names))]]
	return of[random.IntN(len(of))]
}

// What takes the place of a number or of a word.
var (
	extremes = []string{"-1", "0", "1", "2", "1000", "9223372036854775807", "-9223372036854775808", "4294967296", "1e308", "-1e308", "5e-324", "0.5", "-0.5", "1e19"}
	oddities = []string{"", "x", "parsing", "tracking", "sequential", "parallel", "measured", "warm-up", "isolated", "concurrent", "both", "throttled", "met", "speedup", "poor", "2026-03-14T09:26:53Z", strings.Repeat("wide ", 500)}
)

// damage changes one place of a value.
func damage(random *rand.Rand, value any) any {
	switch value := value.(type) {
	case map[string]any:
		keys := make([]string, 0, len(value))
		for key := range value {
			if key != "event" && key != "at_ns" {
				keys = append(keys, key)
			}
		}
		if len(keys) == 0 {
			return nil
		}
		slices.Sort(keys)
		key := keys[random.IntN(len(keys))]
		if random.IntN(10) == 0 {
			delete(value, key)
		} else {
			value[key] = damage(random, value[key])
		}
		return value
	case []any:
		if len(value) == 0 {
			return []any{nil}
		}
		at := random.IntN(len(value))
		switch random.IntN(8) {
		case 0:
			return []any{}
		case 1:
			return append(value, value[at])
		case 2:
			return slices.Delete(value, at, at+1)
		case 3:
			return slices.Repeat(value, 3)
		}
		value[at] = damage(random, value[at])
		return value
	case json.Number:
		return json.Number(extremes[random.IntN(len(extremes))])
	case string:
		return oddities[random.IntN(len(oddities))]
	case bool:
		return !value
	}
	return json.Number(extremes[random.IntN(len(extremes))])
}

// lookAt passes a recording to all code that reads one, beside a baseline.
func lookAt(t *testing.T, log recording.Log, beside *compare.Side) {
	var run live.Run
	for _, event := range log.Events {
		run.Apply(event)
	}
	run.Freeze().Progress()
	began := compare.Begun("begun", new(log.Events[0].(engine.RunStarted)))
	if finished, over := log.Events[len(log.Events)-1].(engine.RunFinished); over {
		now := compare.RunOf("now", &finished.Report)
		compare.Against(compare.SideOf(now), compare.SideOf(began), compare.Options{AllowMismatch: true})
		same := compare.Against(compare.SideOf(now), compare.SideOf(now), compare.Options{AllowMismatch: true})
		all := []*engine.Report{&finished.Report}
		diagnose.Regressions(&same, all, all)
		diagnose.Explain(&finished.Report)
		_ = report.Write(io.Discard, &finished.Report, report.Style{Width: 80})
		_, _ = export.Encode(finished.Report, nil) // it refuses what JSON can't hold
		_ = export.Markdown(&finished.Report, nil)
		_ = export.Summary(&finished.Report, nil)
	}
	o := replayOf(log.Events)
	o.With = beside
	d := open(t, o).size(120, 40)
	for _, moment := range []time.Duration{o.Player.Length() / 2, o.Player.Length()} {
		d.perform(d.refold(o.Player.Seek(moment)))
		for range d.pages {
			d.do(config.ActionNextView)
		}
	}
}

// difference shows where a recording was changed.
func difference(sources [][]byte, text []byte) string {
	lines := strings.Split(string(text), "\n")
	for _, source := range sources {
		was := strings.Split(string(source), "\n")
		if len(was) != len(lines) {
			continue
		}
		var b strings.Builder
		for i := range lines {
			if was[i] != lines[i] {
				fmt.Fprintf(&b, "line %d: %.300s\nwas     %.300s\n", i+1, lines[i], was[i])
			}
		}
		return b.String()
	}
	return ""
}
