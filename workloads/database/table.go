package database

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// table is the name of the table in a query.
func (s *Server) table() string { return pgx.Identifier{s.schema, "shipments"}.Sanitize() }

// Fill creates the schema with its table and writes the rows. After an error, the
// schema is gone again.
func (s *Server) Fill(ctx context.Context) (err error) {
	conn, err := s.connect(ctx)
	if err != nil {
		return err
	}
	defer func() {
		_ = conn.Close(context.WithoutCancel(ctx))
		if err != nil && !s.options.Disposable {
			err = errors.Join(err, s.Drop())
		}
	}()
	var random [6]byte
	_, _ = rand.Read(random[:]) // it never fails
	schema := "ep_benchmark_" + hex.EncodeToString(random[:])
	if _, err = conn.Exec(ctx, "CREATE SCHEMA "+schema); err != nil {
		return s.explained(err)
	}
	s.schema = schema
	if err = s.write(ctx, conn); err != nil {
		return s.explained(err)
	}
	s.totals = totalsOf(s.options.Seed, s.options.Rows)
	return nil
}

// write fills the table, all at once.
func (s *Server) write(ctx context.Context, conn *pgx.Conn) error {
	steps := []func() error{
		s.execute(ctx, conn, "BEGIN"),
		s.execute(ctx, conn, "COMMENT ON SCHEMA "+s.schema+" IS 'made by ep-benchmark for one run; it may be dropped'"),
		s.execute(ctx, conn, "CREATE TABLE "+s.table()+" (id bigint NOT NULL, carrier text NOT NULL, zone smallint NOT NULL, weight_g integer NOT NULL, price numeric(10,2) NOT NULL, created timestamptz NOT NULL)"),
		func() error { return s.copyRows(ctx, conn) },
		s.execute(ctx, conn, "ALTER TABLE "+s.table()+" ADD PRIMARY KEY (id)"),
		s.execute(ctx, conn, "COMMIT"),
		s.execute(ctx, conn, "VACUUM ANALYZE "+s.table()), // so that no query does the server's housekeeping
		func() error {
			return conn.QueryRow(ctx, "SELECT pg_catalog.pg_total_relation_size($1::text::regclass)", s.table()).Scan(&s.bytes)
		},
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// execute is a step that carries a command out.
func (s *Server) execute(ctx context.Context, conn *pgx.Conn, command string) func() error {
	return func() error {
		_, err := conn.Exec(ctx, command)
		return err
	}
}

// copyRows writes the rows by COPY, in its text format.
func (s *Server) copyRows(ctx context.Context, conn *pgx.Conn) error {
	_, err := conn.PgConn().CopyFrom(ctx, &rowReader{seed: s.options.Seed, rows: int64(s.options.Rows)}, "COPY "+s.table()+" FROM STDIN")
	return err
}

// Drop removes the schema, even where the run was ended.
func (s *Server) Drop() error {
	if s.schema == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), dropTimeout)
	defer cancel()
	conn, err := pgx.ConnectConfig(ctx, s.config)
	if err == nil {
		_, err = conn.Exec(ctx, "DROP SCHEMA IF EXISTS "+s.schema+" CASCADE")
		_ = conn.Close(ctx)
	}
	if err != nil {
		return fmt.Errorf("the schema %s is left on the server: drop it by DROP SCHEMA %s CASCADE: %w", s.schema, s.schema, s.explained(err))
	}
	s.schema = ""
	return nil
}
