package recording

import (
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"ep-benchmark/engine"
)

// every holds one event of each type.
var every = []engine.Event{
	engine.RunStarted{},
	engine.ScheduleStarted{},
	engine.LegStarted{},
	engine.LegFinished{},
	engine.WorkloadFinished{},
	engine.Progressed{},
	engine.HostSampled{},
	engine.Warned{},
	engine.RunFinished{},
}

// TestNoEventIsForgotten compares the lines with the engine's source: a new
// type of event needs a line.
func TestNoEventIsForgotten(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../../engine/event.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var declared []string
	ast.Inspect(file, func(node ast.Node) bool {
		if spec, ok := node.(*ast.TypeSpec); ok && embedsAt(spec) {
			declared = append(declared, spec.Name.Name)
		}
		return true
	})
	var written []string
	for _, event := range every {
		name := nameOf(event)
		written = append(written, name)
		if want := reflect.TypeOf(event).Name(); name != want {
			t.Errorf("%s is written as %q", want, name)
		}
	}
	slices.Sort(declared)
	slices.Sort(written)
	if !slices.Equal(declared, written) {
		t.Errorf("the engine's events are %v, those written %v", declared, written)
	}
}

func embedsAt(spec *ast.TypeSpec) bool {
	structure, ok := spec.Type.(*ast.StructType)
	if !ok {
		return false
	}
	return slices.ContainsFunc(structure.Fields.List, func(field *ast.Field) bool {
		name, ok := field.Type.(*ast.Ident)
		return ok && len(field.Names) == 0 && name.Name == "At"
	})
}

// TestEveryEventReturns holds that each type is read as what was written.
func TestEveryEventReturns(t *testing.T) {
	for _, event := range every {
		text, err := encode(nameOf(event), event, 0)
		if err != nil {
			t.Fatal(err)
		}
		got, err := decode(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if !reflect.DeepEqual(got, event) {
			t.Errorf("%s is read as %#v", text, got)
		}
	}
}

// TestNamesOfFields holds that each field has a name of one form, and that
// durations say their unit.
func TestNamesOfFields(t *testing.T) {
	seen := map[reflect.Type]bool{}
	for _, event := range every {
		checkNames(t, reflect.TypeOf(event), seen)
	}
}

var snakeCase = regexp.MustCompile(`^[a-z0-9]+(_[a-z0-9]+)*$`)

func checkNames(t *testing.T, kind reflect.Type, seen map[reflect.Type]bool) {
	if kind.Kind() == reflect.Slice || kind.Kind() == reflect.Pointer || kind.Kind() == reflect.Map {
		kind = kind.Elem()
	}
	if kind.Kind() != reflect.Struct || kind == reflect.TypeFor[time.Time]() || seen[kind] {
		return
	}
	seen[kind] = true
	for i := range kind.NumField() {
		field := kind.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		flat := field.Anonymous && field.Type.Kind() == reflect.Struct // its fields are this one's
		if !flat && !snakeCase.MatchString(name) {
			t.Errorf("%v.%s is written as %q", kind, field.Name, name)
		}
		isDuration := field.Type == reflect.TypeFor[time.Duration]() || field.Type == reflect.TypeFor[engine.At]()
		if isDuration && !strings.HasSuffix(name, "_ns") {
			t.Errorf("%v.%s is written as %q, without its unit", kind, field.Name, name)
		}
		checkNames(t, field.Type, seen)
	}
}

// TestSchemaGoesWithTheReports holds that a log is not read by a program that
// can't judge the report in it.
func TestSchemaGoesWithTheReports(t *testing.T) {
	if Schema != 1 || engine.ReportSchema != 1 {
		t.Errorf("the log's schema is %d, the report's %d: grow the log's with it, then this test", Schema, engine.ReportSchema)
	}
}

func TestLimits(t *testing.T) {
	const text = `{"format":"ep-benchmark events","schema":1}
{"at_ns":0,"event":"RunStarted"}
{"at_ns":1,"event":"Warned","text":"one and more"}
{"at_ns":2,"event":"Warned","text":"two"}
`
	if _, err := read(strings.NewReader(text), limits{line: 60, text: int64(len(text)), events: 3}); err != nil {
		t.Errorf("at the limits: %v", err)
	}
	for want, within := range map[string]limits{
		"line 3: more than 45 bytes":       {line: 45, text: 1000, events: 10},
		"no event log: more than 20 bytes": {line: 20, text: 1000, events: 10},
		"the log has more than 100 bytes":  {line: 100, text: 100, events: 10},
		"the log has more than 2 events":   {line: 100, text: 1000, events: 2},
	} {
		if _, err := read(strings.NewReader(text), within); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got the error %v, want %q", err, want)
		}
	}
}
