// Package sheets reads the files that people keep their orders in: text parted
// by tabs, comma-separated values, and workbooks of Excel.
//
// Its opinion: a file is read as often as it is needed and kept nowhere, so
// that its size is nobody's problem; and what was read the second time is what
// was checked the first time, or it is an error.
package sheets
