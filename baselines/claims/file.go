package claims

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"ep-benchmark/engine/text"
	"ep-benchmark/engine/tomlfile"
)

// file is what can stand in a ledger.
type file struct {
	Claims []row `toml:"claim"`
}

// row is [[claim]].
type row struct {
	ID         string            `toml:"id"`
	Says       string            `toml:"says"`
	Source     string            `toml:"source"`
	Command    string            `toml:"command"`
	URL        string            `toml:"url"`
	Workload   string            `toml:"workload"`
	Pages      []string          `toml:"pages"`
	Variants   variants          `toml:"variants"`
	Settings   map[string]string `toml:"settings"`
	Over       string            `toml:"over"`
	Metric     Metric            `toml:"metric"`
	Expect     string            `toml:"expect"`
	Needs      []string          `toml:"needs"`
	Points     *points           `toml:"points"`
	After      []string          `toml:"after"`
	Rounds     *rounds           `toml:"rounds"`
	Conditions conditions        `toml:"conditions"`
}

// ownFile is this program's own ledger, which names experiments.
type ownFile struct {
	Claims []ownRow `toml:"claim"`
}

type ownRow struct {
	row
	Experiment string `toml:"experiment"`
	Unmeasured string `toml:"unmeasured"`
}

// read reads the rows of a file.
func read(name string, content []byte, ours bool) (rows []ownRow, positions tomlfile.Positions, err error) {
	if ours {
		var f ownFile
		positions, err = tomlfile.Decode(name, content, &f)
		return f.Claims, positions, err
	}
	var f file
	positions, err = tomlfile.Decode(name, content, &f)
	for i := range f.Claims {
		rows = append(rows, ownRow{row: f.Claims[i]})
	}
	return rows, positions, err
}

type variants struct {
	Reference string `toml:"reference"`
	Candidate string `toml:"candidate"`
}

// conditions are those that a claim states itself.
type conditions struct {
	Operations count   `toml:"operations"`
	Equal      bool    `toml:"equal"`
	Workers    count   `toml:"workers"`
	From       count   `toml:"from"`
	Semaphore  count   `toml:"semaphore"`
	Chunks     count   `toml:"chunks"`
	Users      count   `toml:"users"`
	CPUs       count   `toml:"cpus"`
	Each       each    `toml:"each"`
	Busy       portion `toml:"busy"`
	Serial     portion `toml:"serial"`
	Limit      rate    `toml:"limit"`
}

// Parse reads a ledger. The error has all problems of the file, with their places.
func Parse(name string, content []byte) (Ledger, error) { return parse(name, content, false) }

// parse reads a ledger. Only one of this program's own names experiments.
func parse(name string, content []byte, ours bool) (Ledger, error) {
	rows, positions, err := read(name, content, ours)
	l := Ledger{Name: strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))}
	var problems []tomlfile.Problem
	if err == nil {
		for i := range rows {
			c := checker{row: &rows[i], at: func(key string) text.Place { return positions.At("claim", i, key) }}
			l.Claims = append(l.Claims, c.claim())
			problems = append(problems, c.problems...)
		}
		problems = append(problems, problemsBetween(l.Claims, positions)...)
		if len(rows) == 0 {
			problems = append(problems, tomlfile.Problem{Text: "there is no claim: expected tables that begin with [[claim]]"})
		}
	}
	if err := positions.Join(err, problems...); err != nil {
		return Ledger{}, err
	}
	if !ours {
		sum := sha256.Sum256(content)
		l.Digest = hex.EncodeToString(sum[:])
	}
	return l, nil
}

// checker makes a claim of a row, and collects what is wrong with it.
type checker struct {
	row      *ownRow
	at       func(key string) text.Place
	problems []tomlfile.Problem
}

func (c *checker) refuse(key, format string, args ...any) {
	c.problems = append(c.problems, tomlfile.Problemf(c.at(key), format, args...))
}

func (c *checker) claim() Claim {
	r := c.row
	c.checkTexts()
	claim := Claim{ID: r.ID, Says: r.Says, Source: r.Source, Metric: r.Metric, Needs: r.Needs, Points: 1, After: r.After, Test: r.test(), Stated: r.Conditions.stated()}
	if r.Points != nil {
		claim.Points = int(*r.Points)
	}
	switch {
	case r.Metric == "":
		c.refuse("", `metric is missing: expected a line such as metric = "speedup", one of %s`, strings.Join(Metric("").Words(), ", "))
	case strings.TrimSpace(r.Expect) == "":
		c.refuse("expect", "expect is missing: expected %s", r.Metric.expected())
	default:
		var err error
		if claim.Expect, err = ParseRange(r.Expect, r.Metric); err != nil {
			c.refuse("expect", "expect: %v", err)
		}
	}
	c.checkNeeds()
	c.checkTest(&claim)
	claim.Test.Digest = digestOf(&claim)
	return claim
}

