package baselines

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/sound"
	"ep-benchmark/engine/text"
)

// documentSchema is the version of an exported document. It grows by one when
// a field changes its meaning or goes.
const documentSchema = 1

// documentKind distinguishes the document from other exports.
const documentKind = "baselines"

// document is the form in which baselines are exported, to be kept in git for
// instance. It has everything that they need, in a fixed order. It leaves out
// what belongs to one store, such as the numbers of runs and the fingerprints;
// an import derives those again.
type document struct {
	Kind      string             `json:"kind"`
	Schema    int                `json:"schema"`
	Baselines []exportedBaseline `json:"baselines"` // by name
	Runs      []exportedRun      `json:"runs"`      // oldest first
}

type exportedBaseline struct {
	Name    string    `json:"name"`
	SavedAt time.Time `json:"saved_at"`
	Pinned  bool      `json:"pinned"`
	Runs    []string  `json:"runs"` // ids, oldest first
}

type exportedRun struct {
	ID     string          `json:"id"`     // names the same run in every store: see idOf
	Report json.RawMessage `json:"report"` // as it was kept when it was saved

	text   []byte        // the report in the form that it is kept in
	report engine.Report // what it says
}

// largestDocument is how much of a document is read, in bytes.
const largestDocument = 256 << 20

// readDocument reads and checks a document, so that what it returns can be
// kept and shown.
func readDocument(r io.Reader) (document, error) {
	file, err := io.ReadAll(io.LimitReader(r, largestDocument+1))
	switch {
	case err != nil:
		return document{}, err
	case len(file) > largestDocument:
		return document{}, fmt.Errorf("more than %d MB: expected exported baselines", largestDocument>>20)
	case len(bytes.TrimSpace(file)) == 0:
		return document{}, errors.New("it is empty: expected exported baselines")
	}
	if err := checkHead(file); err != nil {
		return document{}, err
	}
	var d document
	if err := json.Unmarshal(file, &d); err != nil {
		return document{}, fmt.Errorf("no exported baselines: %w", text.JSONError(err, file))
	}
	return d, d.check()
}

// checkHead looks at the version first, since this version's types don't fit a
// document of another one.
func checkHead(file []byte) error {
	var head struct {
		Kind   string `json:"kind"`
		Schema int    `json:"schema"`
	}
	err := json.Unmarshal(file, &head)
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("no exported baselines: %w", text.JSONError(err, file))
	case err != nil || head.Kind != documentKind:
		return fmt.Errorf("no exported baselines: expected an object with the field kind, of the value %q, as ep-benchmark baseline export writes it", documentKind)
	case head.Schema > documentSchema:
		return fmt.Errorf("it has schema %d, of a newer ep-benchmark than this one, which reads up to %d", head.Schema, documentSchema)
	case head.Schema < 1:
		return fmt.Errorf("it has schema %d: expected 1 to %d", head.Schema, documentSchema)
	}
	return checkTop(file)
}

// documentFields are those that every document has.
var documentFields = []string{"kind", "schema", "baselines", "runs"}

// checkTop finds a field that is missing, probably because its name is
// mistyped. Without this check the document would be read as one without
// baselines. An unknown field beside the others does no harm: a later version
// may have more.
func checkTop(file []byte) error {
	var found map[string]json.RawMessage
	if err := json.Unmarshal(file, &found); err != nil {
		return fmt.Errorf("no exported baselines: %w", text.JSONError(err, file))
	}
	for _, field := range documentFields {
		if _, ok := found[field]; ok {
			continue
		}
		for _, other := range slices.Sorted(maps.Keys(found)) {
			if meant, near := text.Nearest(other, documentFields); near && meant == field {
				return fmt.Errorf("no exported baselines: unknown field %s: %s", text.Quoted(other, longestQuote), text.Expected(other, documentFields))
			}
		}
		return fmt.Errorf("no exported baselines: the field %q is missing: expected %s", field, strings.Join(documentFields, ", "))
	}
	return nil
}

// longestQuote is how many bytes of a name in a document an error shows.
const longestQuote = 80

var wellFormedID = regexp.MustCompile(`^[0-9a-f]{64}$`)

func (d *document) check() error {
	known := map[string]bool{}
	for i := range d.Runs {
		r := &d.Runs[i]
		switch {
		case !wellFormedID.MatchString(r.ID):
			return fmt.Errorf("runs[%d].id is %.80q: expected 64 digits from 0 to f", i, r.ID)
		case known[r.ID]:
			return fmt.Errorf("runs[%d].id is another run's as well: %s", i, r.ID)
		}
		known[r.ID] = true
		if err := r.read(fmt.Sprintf("runs[%d]", i)); err != nil {
			return err
		}
	}
	return d.checkBaselines(known)
}

// read reads and checks a run's report. It computes the id instead of trusting
// it, since a changed report is not the run that others know by that id.
func (r *exportedRun) read(place string) (err error) {
	if len(r.Report) == 0 {
		return fmt.Errorf("%s has no report", place)
	}
	if err := json.Unmarshal(r.Report, &r.report); err != nil {
		return fmt.Errorf("%s.report: %w", place, text.JSONError(err, r.Report))
	}
	if err := sound.Report(&r.report, place+".report"); err != nil {
		return err
	}
	if r.text, err = asKept(r.Report); err != nil {
		return fmt.Errorf("%s.report: %w", place, err)
	}
	if idOf(r.text) != r.ID { // the document may have been printed
		if plain, err := asKept(text.PlainJSON(r.Report)); err == nil && idOf(plain) == r.ID {
			r.text = plain
		}
	}
	if id := idOf(r.text); id != r.ID {
		return fmt.Errorf("%s, the run of %s, is not the one that its id names: its report was changed after it was exported (the id is %s, and that of the report %s): export it again",
			place, r.report.StartedAt.UTC().Format(time.DateTime), r.ID, id)
	}
	return nil
}

func (d *document) checkBaselines(known map[string]bool) error {
	seen := map[string]bool{}
	for i, b := range d.Baselines {
		if err := CheckName(b.Name); err != nil {
			return fmt.Errorf("baselines[%d]: %w", i, err)
		}
		switch {
		case seen[b.Name]:
			return fmt.Errorf("baselines[%d]: a second one of the name %q", i, b.Name)
		case len(b.Runs) == 0 || len(b.Runs) > KeptRuns:
			return fmt.Errorf("baseline %q has %d runs: expected 1 to %d", b.Name, len(b.Runs), KeptRuns)
		case !sound.InYears(b.SavedAt):
			return fmt.Errorf("baseline %q: saved_at is out of range", b.Name)
		}
		seen[b.Name] = true
		if err := b.checkRuns(known); err != nil {
			return err
		}
	}
	return nil
}

// checkRuns finds a run that isn't in the document, or is named twice.
func (b *exportedBaseline) checkRuns(known map[string]bool) error {
	named := map[string]bool{}
	for _, id := range b.Runs {
		switch {
		case !known[id]:
			return fmt.Errorf("baseline %q has the run %.80q, which is not in the document", b.Name, id)
		case named[id]:
			return fmt.Errorf("baseline %q has the run %s twice", b.Name, id)
		}
		named[id] = true
	}
	return nil
}
