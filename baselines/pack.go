package baselines

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
)

// packed is a report as it is kept.
type packed struct {
	content string // its id
	report  *engine.Report
	run     compare.Run
	summary []byte // the run as JSON
	body    []byte // the report as JSON, compressed
}

func pack(report *engine.Report) (packed, error) {
	text, err := json.Marshal(report)
	if err != nil {
		return packed{}, fmt.Errorf("the report can't be kept: %w", err)
	}
	return packText(text, report)
}

// packText packs a report that was written already. It keeps the text itself,
// which may hold fields that this program doesn't read.
func packText(text []byte, report *engine.Report) (p packed, err error) {
	if report.Plan.Generated {
		return packed{}, fmt.Errorf("the run is %s: only runs that were measured are kept", engine.NeverMeasured)
	}
	p = packed{content: idOf(text), report: report, run: compare.RunOf("", report)}
	if p.summary, err = json.Marshal(p.run); err != nil {
		return packed{}, fmt.Errorf("the report can't be kept: %w", err)
	}
	p.body, err = compressed(text)
	return p, err
}

// save keeps the report and returns its number; the earlier number if the
// report is kept already.
func (p *packed) save(tx *sql.Tx) (int64, error) {
	var number int64
	err := tx.QueryRow("SELECT number FROM runs WHERE content = ?", p.content).Scan(&number)
	if !errors.Is(err, sql.ErrNoRows) {
		return number, err
	}
	workloads, err := json.Marshal(p.workloads())
	if err != nil {
		return 0, err
	}
	doubts, err := json.Marshal(p.run.Reservations())
	if err != nil {
		return 0, err
	}
	err = tx.QueryRow(`INSERT INTO runs (content, started_at, version, fingerprint, machine, schedule, workloads, clean, badge, doubts)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number`,
		p.content, timeText(p.run.StartedAt), p.run.Version, p.run.Fingerprint(), p.run.Machine, string(p.report.Plan.Schedule),
		string(workloads), p.run.Joins(), string(p.run.Badge()), string(doubts)).Scan(&number)
	if err != nil {
		return 0, err
	}
	if _, err := tx.Exec("INSERT INTO summaries (number, run) VALUES (?, ?)", number, string(p.summary)); err != nil {
		return 0, err
	}
	_, err = tx.Exec("INSERT INTO reports (number, body) VALUES (?, ?)", number, p.body)
	return number, err
}

// workloads are those that were measured, in the report's order.
func (p *packed) workloads() []string {
	names := []string{}
	for _, subject := range p.run.Subjects {
		names = append(names, subject.Name)
	}
	return names
}

func compressed(text []byte) ([]byte, error) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(text); err != nil {
		return nil, err
	}
	err := w.Close()
	return b.Bytes(), err
}

// largestReport is how much of a body is read, in bytes; no report is larger.
const largestReport = 256 << 20

// unpack reads the report of a run.
func unpack(number int64, body []byte) (engine.Report, error) {
	var report engine.Report
	text, err := decompressed(body)
	if err == nil {
		err = json.Unmarshal(text, &report)
	}
	if err != nil {
		return engine.Report{}, unreadable(number, err)
	}
	return report, nil
}

func decompressed(body []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(r, largestReport))
}

// unreadable says which run is damaged: the others can be used.
func unreadable(number int64, err error) error {
	return fmt.Errorf("run %d is damaged in the store, others may be whole: %w", number, err)
}
