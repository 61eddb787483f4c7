// Package recording keeps a run's events as a file, and plays them again.
//
// Its opinion: a recording is the events and nothing else. What was on a screen
// is a fold of them. So a log can be shown in any size, in any colours and by a
// later version of the program, and no pictures need to be recorded.
//
// A log is JSON Lines: a header, then one line for each event, in the order
// of time. Any tool that reads lines can look at it, and one that broke off
// is read up to where it did.
package recording

import (
	"errors"
	"fmt"
	"time"

	"ep-benchmark/engine"
)

// Schema is the version of the log's form. It grows by one when a field
// changes its meaning or goes, when there is a new event, and with
// engine.ReportSchema, since a log holds a report; a new field alone does not
// change it.
const Schema = 1

// format is how a log's first line says what the file is.
const format = "ep-benchmark events"

// header is a log's first line.
type header struct {
	Format  string `json:"format"`
	Schema  int    `json:"schema"`
	Version string `json:"version"`
}

// A Log is a run's events, in the order of time. It begins with RunStarted.
type Log struct {
	Version string // of the program that recorded it
	Events  []engine.Event
	// CutShort says in words why the log ends before its run did; empty when
	// it ends with RunFinished.
	CutShort string
}

// sequence holds what a log promises of its events: they are those of one run,
// and time never goes back.
type sequence struct {
	begun, over bool
	last        time.Duration
}

// admit takes the next event, at the moment that the log gives it.
func (s *sequence) admit(event engine.Event, at time.Duration) error {
	_, starts := event.(engine.RunStarted)
	_, finishes := event.(engine.RunFinished)
	switch {
	case !s.begun && !starts:
		return errors.New("a log begins with RunStarted")
	case s.begun && starts:
		return errors.New("a second run begins: a log holds one")
	case s.over:
		return errors.New("an event after RunFinished")
	case at < s.last:
		return fmt.Errorf("time goes back from %v to %v", s.last, at)
	}
	s.begun, s.over, s.last = true, finishes, at
	return nil
}