// wellNamed is what an id looks like: it can't be taken for a flag or a file.
var wellNamed = regexp.MustCompile(`^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$`)

const longestID = 40

func (c *checker) checkTexts() {
	r := c.row
	switch {
	case r.ID == "":
		c.refuse("", `id is missing: expected a line such as id = "test-suite"`)
	case len(r.ID) > longestID || !wellNamed.MatchString(r.ID):
		c.refuse("id", "id %s: expected letters, digits and single hyphens between them, %d characters at the most", text.Quoted(r.ID, longestID), longestID)
	}
	if strings.TrimSpace(r.Says) == "" {
		c.refuse("says", "says is missing: expected the sentence that is put to the test")
	}
	for _, one := range []struct{ key, value string }{{"says", r.Says}, {"source", r.Source}, {"command", r.Command}, {"url", r.URL}} {
		if text.Line(one.value) != one.value {
			c.refuse(one.key, "%s has characters that can't be seen: expected a text on one line", one.key)
		}
	}
}

// test is what the row says of measuring.
func (r *ownRow) test() Test {
	t := Test{
		Command: r.Command, URL: r.URL, Workload: r.Workload, Pages: r.Pages, Experiment: r.Experiment, Unmeasured: r.Unmeasured,
		Reference: r.Variants.Reference, Candidate: r.Variants.Candidate, Settings: r.Settings, Over: r.Over,
	}
	if r.Rounds != nil {
		t.Rounds = int(*r.Rounds)
	}
	return t
}

// digestOf is the digest of how a claim is measured and what it expects.
func digestOf(c *Claim) string {
	encoded, _ := json.Marshal(struct {
		Metric Metric
		Expect Range
		Test   Test
		Stated Stated
	}{c.Metric, c.Expect, c.Test, c.Stated}) // these types have no value that JSON lacks
	sum := sha256.Sum256(encoded)
	return hex.EncodeToString(sum[:])
}

// problemsBetween are those of several claims together.
func problemsBetween(all []Claim, positions tomlfile.Positions) []tomlfile.Problem {
	var problems []tomlfile.Problem
	var ids []string
	for i := range all {
		if id := all[i].ID; id != "" && slices.Contains(ids, id) {
			problems = append(problems, tomlfile.Problemf(positions.At("claim", i, "id"), "the id %q is another claim's, too: expected one of its own", id))
		}
		ids = append(ids, all[i].ID)
	}
	for i := range all {
		for j, id := range all[i].After {
			if !slices.Contains(ids, id) {
				problems = append(problems, tomlfile.Problemf(positions.At("claim", i, "after", j), "after: there is no claim %s: %s", text.Quoted(id, longestID), text.Expected(id, ids)))
			}
		}
	}
	if loop := cycle(all); loop != nil {
		at := slices.IndexFunc(all, func(c Claim) bool { return c.ID == loop[0] })
		problems = append(problems, tomlfile.Problemf(positions.At("claim", at, "after"), "after goes round in a circle: %s", strings.Join(loop, " after ")))
	}
	return problems
}

// cycle finds claims that wait for each other: their ids, of which the last is the
// first again; nil where there are none.
func cycle(all []Claim) []string {
	after := map[string][]string{}
	for i := range all {
		after[all[i].ID] = all[i].After
	}
	done := map[string]bool{}
	var path []string
	var visit func(id string) []string
	visit = func(id string) []string {
		if at := slices.Index(path, id); at >= 0 {
			return append(slices.Clone(path[at:]), id)
		}
		if done[id] {
			return nil
		}
		path = append(path, id)
		for _, before := range after[id] {
			if loop := visit(before); loop != nil {
				return loop
			}
		}
		path = path[:len(path)-1]
		done[id] = true
		return nil
	}
	for i := range all {
		if loop := visit(all[i].ID); loop != nil {
			return loop
		}
	}
	return nil
}

// Ordered are the claims in their order, each behind those that it comes after. No
// claims may wait for each other, which Parse makes sure of.
func Ordered(all []Claim) []Claim {
	var ordered []Claim
	placed := map[string]bool{}
	waits := func(c Claim) bool {
		return placed[c.ID] || slices.ContainsFunc(c.After, func(id string) bool { return !placed[id] && known(all, id) })
	}
	for len(ordered) < len(all) {
		next := slices.IndexFunc(all, func(c Claim) bool { return !waits(c) })
		if next < 0 {
			panic(fmt.Sprintf("claims that wait for each other: %v", cycle(all)))
		}
		ordered, placed[all[next].ID] = append(ordered, all[next]), true
	}
	return ordered
}

func known(all []Claim, id string) bool {
	return slices.ContainsFunc(all, func(c Claim) bool { return c.ID == id })
}
