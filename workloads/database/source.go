package database

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// A source gives queries their connections.
type source interface {
	// get returns a connection, and what gives it back.
	get(ctx context.Context) (conn *pgx.Conn, done func(), err error)
	close()
}

// perQuery opens a connection for each query.
type perQuery struct{ config *pgx.ConnConfig }

func (p perQuery) get(ctx context.Context) (conn *pgx.Conn, done func(), err error) {
	conn, err = pgx.ConnectConfig(ctx, p.config)
	if err != nil {
		return nil, nil, err
	}
	return conn, func() { _ = conn.Close(ctx) }, nil
}

func (p perQuery) close() {}

// pool is a pool all of whose connections are open.
type pool struct{ pool *pgxpool.Pool }

func (p pool) get(ctx context.Context) (conn *pgx.Conn, done func(), err error) {
	held, err := p.pool.Acquire(ctx)
	if err != nil {
		return nil, nil, err
	}
	return held.Conn(), held.Release, nil
}

func (p pool) close() { p.pool.Close() }

// open makes the source of a way. The connections of a pool are all opened and used
// once, which is not part of what is measured.
func (s *Server) open(ctx context.Context, way Way) (source, error) {
	config := s.config
	if way.Bounced {
		config = s.bouncer
	}
	config = config.Copy()
	if way.Parallel != "" {
		config.RuntimeParams["max_parallel_workers_per_gather"] = way.Parallel
	}
	if way.Pool == 0 {
		return perQuery{config}, nil
	}
	options, err := pgxpool.ParseConfig(s.options.URL)
	if err != nil {
		return nil, fmt.Errorf("the server's URL can't be read: expected %s", URLExpected)
	}
	options.ConnConfig, options.MaxConns, options.MinConns, options.MinIdleConns = config, int32(way.Pool), 0, 0
	// Connections are used as soon as they are open, so none has to be tried before.
	options.ShouldPing = func(context.Context, pgxpool.ShouldPingParams) bool { return false }
	made, err := pgxpool.NewWithConfig(ctx, options)
	if err != nil {
		return nil, s.failed(err)
	}
	p := pool{made}
	if err := s.openAll(ctx, p, way.Pool); err != nil {
		p.close()
		return nil, err
	}
	return p, nil
}

// openAll opens a pool's connections, and has each answer a query of the kind that is
// measured: its first one takes longer, since the server looks the table up.
func (s *Server) openAll(ctx context.Context, p pool, size int) error {
	held := make([]func(), 0, size)
	defer func() {
		for _, done := range held {
			done()
		}
	}()
	for range size {
		conn, done, err := p.get(ctx)
		if err != nil {
			return s.failed(err)
		}
		held = append(held, done)
		if err := s.look(ctx, conn, 1); err != nil {
			return err
		}
	}
	return nil
}
