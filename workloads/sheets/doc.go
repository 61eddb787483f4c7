// Package sheets reads the files that people keep their orders in: text parted
// by tabs, comma-separated values, and workbooks of Excel, with their columns
// in any order that a header or --columns names.
//
// Its opinion: a file is read as often as it is needed and kept nowhere, so
// that its size is nobody's problem; and what was read the second time is what
// was checked the first time, or it is an error. No file is trusted: what it
// says of its size is checked before the work, and bounded during it.
//
// Note: excelize shows numbers by their formats here, and reads no workbooks.
// It ends a sheet without a word where its XML breaks off, takes a shared text
// that does not exist for an empty one, does not tell a formula without a value
// from an empty text, and can't be ended before its time.
package sheets
