package workloads

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/workloads/easypost"
	"ep-benchmark/workloads/sheets"
	"ep-benchmark/workloads/shipping"
)

// inputOf is a file with lines.
func inputOf(t *testing.T, lines ...string) *sheets.Input {
	t.Helper()
	path := filepath.Join(t.TempDir(), "orders.tsv")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	input, err := sheets.Open(t.Context(), path, sheets.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return input
}

// bulkOf is the bulk of lines, whose rows go to record.
func bulkOf(t *testing.T, record func([]BulkRow) error, lines ...string) *Bulk {
	t.Helper()
	input := inputOf(t, lines...)
	reading, err := input.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	good, bad, err := CheckLines(reading.Reader, func(error) {})
	if err = errors.Join(err, reading.Close()); err != nil {
		t.Fatal(err)
	}
	return &Bulk{Good: good, Bad: bad, Read: func() (*sheets.Reading, error) { return input.Read(context.Background()) }, Record: record}
}

// attempts carries out a job's operations with the given number of workers. It
// returns how many succeeded and the errors of the others.
func attempts(ctx context.Context, job engine.Job, workers int) (succeeded int, failed []error) {
	var mutex sync.Mutex
	var working sync.WaitGroup
	next := 0
	for worker := range workers {
		working.Go(func() {
			for {
				mutex.Lock()
				index := next
				next++
				mutex.Unlock()
				if index >= job.Operations {
					return
				}
				_, err := job.Do(ctx, engine.Op{Index: index, Worker: worker})
				mutex.Lock()
				if err != nil {
					failed = append(failed, err)
				} else {
					succeeded++
				}
				mutex.Unlock()
			}
		})
	}
	working.Wait()
	return succeeded, failed
}

// sampleLines are good lines, as many as wanted, each of its own city.
func sampleLines(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = strings.Replace(goodLine, "Los Angeles", fmt.Sprintf("Town %d", i), 1)
	}
	return all
}

// Every line has its row, in order. Good lines have their shipment and bad ones
// their error, also after the last good line.
func TestBulkCreatesEveryLineOnce(t *testing.T) {
	overSimulator(t, func(t *testing.T, environment Environment) {
		lines := slices.Insert(sampleLines(200), 7, "bad", "bad")
		lines = append([]string{"bad"}, append(lines, "", "bad")...)
		var rows []BulkRow
		environment.Bulk = bulkOf(t, func(some []BulkRow) error { rows = append(rows, some...); return nil }, lines...)
		workload := built(t, "bulk-creation", environment)
		if spec := workload.Spec(); spec.Size != 200 || spec.Operations != 200 {
			t.Errorf("%+v", spec)
		}
		job, err := workload.Prepare(t.Context(), engine.Leg{Workers: 16, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		if done, failed := attempts(t.Context(), job, 16); done != 200 || len(failed) > 0 {
			t.Errorf("%d done, %v", done, failed)
		}
		if err := job.Verify(t.Context()); err != nil {
			t.Error(err)
		}
		if err := job.Close(); err != nil {
			t.Error(err)
		}
		checkRows(t, rows, lines)
		if _, err := workload.Prepare(t.Context(), engine.Leg{Workers: 16}); err == nil {
			t.Error("the lines were handed out twice")
		}
	})
}

// checkRows checks that there is a row for each line with any text.
func checkRows(t *testing.T, rows []BulkRow, lines []string) {
	t.Helper()
	at, ids := 0, map[string]bool{}
	for i, line := range lines {
		if line == "" {
			continue
		}
		if at == len(rows) {
			t.Fatalf("%d rows: line %d has none", len(rows), i+1)
		}
		row := rows[at]
		at++
		cheapest, found := row.Cheapest()
		switch {
		case row.Line != i+1:
			t.Fatalf("row %d is of line %d, want %d", at, row.Line, i+1)
		case line == "bad" && (row.Err == nil || row.Shipment != nil || found || row.Latency != 0):
			t.Errorf("%+v of a bad line", row)
		case line != "bad" && (row.Err != nil || !found || cheapest.Cents <= 0 || row.Latency != 100*time.Millisecond):
			t.Errorf("%+v of a good line", row)
		case line != "bad" && ids[row.Shipment.ID]:
			t.Errorf("%s is the shipment of two lines", row.Shipment.ID)
		case line != "bad":
			ids[row.Shipment.ID] = true
			for _, rate := range row.Shipment.Rates {
				if rate.Cents < cheapest.Cents {
					t.Errorf("%+v is cheaper than %+v", rate, cheapest)
				}
			}
		}
	}
	if at != len(rows) {
		t.Errorf("%d rows of %d lines", len(rows), at)
	}
}

// A slow answer delays the rows after it. When as many rows wait as there is
// room for, the workers wait too.
func TestBulkWaitsForASlowAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var places []int
		rows := newInOrder(func(some []BulkRow) error {
			for _, row := range some {
				places = append(places, row.Line)
			}
			return nil
		}, 4)
		for place := range 4 {
			if err := rows.reserve(t.Context()); err != nil {
				t.Fatal(err)
			}
			if place > 0 {
				rows.put(place, BulkRow{Line: place})
			}
		}
		got := make(chan error, 1)
		go func() { got <- rows.reserve(t.Context()) }()
		synctest.Wait()
		if len(got) > 0 || len(places) > 0 {
			t.Fatalf("there was room for a fifth row, or %v was recorded before its turn", places)
		}
		rows.put(0, BulkRow{Line: 0})
		synctest.Wait()
		if len(got) != 1 || <-got != nil || !slices.Equal(places, []int{0, 1, 2, 3}) {
			t.Errorf("%v", places)
		}
		ctx, cancel := context.WithCancel(t.Context())
		for range 3 {
			_ = rows.reserve(ctx)
		}
		cancel()
		if err := rows.reserve(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	})
}

