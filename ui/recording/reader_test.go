package recording_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/recording"

	"github.com/google/go-cmp/cmp"
)

const (
	head  = `{"format":"ep-benchmark events","schema":1,"version":"0.1.0"}` + "\n"
	first = `{"at_ns":5,"event":"RunStarted"}` + "\n"
)

func TestReadSaysWhatIsWrong(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", "the file is empty"},
		{"an export", "{\n  \"schema\": 1\n}\n", "no event log: expected a first line"},
		{"another format", `{"format":"events","schema":1}` + "\n" + first, "no event log: expected a first line"},
		{"no JSON", "\x00\x01\x02", "no event log: expected a first line"},
		{"no gzip", "\x1f\x8b\x00\x00", "no event log: "},
		{"newer", `{"format":"ep-benchmark events","schema":2}` + "\n", "schema 2, of a newer ep-benchmark than this one, which reads up to 1"},
		{"no schema", `{"format":"ep-benchmark events"}` + "\n", "schema 0: expected 1 to 1"},
		{"no event", head, "the log holds no event"},
		{"half an event", head + first[:20], "the log holds no event"},
		{"damaged", head + first + "{\"at_ns\":6,\n" + first, "line 3: damaged: unexpected end"},
		{"damaged and last", head + first + "{\"at_ns\":6,\n", "line 3: damaged"},
		{"a gap", head + first + "\n" + first, "line 3: damaged"},
		{"no moment", head + `{"event":"RunStarted"}` + "\n", "line 2: damaged: expected the fields at_ns and event"},
		{"before the run", head + `{"at_ns":-1,"event":"RunStarted"}` + "\n", "line 2: damaged: at_ns is -1"},
		{"another type", head + `{"at_ns":5,"event":"RunStarted","workers":"2"}` + "\n", "line 2: damaged: workers: expected a list, found string"},
		{"unknown", head + first + `{"at_ns":6,"event":"\u001b[2J"}` + "\n", `line 3: damaged: unknown event "\x1b[2J"`},
		{"no start", head + `{"at_ns":5,"event":"Warned"}` + "\n", "line 2: a log begins with RunStarted"},
		{"two starts", head + first + first, "line 3: a second run begins"},
		{"two logs", head + first + head + first, "line 3: damaged: expected the fields"},
		{"back in time", head + first + `{"at_ns":4,"event":"Warned"}` + "\n", "line 3: time goes back from 5ns to 4ns"},
		{"on and on", head + first + `{"at_ns":5,"event":"RunFinished"}` + "\n" + `{"at_ns":5,"event":"Warned"}` + "\n", "line 4: an event after RunFinished"},
	} {
		t.Run(c.name, func(t *testing.T) {
			log, err := recording.Read(strings.NewReader(c.text))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %+v and the error %v, want %q", log, err, c.want)
			}
		})
	}
}

// TestReadHoldsWhatGoesTogether holds that inconsistent fields are refused when
// the log is read, with their line and with what was expected.
func TestReadHoldsWhatGoesTogether(t *testing.T) {
	start := func(fields string) string { return head + `{"at_ns":5,"event":"RunStarted",` + fields + "}\n" }
	after := func(event, fields string) string {
		return head + first + `{"at_ns":6,"event":"` + event + `",` + fields + "}\n"
	}
	for _, c := range []struct{ name, text, want string }{
		{"fewer workers", start(`"specs":[{"name":"a"},{"name":"b"}],"workers":[2]`), "line 2: damaged: workers has 1 entries: expected 2, one for each of specs"},
		{"more workers", start(`"specs":[{"name":"a"}],"workers":[2,3]`), "line 2: damaged: workers has 2 entries: expected 1"},
		{"no worker", start(`"specs":[{"name":"a"}],"workers":[0]`), "line 2: damaged: workers[0] is 0: expected 1 or more"},
		{"fewer than none", start(`"specs":[{"name":"a"}],"workers":[-1]`), "line 2: damaged: workers[0] is -1: expected 0 or more"},
		{"one name twice", start(`"specs":[{"name":"a"},{"name":"a"}],"workers":[1,1]`), `line 2: damaged: specs[1].name is "a": expected a name that none before it has`},
		{"a size", start(`"specs":[{"name":"a","size":-3}],"workers":[1]`), "line 2: damaged: specs[0].size is -3: expected 0 or more"},
		{"rounds", start(`"plan":{"rounds":-8}`), "line 2: damaged: plan.rounds is -8"},
		{"looks", start(`"plan":{"rounds":8,"looks":[8,8]}`), "line 2: damaged: plan.looks[1] is 8: expected more than 8 and at most plan.rounds, 8"},
		{"cores", start(`"host":{"logical_cpus":-2}`), "line 2: damaged: host.logical_cpus is -2"},
		{"a round", after("LegStarted", `"round":-1`), "line 3: damaged: round is -1: expected 0 or more"},
		{"passes", after("LegFinished", `"sample":{"passes":-1}`), "line 3: damaged: sample.passes is -1"},
		{"operations", after("Progressed", `"lanes":[{},{"operations":-1}]`), "line 3: damaged: lanes[1].operations is -1"},
		{"a size that is none", after("WorkloadFinished", `"result":{"speedup":{"value":1e300}}`), "line 3: damaged: result.speedup.value is 1e+300: expected 0, or a size from"},
		{"an interval", after("WorkloadFinished", `"result":{"speedup":{"value":2,"interval":{"low":3,"high":1,"confidence":0.95}}}`), "line 3: damaged: result.speedup.interval: low lies above high"},
		{"skewed", after("WorkloadFinished", `"result":{"skewed":true}`), "line 3: damaged: result is skewed without speedup_by_t"},
		{"too many samples", after("WorkloadFinished", `"result":{"samples":[`+strings.Repeat("{},", engine.MostSamples)+`{}]}`), "line 3: damaged: result has 4097 samples: expected 4096 at the most"},
		{"one result twice", after("RunFinished", `"report":{"results":[{},{}]}`), "line 3: damaged: report.results[1]: a second result of"},
		{"looks of the report", after("RunFinished", `"report":{"plan":{"looks":[0]}}`), "line 3: damaged: report.plan.looks[0] is 0"},
		{"too many legs", head + first + strings.Repeat(`{"at_ns":6,"event":"LegFinished","purpose":"measured","sample":{"workload":"a"}}`+"\n", engine.MostSamples+1), `line 4099: damaged: "a" has more than 4096 measured legs`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := recording.Read(strings.NewReader(c.text))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got the error %v, want %q", err, c.want)
			}
		})
	}
}

func TestOpenNamesTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "run.events")
	if _, err := recording.Open(path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("missing: %v", err)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := recording.Open(path); err == nil || !strings.HasPrefix(err.Error(), path+": the file is empty") {
		t.Errorf("empty: %v", err)
	}
}

// TestCutAnywhere holds that a log which breaks off is read up to there,
// wherever that is, and says so.
func TestCutAnywhere(t *testing.T) {
	racebuild.SkipSequential(t)
	path := filepath.Join(t.TempDir(), "run.events")
	record(t, path, oneOfEach)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	begins := bytes.Index(text, []byte("}\n{\"at_ns\":1000")) + 1 // the first event is whole from here on
	for n := begins; n < len(text)-1; n++ {
		log, err := recording.Read(bytes.NewReader(text[:n]))
		if err != nil {
			t.Fatalf("cut at byte %d: %v", n, err)
		}
		if want := oneOfEach[:len(log.Events)]; log.CutShort == "" || !cmp.Equal(want, log.Events) {
			t.Fatalf("cut at byte %d: %d events, cut short %q", n, len(log.Events), log.CutShort)
		}
		inside := text[n-1] != '\n' && text[n] != '\n'
		if inside != strings.Contains(log.CutShort, "breaks off") {
			t.Fatalf("cut at byte %d: cut short %q", n, log.CutShort)
		}
	}
	if log, err := recording.Read(bytes.NewReader(text[:len(text)-1])); err != nil || log.CutShort != "" {
		t.Errorf("without the last line break: %q, %v", log.CutShort, err)
	}
}

// TestCompressedCutAnywhere holds the same for a compressed log.
func TestCompressedCutAnywhere(t *testing.T) {
	racebuild.SkipSequential(t)
	path := filepath.Join(t.TempDir(), "run.events.gz")
	record(t, path, oneOfEach)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for n := range text {
		log, err := recording.Read(bytes.NewReader(text[:n]))
		if err != nil && seen > 0 {
			t.Fatalf("cut at byte %d: %v", n, err)
		}
		if len(log.Events) < seen {
			t.Fatalf("cut at byte %d: %d events, and %d when it was shorter", n, len(log.Events), seen)
		}
		seen = len(log.Events)
	}
	if seen != len(oneOfEach) {
		t.Errorf("%d events of %d are there without the last byte", seen, len(oneOfEach))
	}
}

// TestNewerFieldsAreLeftOut holds what the schema promises: a new field alone
// is no new schema.
func TestNewerFieldsAreLeftOut(t *testing.T) {
	log, err := recording.Read(strings.NewReader(head + `{"mood":"good","event":"RunStarted","at_ns":5}` + "\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]engine.Event{engine.RunStarted{At: 5}}, log.Events); diff != "" {
		t.Error(diff)
	}
}

// FuzzRead holds that whatever is read is in order, and is read again when it
// is written.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"run.events", "run.events.gz"} {
		path := filepath.Join(f.TempDir(), name)
		record(f, path, oneOfEach)
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
		f.Add(text[:len(text)/2])
	}
	f.Add([]byte(head + first + `{"at_ns":9223372036854775807,"event":"Progressed","lanes":[{},null]}` + "\n"))
	f.Add([]byte(head + first + `{"at_ns":6,"event":"Warned","text":"` + "\xff" + `\ud800"}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		log, err := recording.Read(bytes.NewReader(text))
		if err != nil {
			return
		}
		if _, started := log.Events[0].(engine.RunStarted); !started {
			t.Fatalf("begins with %T", log.Events[0])
		}
		path := filepath.Join(t.TempDir(), "again.events")
		record(t, path, log.Events)
		again := reopen(t, path)
		if diff := cmp.Diff(log.Events, again.Events, emptyIsNone); diff != "" {
			t.Fatalf("written again it is another:\n%s", diff)
		}
		playToTheEnd(t, log)
	})
}

// BenchmarkOpen is how long it takes to open a recording.
func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "run.events")
	record(b, path, recorded.Finished().Events)
	b.ReportAllocs()
	for b.Loop() {
		reopen(b, path)
	}
}
