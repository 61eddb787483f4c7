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

// The lines are the events with names for their fields. A line is converted to
// its event and back, which the compiler allows only while both have the same
// fields: nothing that is added to an event can be forgotten here.
//
// Note: tags in engine would be shorter, but a line has its type's name and its
// moment beside its fields, and engine should not depend on the form of files.
type (
	runStarted struct {
		engine.At `json:"at_ns"`
		StartedAt time.Time     `json:"started_at"`
		Plan      engine.Plan   `json:"plan"`
		Host      engine.Host   `json:"host"`
		Specs     []engine.Spec `json:"specs"`
		Workers   []int         `json:"workers"`
	}
	scheduleStarted struct {
		engine.At `json:"at_ns"`
		Schedule  engine.Schedule `json:"schedule"`
	}
	legStarted struct {
		engine.At `json:"at_ns"`
		Workload  string         `json:"workload"`
		Kind      engine.LegKind `json:"kind"`
		Purpose   engine.Purpose `json:"purpose"`
		Round     int            `json:"round"`
		Workers   int            `json:"workers"`
		Passes    int            `json:"passes"`
	}
	legFinished struct {
		engine.At `json:"at_ns"`
		Purpose   engine.Purpose `json:"purpose"`
		Sample    engine.Sample  `json:"sample"`
	}
	workloadFinished struct {
		engine.At `json:"at_ns"`
		Result    engine.Result `json:"result"`
	}
	progressed struct {
		engine.At `json:"at_ns"`
		Lanes     []laneProgress `json:"lanes"`
	}
	laneProgress struct {
		Workload   string         `json:"workload"`
		Kind       engine.LegKind `json:"kind"`
		Purpose    engine.Purpose `json:"purpose"`
		Round      int            `json:"round"`
		Operations int64          `json:"operations"`
		Planned    int64          `json:"planned"`
		Items      int64          `json:"items"`
		Failed     int64          `json:"failed"`
	}
	hostSampled struct {
		engine.At `json:"at_ns"`
		Sample    engine.HostSample `json:"sample"`
	}
	warned struct {
		engine.At `json:"at_ns"`
		Text      string `json:"text"`
	}
	runFinished struct {
		engine.At `json:"at_ns"`
		Report    engine.Report `json:"report"`
	}
)

// lineOf returns the name and the line of an event; no name where it is none
// of the engine's.
func lineOf(event engine.Event) (name string, line any) {
	switch e := event.(type) {
	case engine.RunStarted:
		return "RunStarted", runStarted(e)
	case engine.ScheduleStarted:
		return "ScheduleStarted", scheduleStarted(e)
	case engine.LegStarted:
		return "LegStarted", legStarted(e)
	case engine.LegFinished:
		return "LegFinished", legFinished(e)
	case engine.WorkloadFinished:
		return "WorkloadFinished", workloadFinished(e)
	case engine.Progressed:
		return "Progressed", lineOfProgress(e)
	case engine.HostSampled:
		return "HostSampled", hostSampled(e)
	case engine.Warned:
		return "Warned", warned(e)
	case engine.RunFinished:
		return "RunFinished", runFinished(e)
	}
	return "", nil
}

func lineOfProgress(e engine.Progressed) progressed {
	line := progressed{At: e.At}
	if e.Lanes != nil {
		line.Lanes = make([]laneProgress, len(e.Lanes))
	}
	for i, lane := range e.Lanes {
		line.Lanes[i] = laneProgress(lane)
	}
	return line
}

func (p progressed) event() engine.Event {
	e := engine.Progressed{At: p.At}
	if p.Lanes != nil {
		e.Lanes = make([]engine.LaneProgress, len(p.Lanes))
	}
	for i, lane := range p.Lanes {
		e.Lanes[i] = engine.LaneProgress(lane)
	}
	return e
}

// encode renders a line as it stands in the log, line break included. The
// moment is the log's, which need not be the event's own. A log may be printed,
// so invisible characters and the commands of CI systems are escaped.
func encode(name string, line any, at time.Duration) ([]byte, error) {
	body, err := json.Marshal(line)
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
		return fill(text, func(l runStarted) engine.Event { return engine.RunStarted(l) })
	case "ScheduleStarted":
		return fill(text, func(l scheduleStarted) engine.Event { return engine.ScheduleStarted(l) })
	case "LegStarted":
		return fill(text, func(l legStarted) engine.Event { return engine.LegStarted(l) })
	case "LegFinished":
		return fill(text, func(l legFinished) engine.Event { return engine.LegFinished(l) })
	case "WorkloadFinished":
		return fill(text, func(l workloadFinished) engine.Event { return engine.WorkloadFinished(l) })
	case "Progressed":
		return fill(text, progressed.event)
	case "HostSampled":
		return fill(text, func(l hostSampled) engine.Event { return engine.HostSampled(l) })
	case "Warned":
		return fill(text, func(l warned) engine.Event { return engine.Warned(l) })
	case "RunFinished":
		return fill(text, func(l runFinished) engine.Event { return engine.RunFinished(l) })
	}
	return nil, fmt.Errorf("unknown event %.40q", name)
}

// fill reads a line's fields, which must be such as can be measured, and makes
// its event.
func fill[line any](text []byte, event func(line) engine.Event) (engine.Event, error) {
	var l line
	if err := json.Unmarshal(text, &l); err != nil {
		return nil, err
	}
	if err := sound.Figures(l, ""); err != nil {
		return nil, err
	}
	return event(l), nil
}
