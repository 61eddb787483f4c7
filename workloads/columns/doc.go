// Package columns reads and writes shipments in Parquet files, and is the only one that knows the format. It reads pages
// into slices of the columns' own types, a page of each column at a time: neither a row nor a row group is ever built in
// memory, so the size of a file decides how long it takes and not how much memory that needs.
package columns
