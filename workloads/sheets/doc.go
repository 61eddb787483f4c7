// Package sheets reads the files that people keep their orders in: text parted
// by tabs, comma-separated values, and workbooks of Excel, with their columns
// in any order that a header or --columns names.
//
// A file is read again each time it is needed and is not held in memory, so it
// may be large. If a file has changed between the first reading, which checks
// it, and a later one, reading fails. No file is trusted: its declared size is
// checked before the work, and its actual size is bounded during the work.
//
// Note: excelize shows numbers by their formats here, and reads no workbooks.
// It ends a sheet without an error where the XML breaks off, takes a missing
// shared text for an empty one, does not distinguish a formula without a value
// from an empty text, and can't be interrupted.
package sheets
