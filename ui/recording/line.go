package recording

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/sound"
	"ep-benchmark/engine/text"
)

// nameOf is the name of an event in a log; "" for one that is not of the engine's.
// The fields of a line are those of the event, under the names that it gives
// them.
func nameOf(event engine.Event) string {
	switch event.(type) {
	case engine.RunStarted:
		return "RunStarted"
	case engine.ScheduleStarted:
		return "ScheduleStarted"
	case engine.LegStarted:
		return "LegStarted"
	case engine.LegFinished:
		return "LegFinished"
	case engine.WorkloadFinished:
		return "WorkloadFinished"
	case engine.Progressed:
		return "Progressed"
	case engine.HostSampled:
		return "HostSampled"
	case engine.Warned:
		return "Warned"
	case engine.RunFinished:
		return "RunFinished"
	}
	return ""
}

// encode renders an event as its line in the log, line break included. The
// moment is the log's, which need not be the event's own. A log may be printed,
// so invisible characters and the commands of CI systems are escaped.
func encode(name string, event engine.Event, at time.Duration) ([]byte, error) {
	body, err := json.Marshal(event)
	if err != nil {
		return nil, fmt.Errorf("%s at %v: %w", name, at, err)
	}
	_, fields, _ := bytes.Cut(body, []byte(",")) // at_ns is the first of several
	written := make([]byte, 0, len(fields)+64)
	written = fmt.Appendf(written, `{"at_ns":%d,"event":%q,`, int64(at), name)
	written = append(written, fields...)
	return append(text.JSON(written), '\n'), nil
}

// decode reads a line that encode has rendered.
func decode(text []byte) (engine.Event, error) {
	var mark struct {
		At   *time.Duration `json:"at_ns"`
		Name *string        `json:"event"`
	}
	if err := json.Unmarshal(text, &mark); err != nil {
		return nil, err
	}
	switch {
	case mark.At == nil || mark.Name == nil:
		return nil, errors.New("expected the fields at_ns and event")
	case *mark.At < 0:
		return nil, fmt.Errorf("at_ns is %d: expected 0 or more", *mark.At)
	}
	return decodeNamed(*mark.Name, text)
}

func decodeNamed(name string, text []byte) (engine.Event, error) {
	switch name {
	case "RunStarted":
		return fill[engine.RunStarted](text)
	case "ScheduleStarted":
		return fill[engine.ScheduleStarted](text)
	case "LegStarted":
		return fill[engine.LegStarted](text)
	case "LegFinished":
		return fill[engine.LegFinished](text)
	case "WorkloadFinished":
		return fill[engine.WorkloadFinished](text)
	case "Progressed":
		return fill[engine.Progressed](text)
	case "HostSampled":
		return fill[engine.HostSampled](text)
	case "Warned":
		return fill[engine.Warned](text)
	case "RunFinished":
		return fill[engine.RunFinished](text)
	}
	return nil, fmt.Errorf("unknown event %.40q", name)
}

// fill reads an event's fields, and rejects figures that no measurement gives.
func fill[event engine.Event](text []byte) (engine.Event, error) {
	var e event
	if err := json.Unmarshal(text, &e); err != nil {
		return nil, err
	}
	if err := sound.Figures(e, ""); err != nil {
		return nil, err
	}
	return e, nil
}
