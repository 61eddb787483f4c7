package dataset

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine/text"
	"ep-benchmark/engine/units"
	"ep-benchmark/workloads/analytics"
)

// program is DuckDB's.
const program = "duckdb"

// statement has DuckDB count the shipments of files by outcome, by date and by route,
// in one pass over them.
const statement = `SET TimeZone = 'UTC';
SELECT grouping(carrier) AS not_carrier, grouping(day) AS not_day, carrier, delivered, days, day, origin, destination,
  count(*) AS shipments, sum(cost_cents) AS cents
FROM (SELECT carrier, status = 'delivered' AS delivered, greatest(coalesce(delivery_days, -1), -1) AS days,
  CAST(CAST(created AS DATE) AS VARCHAR) AS day, origin, destination, cost_cents FROM read_parquet([%s]))
GROUP BY GROUPING SETS ((carrier, delivered, days), (day), (origin, destination));
`

// counted is a row of DuckDB's answer.
type counted struct {
	NotCarrier  int         `json:"not_carrier"`
	NotDay      int         `json:"not_day"`
	Carrier     string      `json:"carrier"`
	Delivered   bool        `json:"delivered"`
	Days        int64       `json:"days"`
	Day         string      `json:"day"`
	Origin      string      `json:"origin"`
	Destination string      `json:"destination"`
	Shipments   int         `json:"shipments"`
	Cents       json.Number `json:"cents"`
}

// findDuckDB is where the program is.
func findDuckDB() (string, error) {
	path, err := exec.LookPath(program)
	if err != nil {
		return "", errors.New("--duckdb: there is no program duckdb on the PATH: get it from DuckDB's makers, or leave the flag out")
	}
	return path, nil
}

// checkByDuckDB has DuckDB compute the answer, and compares it.
func checkByDuckDB(ctx context.Context, path string, files []string, want analytics.Answer, env process.Environment) error {
	var names []string
	for _, file := range files {
		names = append(names, "'"+strings.ReplaceAll(file, "'", "''")+"'")
	}
	start := time.Now()
	var problems bytes.Buffer
	command := exec.CommandContext(ctx, path, "-json")
	command.Env = env.ChildEnvironment()
	command.Stdin = strings.NewReader(fmt.Sprintf(statement, strings.Join(names, ", ")))
	command.Stderr = &problems
	output, err := command.Output()
	took := time.Since(start)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("duckdb: %w: %s", err, text.Cut(text.Words(problems.String()), 400))
	}
	got, err := answerOf(output)
	if err != nil {
		return fmt.Errorf("duckdb: %w", err)
	}
	if !got.Equal(want) {
		return fmt.Errorf("duckdb gives another answer than this program: %s", text.Words(got.Diff(want)))
	}
	rate := float64(want.Summary.Shipments) / took.Seconds()
	env.Tell("duckdb gives the same answer, in %s: %s, its start included", units.Duration(took), units.RateOf(rate, "records"))
	return nil
}

// answerOf reads DuckDB's rows.
func answerOf(output []byte) (analytics.Answer, error) {
	var rows []counted
	if err := json.Unmarshal(output, &rows); err != nil {
		return analytics.Answer{}, fmt.Errorf("expected rows in JSON: %w", err)
	}
	var groups []analytics.Group
	var days []analytics.DateLine
	var routes []analytics.RouteLine
	for _, row := range rows {
		cents, err := row.Cents.Int64()
		if err != nil {
			return analytics.Answer{}, err
		}
		switch {
		case row.NotCarrier == 0:
			groups = append(groups, analytics.Group{Carrier: row.Carrier, Delivered: row.Delivered, DeliveryDays: row.Days, Shipments: row.Shipments, CostCents: cents})
		case row.NotDay == 0:
			day, err := time.Parse(time.DateOnly, row.Day)
			if err != nil {
				return analytics.Answer{}, err
			}
			days = append(days, analytics.DateLine{Day: analytics.DayOf(day), Shipments: row.Shipments, CostCents: cents})
		default:
			routes = append(routes, analytics.RouteLine{Origin: row.Origin, Destination: row.Destination, Shipments: row.Shipments, CostCents: cents})
		}
	}
	return analytics.FromGroups(groups, days, routes), nil
}
