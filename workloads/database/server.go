package database

import (
	"context"
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
	// Bouncer is the URL of a pgbouncer that has the server behind it; "" for none.
	Bouncer    string
	Name       string // that the server is shown by; "" for its address and database
	Disposable bool   // the server is removed after the run, with everything in it
	Rows       int
	Queries    int // of a pass
	Seed       uint64
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
