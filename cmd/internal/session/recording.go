package session

import (
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/recording"
)

// recorded writes the events to the recording, too. Later runs of a session get
// their own files, so that no recording is lost. On stdout only the first run
// is recorded. A run stops when the reader of its recording on stdout has gone.
func (s *Session) recorded(observe engine.Observer, stop func()) (both engine.Observer, closeIt func() error, err error) {
	if s.Record == nil {
		return observe, func() error { return nil }, nil
	}
	writer := s.Record
	switch {
	case s.runs > 1 && writer.Path() == "":
		s.Env.Tell("this run is not recorded: standard output has the recording of the first")
		return observe, func() error { return nil }, nil
	case s.runs > 1:
		folder, name := filepath.Split(writer.Path())
		base, ending, _ := strings.Cut(name, ".")
		if writer, err = recording.Create(export.FreeName(folder, base, ending), process.Version()); err != nil {
			return nil, nil, err
		}
	}
	return func(event engine.Event) {
		writer.Observe(event)
		observe(event)
		if process.ClosedOutput(writer.Err()) {
			stop()
		}
	}, writer.Close, nil
}

// OpenRecording opens the file of --record, so that a path that can't be
// written is reported before the run. It returns nil without --record.
func OpenRecording(set *pflag.FlagSet, path string, stdout io.Writer) (*recording.Writer, error) {
	switch {
	case !set.Changed("record"):
		return nil, nil
	case path == "":
		return nil, cli.WrongValue(set, "record")
	case export.IsStream(path):
		return recording.Stream(stdout, process.Version())
	}
	return recording.Create(path, process.Version())
}
