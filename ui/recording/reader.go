package recording

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"ep-benchmark/engine"
	"ep-benchmark/engine/text"
)

// limits bound what a file can make Read hold.
type limits struct {
	line   int   // bytes of one
	text   int64 // bytes of all, uncompressed
	events int
}

// largest lets days of a run through.
var largest = limits{line: 64 << 20, text: 4 << 30, events: 10_000_000}

// Open reads the log at a path.
func Open(path string) (Log, error) {
	file, err := os.Open(path)
	if err != nil {
		return Log{}, err
	}
	defer func() { _ = file.Close() }() // it was read only
	log, err := Read(file)
	if err != nil {
		return Log{}, fmt.Errorf("%s: %w", path, err)
	}
	return log, nil
}

// Read reads a log, compressed or not. One that breaks off is read up to where
// it does, and says so; one that is damaged before its end is refused.
func Read(r io.Reader) (Log, error) { return read(r, largest) }

func read(r io.Reader, within limits) (Log, error) {
	lines, err := linesOf(r, within)
	if err != nil {
		return Log{}, err
	}
	head, err := readHeader(lines)
	if err != nil {
		return Log{}, err
	}
	log := Log{Version: head.Version}
	var order sequence
	var whole soundness
	for {
		event, err := readEvent(lines, &order, &whole)
		if err == errBreaksOff {
			log.CutShort = fmt.Sprintf("line %d, the last, breaks off", lines.number)
		}
		if err == errBreaksOff || err == io.EOF {
			return concluded(log, order)
		}
		if err != nil {
			return Log{}, fmt.Errorf("line %d: %w", lines.number, err)
		}
		if len(log.Events) == within.events {
			return Log{}, fmt.Errorf("the log has more than %d events", within.events)
		}
		log.Events = append(log.Events, event)
	}
}

// concluded says whether the log ends where its run did.
func concluded(log Log, order sequence) (Log, error) {
	switch {
	case !order.begun:
		return Log{}, errors.New("the log holds no event: its run never began")
	case !order.over && log.CutShort == "":
		log.CutShort = "it ends without RunFinished"
	}
	return log, nil
}

// readHeader looks at the version first: the lines of another one can't be
// judged by this one's types.
func readHeader(lines *lines) (header, error) {
	text, err := lines.next()
	if err == io.EOF {
		return header{}, errors.New("the file is empty: expected an event log")
	}
	if err != nil {
		return header{}, fmt.Errorf("no event log: %w", err)
	}
	var head header
	if err := json.Unmarshal(text, &head); err != nil || head.Format != format {
		return header{}, fmt.Errorf("no event log: expected a first line with the format %q, as a recording begins", format)
	}
	switch {
	case head.Schema > Schema:
		return header{}, fmt.Errorf("the log has schema %d, of a newer ep-benchmark than this one, which reads up to %d", head.Schema, Schema)
	case head.Schema < 1:
		return header{}, fmt.Errorf("the log has schema %d: expected 1 to %d", head.Schema, Schema)
	}
	return head, nil
}

// errBreaksOff says that the last line is not whole, as when the program that
// wrote it was killed.
var errBreaksOff = errors.New("the line breaks off")

func readEvent(lines *lines, order *sequence, whole *soundness) (engine.Event, error) {
	line, err := lines.next()
	if err != nil {
		return nil, err
	}
	if !lines.ended && !json.Valid(line) {
		return nil, errBreaksOff
	}
	event, err := decode(line)
	if wrong := (*json.UnmarshalTypeError)(nil); errors.As(err, &wrong) {
		err = text.JSONError(err, line)
	}
	if err != nil {
		return nil, fmt.Errorf("damaged: %w", err)
	}
	if err := whole.check(event); err != nil {
		return nil, fmt.Errorf("damaged: %w", err)
	}
	return event, order.admit(event, event.When())
}
