package database

import (
	"errors"
	"strings"

	"github.com/jackc/pgx/v5"
)

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
