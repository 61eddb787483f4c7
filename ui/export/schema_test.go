package export_test

import (
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/internal/recorded"
)

const schemaPath = "../../docs/report.schema.json"

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile(schemaPath)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func encoded(t testing.TB, report engine.Report) string {
	t.Helper()
	text, err := export.Encode(report, nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func validate(t *testing.T, schema *jsonschema.Schema, text string) error {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(document)
}

func TestDocumentsAreOfTheSchema(t *testing.T) {
	racebuild.SkipSequential(t)
	schema := compiled(t)
	for _, run := range recorded.Runs() {
		if err := validate(t, schema, encoded(t, run.Report)); err != nil {
			t.Errorf("%s: %v", run.Name, err)
		}
	}
}

// TestBareReportIsOfTheSchema holds that lists of nothing are lists.
func TestBareReportIsOfTheSchema(t *testing.T) {
	bare := engine.Report{
		Schema: engine.ReportSchema, Plan: engine.Plan{Schedule: engine.Isolated},
		Results: []engine.Result{{
			Spec: engine.Spec{Name: "n", Key: "k", SizeKey: "size", Bound: engine.IOBound}, Schedule: engine.Isolated, Workers: 1,
		}},
		Findings: []engine.Finding{{Statement: "nothing"}}, Utilisation: &engine.Utilisation{},
		Host: engine.Host{Clusters: []engine.Cluster{{}}},
	}
	schema := compiled(t)
	for _, report := range []engine.Report{bare, {Schema: engine.ReportSchema, Plan: engine.Plan{Schedule: engine.Both}}} {
		if err := validate(t, schema, encoded(t, report)); err != nil {
			t.Error(err)
		}
	}
	if bare.Warnings != nil || bare.Results[0].Samples != nil || bare.Findings[0].Evidence != nil {
		t.Error("to encode a report changes it")
	}
}

// TestSchemaRefuses holds that the schema refuses documents with mistakes.
func TestSchemaRefuses(t *testing.T) {
	schema := compiled(t)
	whole := encoded(t, recorded.Quick().Report)
	for name, change := range map[string][2]string{
		"an unknown field":      {`"partial": false`, `"partial": false, "extra": 1`},
		"a missing field":       {`"partial": false,`, ``},
		"a text for a number":   {`"rounds": 1,`, `"rounds": "1",`},
		"an unknown outcome":    {`"outcome": "met"`, `"outcome": "great"`},
		"another version":       {`"schema": 1,`, `"schema": 2,`},
		"a negative time":       {`"duration_ns": `, `"duration_ns": -`},
		"a benchmark of a kind": {`"sequential": `, `"serial": `},
		"an unknown badge":      {`"badge": "poor"`, `"badge": "great"`},
	} {
		changed := strings.Replace(whole, change[0], change[1], 1)
		if changed == whole {
			t.Errorf("%s: nothing was changed", name)
		} else if validate(t, schema, changed) == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}

// node is a piece of the schema.
type node map[string]any

type schemaFile struct {
	defs map[string]node
	used map[string]bool
}

// TestSchemaIsOfTheTypes holds that the schema has every field of the Go types
// and no other, each with its type and a description, and requires those that
// are always written.
func TestSchemaIsOfTheTypes(t *testing.T) {
	text, err := os.ReadFile(schemaPath)
	if err != nil {
		t.Fatal(err)
	}
	var root struct {
		node
		Defs map[string]node `json:"$defs"`
	}
	if err := json.Unmarshal(text, &root); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &root.node); err != nil {
		t.Fatal(err)
	}
	// The kinds of benchmark have no Go type: they are made in order.
	file := schemaFile{defs: root.Defs, used: map[string]bool{"speedupBenchmark": true, "partsBenchmark": true, "sweepBenchmark": true, "variantsBenchmark": true, "breakEvenBenchmark": true, "loopsBenchmark": true}}
	file.compare(t, reflect.TypeFor[export.Document](), root.node, "document")
	for name := range file.defs {
		if !file.used[name] {
			t.Errorf("$defs.%s is of no Go type", name)
		}
	}
}

// compare holds a node against a type.
func (f *schemaFile) compare(t *testing.T, goType reflect.Type, n node, place string) {
	t.Helper()
	if ref, isRef := n["$ref"].(string); isRef {
		name := strings.TrimPrefix(ref, "#/$defs/")
		if want := definitionName(goType); name != want {
			t.Errorf("%s refers to %s, and is a %s", place, name, want)
		}
		if f.used[name] {
			return
		}
		f.used[name] = true
		n = f.defs[name]
	}
	switch {
	case goType.Kind() == reflect.Pointer:
		f.compare(t, goType.Elem(), n, place)
		return
	case goType.Kind() == reflect.Map:
		f.compare(t, goType.Elem(), child(n, "additionalProperties"), place+"{}")
	case jsonType(goType) == "array":
		f.compare(t, goType.Elem(), child(n, "items"), place+"[]")
	case jsonType(goType) == "object" && goType.Kind() == reflect.Struct:
		f.compareFields(t, goType, n, place)
	}
	if _, isConst := n["const"]; !isConst && n["type"] != jsonType(goType) {
		t.Errorf("%s is of type %v, and its Go type needs %s", place, n["type"], jsonType(goType))
	}
}

// jsonType is what a Go type is written as.
func jsonType(goType reflect.Type) string {
	switch goType.Kind() {
	case reflect.Struct:
		if goType == reflect.TypeFor[time.Time]() {
			return "string"
		}
		return "object"
	case reflect.Slice:
		if goType.PkgPath() != "" { // the benchmarks, which write themselves
			return "object"
		}
		return "array"
	case reflect.Map:
		return "object"
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "boolean"
	case reflect.Float64:
		return "number"
	}
	return "integer"
}

func (f *schemaFile) compareFields(t *testing.T, goType reflect.Type, n node, place string) {
	t.Helper()
	properties := child(n, "properties")
	var names, required []string
	for _, field := range reflect.VisibleFields(goType) {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.Anonymous {
			continue // its own fields are visible too
		}
		names = append(names, name)
		if !strings.Contains(options, "omitempty") && !strings.Contains(options, "omitzero") {
			required = append(required, name)
		}
		property := child(properties, name)
		if description, _ := property["description"].(string); !strings.HasSuffix(description, ".") {
			t.Errorf("%s.%s has no description that is a sentence: %q", place, name, description)
		}
		if len(property) > 0 {
			f.compare(t, field.Type, property, place+"."+name)
		}
	}
	slices.Sort(names)
	if diff := cmp.Diff(names, slices.Sorted(maps.Keys(properties))); diff != "" {
		t.Errorf("%s: fields of the Go type (-) and the schema (+) differ:\n%s", place, diff)
	}
	listed, _ := n["required"].([]any)
	var requiredListed []string
	for _, name := range listed {
		requiredListed = append(requiredListed, name.(string))
	}
	slices.Sort(required)
	slices.Sort(requiredListed)
	if diff := cmp.Diff(required, requiredListed); diff != "" {
		t.Errorf("%s: fields that are always written (-) and required ones (+) differ:\n%s", place, diff)
	}
	if n["additionalProperties"] != false {
		t.Errorf("%s allows additional properties", place)
	}
}

func child(n node, name string) node {
	found, _ := n[name].(map[string]any)
	return found
}

// definitionName is how the schema calls a Go type: LegFigures is legFigures.
// Those that only a comparison has say so, since a run has figures too.
func definitionName(goType reflect.Type) string {
	for goType.Kind() == reflect.Pointer {
		goType = goType.Elem()
	}
	name := []rune(goType.Name())
	if goType.PkgPath() == reflect.TypeFor[compare.Comparison]().PkgPath() && goType != reflect.TypeFor[compare.Comparison]() {
		return "compared" + string(name)
	}
	name[0] = unicode.ToLower(name[0])
	return string(name)
}
