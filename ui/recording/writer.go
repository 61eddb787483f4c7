package recording

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"sync"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/outfile"
	"ep-benchmark/engine/text"
)

// flushEvery is how much of a run is lost at most when the program is killed.
const flushEvery = time.Second

// A Writer records one run.
//
// Note: an export is written whole or not at all; a log grows in place at its
// own path. It is most wanted of a run that ended badly, and a file that takes
// its name only at the end would be lost with the program.
type Writer struct {
	mutex sync.Mutex
	path  string
	file  *os.File     // nil for a stream
	zip   *gzip.Writer // nil where the log is not compressed
	out   *bufio.Writer

	order   sequence
	flushed time.Duration
	closed  bool
	err     error // the first: what comes after it is not recorded
}

// Create opens a log, so that a path that can't be written is known before the
// run. What was there is gone. The log is compressed where the path ends in
// .gz; version is this program's.
func Create(path, version string) (*Writer, error) {
	file, err := outfile.Create(path)
	if err != nil {
		return nil, fmt.Errorf("record to %s: %w", path, withoutPath(err))
	}
	w := &Writer{path: path, file: file, out: bufio.NewWriter(file)}
	if strings.HasSuffix(path, ".gz") {
		w.zip = gzip.NewWriter(file)
		w.out = bufio.NewWriter(w.zip)
	}
	if err := w.begin(version); err != nil {
		_ = file.Close() // the error that counts is the first
		outfile.Discard(path)
		return nil, w.named(err)
	}
	return w, nil
}

// Stream records to a stream, which stays open.
func Stream(stream io.Writer, version string) (*Writer, error) {
	w := &Writer{out: bufio.NewWriter(stream)}
	return w, w.begin(version)
}

// withoutPath is for messages that name the file already.
func withoutPath(err error) error {
	if problem, ok := errors.AsType[*fs.PathError](err); ok {
		return problem.Err
	}
	return err
}

// named explains an error, and names the file.
func (w *Writer) named(err error) error {
	if w.file == nil {
		return fmt.Errorf("record: %w", err)
	}
	return fmt.Errorf("record to %s: %w", w.path, outfile.Explain(withoutPath(err)))
}

func (w *Writer) begin(version string) error {
	line, err := json.Marshal(header{Format: format, Schema: Schema, Version: version})
	if err != nil {
		return err
	}
	if _, err := w.out.Write(append(text.JSON(line), '\n')); err != nil {
		return err
	}
	return w.flush()
}

// Path is the file's; "" for a stream.
func (w *Writer) Path() string { return w.path }

// Observe records an event; it is an engine.Observer. A run does not stop for
// its recording: the first error ends the log, and Close returns it.
func (w *Writer) Observe(event engine.Event) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if w.err == nil && !w.closed {
		w.err = w.record(event)
	}
}

// record writes an event's line. Lanes read the clock before they queue for
// the observer, so that events may come a little out of order; the log gives
// such a one the moment of the event before it.
func (w *Writer) record(event engine.Event) error {
	name := nameOf(event)
	if name == "" {
		return fmt.Errorf("%T is not an event of the engine's", event)
	}
	at := max(event.When(), w.order.last)
	if err := w.order.admit(event, at); err != nil {
		return fmt.Errorf("%s at %v: %w", name, at, err)
	}
	written, err := encode(name, event, at)
	if err != nil {
		return err
	}
	if _, err := w.out.Write(written); err != nil {
		return err
	}
	if name == "RunStarted" || w.order.over || at-w.flushed >= flushEvery {
		w.flushed = at
		return w.flush()
	}
	return nil
}

// flush hands the system all that was recorded, in a form that can be read.
func (w *Writer) flush() error {
	if err := w.out.Flush(); err != nil {
		return err
	}
	if w.zip == nil {
		return nil
	}
	return w.zip.Flush()
}

// Close ends the log. It returns the first error there was since Create, at
// every call.
func (w *Writer) Close() error {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if !w.closed {
		w.closed = true
		w.finish()
	}
	if w.err != nil {
		return w.named(w.err)
	}
	return nil
}

// Err is the first error there was; nothing is recorded after it.
func (w *Writer) Err() error {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.err
}

func (w *Writer) finish() {
	w.keep(w.flush())
	if w.zip != nil {
		w.keep(w.zip.Close())
	}
	if w.file != nil {
		w.keep(w.file.Close())
	}
}

func (w *Writer) keep(err error) {
	if w.err == nil {
		w.err = err
	}
}
