package database

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"ep-benchmark/engine"
)

// look asks for one row by its key, and checks the answer.
func (s *Server) look(ctx context.Context, conn *pgx.Conn, id int64) error {
	var carrier string
	var cents int64
	err := conn.QueryRow(ctx, "SELECT carrier, (price * 100)::bigint FROM "+s.table()+" WHERE id = $1", id).Scan(&carrier, &cents)
	if err != nil {
		return s.failed(err)
	}
	if want := shipmentOf(s.options.Seed, id); carrier != want.carrier || cents != want.cents {
		return &AnswerError{fmt.Sprintf("shipment %d: %s for %d cents: expected %s for %d, as it was written", id, carrier, cents, want.carrier, want.cents)}
	}
	return nil
}

// sums is the query over all rows.
func (s *Server) sums() string {
	return "SELECT carrier, count(*), (sum(price) * 100)::bigint FROM " + s.table() + " GROUP BY carrier ORDER BY carrier"
}

// sum adds the rows up by carrier, and checks the answer to the cent.
func (s *Server) sum(ctx context.Context, conn *pgx.Conn) error {
	rows, err := conn.Query(ctx, s.sums())
	if err != nil {
		return s.failed(err)
	}
	var got []total
	var t total
	if _, err = pgx.ForEachRow(rows, []any{&t.carrier, &t.count, &t.cents}, func() error { got = append(got, t); return nil }); err != nil {
		return s.failed(err)
	}
	if !slices.Equal(got, s.totals) {
		return &AnswerError{fmt.Sprintf("the totals by carrier are %v: expected %v, as they were written", got, s.totals)}
	}
	return nil
}

// explain has the server carry the sum out once more and say how.
func (s *Server) explain(ctx context.Context, conn *pgx.Conn) (engine.QueryPlan, error) {
	var text []byte
	if err := conn.QueryRow(ctx, "EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) "+s.sums()).Scan(&text); err != nil {
		return engine.QueryPlan{}, s.failed(err)
	}
	return parsePlan(text)
}
