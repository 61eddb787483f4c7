package database

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// The codes of PostgreSQL's errors, Appendix A of its manual, of which it is known
// what to do.
const (
	wrongPassword    = "28P01"
	notAuthorised    = "28000"
	noDatabase       = "3D000"
	noPrivilege      = "42501"
	diskFull         = "53100"
	tooMany          = "53300"
	adminShutdown    = "57P01"
	crashShutdown    = "57P02"
	cannotConnectNow = "57P03"
)

// explained is an error of the server, or of the way to it, with what to do.
func (s *Server) explained(err error) error {
	begins := s.options.Name
	if begins == "" {
		begins = "the server " + s.Name()
	}
	refused, is := errors.AsType[*pgconn.PgError](err)
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case is:
		return &serverError{fmt.Sprintf("%s: %s%s", begins, refused.Message, s.advice(refused)), err}
	case errors.As(err, new(*pgconn.ConnectError)):
		return fmt.Errorf("%s can't be reached: %s: expected a PostgreSQL server there that is running", begins, lastCause(err))
	}
	return fmt.Errorf("%s: %w", begins, err)
}

// serverError is an error with what to do. Its text leaves out what its cause repeats.
type serverError struct {
	text  string
	cause error
}

func (e *serverError) Error() string { return e.text }
func (e *serverError) Unwrap() error { return e.cause }

// DiskFull tells whether the server's disk is full.
func DiskFull(err error) bool {
	refused, is := errors.AsType[*pgconn.PgError](err)
	return is && refused.Code == diskFull
}

// advice says what to do about an error.
func (s *Server) advice(e *pgconn.PgError) string {
	switch e.Code {
	case wrongPassword, notAuthorised:
		return ": expected the password of the user " + s.config.User + " in the environment variable PGPASSWORD, in the file of passwords (~/.pgpass), or in the URL"
	case noDatabase:
		return ": expected the name of a database that exists at the end of the URL"
	case noPrivilege:
		return ": expected a user who may create a schema and a table in the database " + s.config.Database
	case diskFull:
		return ": the server's disk is full: expected room for the table: a smaller number of rows takes less"
	case tooMany:
		return ": all connections are in use: expected a server with some that are free, or fewer workers"
	case cannotConnectNow:
		return ": expected a server that has started"
	}
	return ""
}

// lastCause is the innermost cause of an error, which does not repeat the address.
func lastCause(err error) string {
	for {
		inner := errors.Unwrap(err)
		if joined, several := err.(interface{ Unwrap() []error }); several && len(joined.Unwrap()) > 0 {
			inner = joined.Unwrap()[0]
		}
		if inner == nil {
			return strings.TrimSpace(err.Error())
		}
		err = inner
	}
}

// A QueryError is a query that failed.
type QueryError struct {
	kind string
	err  error
}

func (e *QueryError) Error() string { return e.err.Error() }
func (e *QueryError) Unwrap() error { return e.err }

// Kind is the error's name in counts by kind.
func (e *QueryError) Kind() string { return e.kind }

// failed is the error of a query, or of its connection.
func (s *Server) failed(err error) error {
	kind := "connection lost"
	refused, is := errors.AsType[*pgconn.PgError](err)
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case is:
		kind = "sql " + refused.Code
		switch refused.Code {
		case adminShutdown, crashShutdown, cannotConnectNow:
			kind = "server stopped"
		case tooMany:
			kind = "too many connections"
		}
	case errors.As(err, new(*pgconn.ConnectError)):
		kind = "not reached"
	}
	return &QueryError{kind, s.explained(err)}
}

// AnswerError is an answer that is not what was written.
type AnswerError struct{ What string }

func (e *AnswerError) Error() string { return e.What }

// Kind is the error's name in counts by kind.
func (e *AnswerError) Kind() string { return "wrong answer" }