// No further shipment is created once recording has failed.
func TestBulkEndsWhereNothingIsRecorded(t *testing.T) {
	overSimulator(t, func(t *testing.T, environment Environment) {
		full := errors.New("no space left on device")
		environment.Bulk = bulkOf(t, func(some []BulkRow) error {
			if some[0].Line >= 20 {
				return full
			}
			return nil
		}, sampleLines(400)...)
		job, err := built(t, "bulk-creation", environment).Prepare(t.Context(), engine.Leg{Workers: 4, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		done, failed := attempts(t.Context(), job, 4)
		if done > 30 || done+len(failed) != 400 || !errors.Is(failed[len(failed)-1], full) {
			t.Errorf("%d created, %d failed, the last by %v", done, len(failed), failed[len(failed)-1])
		}
		if err := job.Close(); !errors.Is(err, full) {
			t.Errorf("closing: %v", err)
		}
	})
}

// When the run ends early, a line whose request is under way is recorded as
// such, and a line that was not begun has no row.
func TestBulkEndedEarly(t *testing.T) {
	overSimulator(t, func(t *testing.T, environment Environment) {
		var rows []BulkRow
		environment.Bulk = bulkOf(t, func(some []BulkRow) error { rows = append(rows, some...); return nil }, append(sampleLines(400), "bad")...)
		job, err := built(t, "bulk-creation", environment).Prepare(t.Context(), engine.Leg{Workers: 4, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 250*time.Millisecond)
		defer cancel()
		if done, _ := attempts(ctx, job, 4); done != 8 {
			t.Errorf("%d created", done)
		}
		if err := job.Close(); err != nil {
			t.Error(err)
		}
		if len(rows) != 12 {
			t.Fatalf("%d rows", len(rows))
		}
		for i, row := range rows {
			open := row.Err != nil && strings.Contains(row.Err.Error(), "may have been created")
			if row.Line != i+1 || open != (i >= 8) {
				t.Errorf("%+v", row)
			}
		}
	})
}

// TestBulkMemory: ten times the lines take no more memory, whatever the
// format.
func TestBulkMemory(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusCreated)
		fmt.Fprint(w, `{"id":"shp_1","to_address":{"street1":"123 Main St","city":"Los Angeles","zip":"90001","country":"US"},`+
			`"parcel":{"length":12,"width":9,"height":6,"weight":24},"rates":[{"id":"rate_1","carrier":"USPS","service":"Priority","rate":"6.90","currency":"USD"}]}`)
	}))
	defer server.Close()
	client, err := easypost.New(easypost.Options{BaseURL: server.URL, Key: "EZTKtest", Connections: 8})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	few, many := peakOfBulk(t, client, 1000), peakOfBulk(t, client, 10_000)
	t.Logf("%d KB live at most with 1,000 lines, %d KB with 10,000", few>>10, many>>10)
	if many > few+1<<20 {
		t.Errorf("%d KB with ten times the lines, %d KB before", many>>10, few>>10)
	}
}

// peakOfBulk is the most that was alive on the heap while the given number of
// lines was created.
func peakOfBulk(t *testing.T, client *easypost.Client, lines int) (peak uint64) {
	t.Helper()
	rows := 0
	record := func(some []BulkRow) error {
		for i := range some {
			if some[i].Err != nil {
				return some[i].Err
			}
		}
		before := rows
		if rows += len(some); rows/500 > before/500 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapAlloc)
		}
		return nil
	}
	bulk := bulkOf(t, record, slices.Repeat([]string{goodLine}, lines)...)
	workload := built(t, "bulk-creation", Environment{Client: client, Bulk: bulk, Lines: Lines{Source: "orders.tsv"}})
	job, err := workload.Prepare(t.Context(), engine.Leg{Workers: 8, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if done, failed := attempts(t.Context(), job, 8); done != lines {
		t.Fatalf("%d created, %v", done, failed[0])
	}
	if err := job.Close(); err != nil || rows != lines {
		t.Errorf("%d rows, %v", rows, err)
	}
	return peak
}

// BenchmarkCheckLines is the first pass over an input.
func BenchmarkCheckLines(b *testing.B) {
	text := strings.Repeat(goodLine+"\n", 10_000)
	for name, rows := range map[string]func(io.Reader) shipping.Rows{"tabs": shipping.TabRows, "commas": shipping.CommaRows} {
		sheet := text
		if name == "commas" {
			sheet = strings.ReplaceAll(text, "\t", ",")
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(sheet)))
			for b.Loop() {
				if good, bad, err := CheckLines(shipping.NewReader(rows(strings.NewReader(sheet))), func(error) {}); good != 10_000 || bad != 0 || err != nil {
					b.Fatal(good, bad, err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/10_000, "ns/line")
		})
	}
}
