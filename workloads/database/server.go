package database

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	connectTimeout = 10 * time.Second
	// dropTimeout is how long removing the schema may take, after a run that may have
	// been ended.
	dropTimeout = 30 * time.Second
	// application is the name under which the server shows the connections.
	application = "ep-benchmark"
)

// Options say which server is measured, and on how many rows.
type Options struct {
	URL string // of the server, as psql reads it
	// Bouncer is the URL of a pgbouncer that has the server behind it, and BouncerPool
	// the size of its pool; "" for none.
	Bouncer     string
	BouncerPool int
	Name        string // that the server is shown by; "" for its address and database
	Disposable  bool   // the server is removed after the run, with everything in it
	Rows        int
	Queries     int // of a pass
	Seed        uint64
}

// A Server is a PostgreSQL server with a table of shipments, in a schema of its own.
type Server struct {
	Facts   Facts
	options Options
	config  *pgx.ConnConfig
	bouncer *pgx.ConnConfig // nil for none
	schema  string          // "" where there is none yet
	bytes   uint64          // of the table
	totals  []total
}

// Connect connects to the server of the options, and reads what it is set to. It
// changes nothing there. The errors say what to do, and never have the password.
func Connect(ctx context.Context, o Options) (*Server, error) {
	s := &Server{options: o}
	var err error
	if s.config, err = configOf(o.URL); err != nil {
		return nil, err
	}
	if o.Bouncer != "" {
		if s.bouncer, err = configOf(o.Bouncer); err != nil {
			return nil, err
		}
	}
	conn, err := s.connect(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	if s.Facts, err = readFacts(ctx, conn); err != nil {
		return nil, s.explained(err)
	}
	if !s.Facts.MayCreate {
		return nil, fmt.Errorf("the server %s: the user %s may not create a schema in the database %s: expected a user who may: GRANT CREATE ON DATABASE %s TO %s",
			s.Name(), s.config.User, s.config.Database, pgx.Identifier{s.config.Database}.Sanitize(), pgx.Identifier{s.config.User}.Sanitize())
	}
	return s, nil
}

// URLExpected says how a server is named.
const URLExpected = "a URL such as postgres://user@host:5432/database"

// IsURL tells whether a text begins as a server's URL does.
func IsURL(text string) bool {
	return strings.HasPrefix(text, "postgres://") || strings.HasPrefix(text, "postgresql://")
}

// configOf reads a server's URL, and completes it by the environment and the file of
// passwords, as psql does. What could not be read is not repeated, since it may have a
// password.
func configOf(url string) (*pgx.ConnConfig, error) {
	if !IsURL(url) {
		return nil, errors.New("the server's name is not " + URLExpected)
	}
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, errors.New("the server's URL, or a variable PG... of the environment that completes it, can't be read: expected " + URLExpected + ", with a % code for each special character of the password")
	}
	if config.ConnectTimeout <= 0 || config.ConnectTimeout > connectTimeout {
		config.ConnectTimeout = connectTimeout
	}
	// Statements that are kept by a connection would favour pools, and pgbouncer can't
	// pass them on.
	config.DefaultQueryExecMode = pgx.QueryExecModeExec
	config.StatementCacheCapacity, config.DescriptionCacheCapacity = 0, 0
	config.RuntimeParams["application_name"] = application
	return config, nil
}

// Name is the server as it is shown: address and database.
func (s *Server) Name() string {
	if s.options.Name != "" {
		return s.options.Name
	}
	return s.address() + "/" + s.config.Database
}

// address is where the server listens: host and port, or the socket's folder.
func (s *Server) address() string {
	if strings.HasPrefix(s.config.Host, "/") {
		return s.config.Host
	}
	return net.JoinHostPort(s.config.Host, strconv.Itoa(int(s.config.Port)))
}

// Here tells whether the server's address is on this machine.
func (s *Server) Here() bool {
	host := s.config.Host
	address := net.ParseIP(host)
	return strings.HasPrefix(host, "/") || host == "localhost" || address != nil && address.IsLoopback()
}

// Password is the server's, so that it can be hidden; "" for none.
func (s *Server) Password() string { return s.config.Password }

// Bounces tells whether there is a pgbouncer.
func (s *Server) Bounces() bool { return s.bouncer != nil }

// Bytes is the size of the table, with its index.
func (s *Server) Bytes() uint64 { return s.bytes }

// connect makes a connection for what is not measured.
func (s *Server) connect(ctx context.Context) (*pgx.Conn, error) {
	conn, err := pgx.ConnectConfig(ctx, s.config)
	if err != nil {
		return nil, s.explained(err)
	}
	return conn, nil
}

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
