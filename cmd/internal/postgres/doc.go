// Package postgres reads the flags that say which PostgreSQL server is measured and
// what its runs compare, and starts a server of this program's own where none is
// named. Of a server that is named nothing but a schema of the run's own is touched,
// and its password is shown nowhere.
package postgres
