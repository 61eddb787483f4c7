// Package redis keeps quotes in a Redis server. It alone imports redigo, which leaves
// the program as small as it was.
//
// Its opinion: the server is the user's. So what is written has a prefix of its own and
// a time to live, and only that is deleted, key by key.
package redis

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gomodule/redigo/redis"

	"ep-benchmark/workloads/quotes"
)

// Name is the cache's.
const Name = "redis"

// The times after which a server that does not answer is given up.
const (
	connectTimeout = 5 * time.Second
	answerTimeout  = 5 * time.Second
)

// Store is a cache in a Redis server.
type Store struct {
	pool   *redis.Pool
	prefix string // of the keys of this store

	mutex   sync.Mutex
	written map[string]bool
}

// About is what the server says of itself.
type About struct {
	Version   string
	PID       int
	MaxMemory int64  // bytes; 0 for no bound
	Policy    string // what it does when that is full: "noeviction", "allkeys-lru" ...
	Evicted   int64  // keys that it threw away so far
}

// Open connects to a server, for as many goroutines as connections.
func Open(ctx context.Context, a Address, connections int) (*Store, error) {
	var unique [6]byte
	_, _ = rand.Read(unique[:]) // it never fails
	s := &Store{prefix: "ep-benchmark:" + hex.EncodeToString(unique[:]) + ":", written: map[string]bool{}}
	options := []redis.DialOption{
		redis.DialConnectTimeout(connectTimeout), redis.DialReadTimeout(answerTimeout), redis.DialWriteTimeout(answerTimeout),
		redis.DialDatabase(a.Database), redis.DialUsername(a.User), redis.DialPassword(a.Password), redis.DialUseTLS(a.TLS),
	}
	if a.TLS {
		options = append(options, redis.DialTLSConfig(&tls.Config{MinVersion: tls.VersionTLS12}), redis.DialTLSHandshakeTimeout(connectTimeout))
	}
	s.pool = &redis.Pool{
		MaxIdle: connections, MaxActive: connections, Wait: true,
		DialContext: func(ctx context.Context) (redis.Conn, error) {
			return redis.DialContext(ctx, a.Network, a.Host, options...)
		},
	}
	if err := s.ping(ctx); err != nil {
		_ = s.pool.Close() // nothing is open
		if slow := net.Error(nil); a.TLS && errors.As(err, &slow) && slow.Timeout() {
			err = fmt.Errorf("%w: expected a server that speaks TLS, or redis:// for one that does not", err)
		}
		return nil, err
	}
	return s, nil
}

// ping sends one request, and says what to do where that fails.
func (s *Store) ping(ctx context.Context) error {
	_, err := s.do(ctx, "PING")
	var refused redis.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused):
		if text := string(refused); strings.HasPrefix(text, "NOAUTH") || strings.HasPrefix(text, "WRONGPASS") || strings.HasPrefix(text, "ERR AUTH") || strings.HasPrefix(text, "ERR invalid password") {
			return &AccessError{text}
		}
		return err
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("it closed the connection without an answer: expected a Redis server, and rediss:// where it speaks TLS")
	case strings.Contains(err.Error(), "unexpected response") || strings.Contains(err.Error(), "bad response"):
		return errors.New("what answers there is no Redis server")
	}
	return err
}

// An AccessError is the error of a server that wants another password, or one at all.
type AccessError struct{ Text string }

// Error is the server's own text.
func (e *AccessError) Error() string { return e.Text }

// do sends one command on a connection of the pool.
func (s *Store) do(ctx context.Context, command string, args ...any) (any, error) {
	conn, err := s.pool.GetContext(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = conn.Close() }()
	return conn.Do(command, args...)
}

// Get returns what is kept for a key.
func (s *Store) Get(ctx context.Context, key string) (e quotes.Entry, found bool, err error) {
	text, err := redis.Bytes(s.do(ctx, "GET", s.prefix+key))
	switch {
	case errors.Is(err, redis.ErrNil):
		return e, false, nil
	case err != nil:
		return e, false, err
	}
	if err := json.Unmarshal(text, &e); err != nil {
		return e, false, fmt.Errorf("what it has for a key is no quote: %w", err)
	}
	return e, true, nil
}

// Set keeps an entry for ttl, on the server's own clock.
func (s *Store) Set(ctx context.Context, key string, e quotes.Entry, ttl time.Duration) error {
	text, err := json.Marshal(e)
	if err != nil {
		return err
	}
	if _, err = s.do(ctx, "SET", s.prefix+key, text, "PX", max(1, ttl.Milliseconds())); err != nil {
		return explained(err)
	}
	s.mutex.Lock()
	s.written[key] = true
	s.mutex.Unlock()
	return nil
}

// explained says what to do about a server that keeps nothing more.
func explained(err error) error {
	if refused := redis.Error(""); errors.As(err, &refused) && strings.HasPrefix(string(refused), "OOM") {
		return fmt.Errorf("%w: its memory is full (maxmemory) and it throws nothing away: give it more, or another policy", err)
	}
	return err
}

// About asks the server what it is.
func (s *Store) About(ctx context.Context) (about About, err error) {
	text, err := redis.String(s.do(ctx, "INFO"))
	if err != nil {
		return about, err
	}
	number := func(text string) int64 {
		n, _ := strconv.ParseInt(text, 10, 64) // 0 where it says none
		return n
	}
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		switch name {
		case "redis_version":
			about.Version = value
		case "process_id":
			about.PID = int(number(value))
		case "maxmemory":
			about.MaxMemory = number(value)
		case "maxmemory_policy":
			about.Policy = value
		case "evicted_keys":
			about.Evicted = number(value)
		}
	}
	return about, nil
}

// deleted is how many keys one command deletes.
const deleted = 1000

// Close deletes what was written, and closes the connections. A server that is gone has
// nothing to delete.
func (s *Store) Close(ctx context.Context) error {
	s.mutex.Lock()
	var keys []any
	for key := range s.written {
		keys = append(keys, s.prefix+key)
	}
	s.mutex.Unlock()
	var problem error
	for len(keys) > 0 && problem == nil {
		n := min(deleted, len(keys))
		_, problem = s.do(ctx, "DEL", keys[:n]...)
		keys = keys[n:]
	}
	return errors.Join(problem, s.pool.Close())
}
