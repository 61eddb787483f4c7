package project

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/load"
	"ep-benchmark/engine/text"
	"ep-benchmark/workloads"
)

// httpKeys are the keys of requests, named as the flags of ep-benchmark http.
type httpKeys struct {
	URL         line            `toml:"url"`
	Method      line            `toml:"method"`
	Headers     map[string]line `toml:"headers"`
	HeaderEnv   map[string]line `toml:"header_env"` // the name of a variable
	BearerEnv   line            `toml:"bearer_env"`
	Body        content         `toml:"body"`
	BodyFile    line            `toml:"body_file"`
	Status      statuses        `toml:"status"`
	ExpectJSON  []line          `toml:"expect_json"`
	Requests    *int            `toml:"requests"`
	Connections line            `toml:"connections"`
	Protocol    line            `toml:"protocol"`
	Insecure    bool            `toml:"insecure"`
	CAFile      line            `toml:"ca_file"`
	RTT         line            `toml:"rtt"`
	Dispatch    line            `toml:"dispatch"`
	Timeout     line            `toml:"timeout"`
	MaxRequests *int            `toml:"max_requests"`
	openLoopKeys
}

// openLoopKeys are flags of ep-benchmark http that no project file can have.
type openLoopKeys struct {
	Rate        openLoop `toml:"rate"`
	Arrivals    openLoop `toml:"arrivals"`
	Duration    openLoop `toml:"duration"`
	MaxInFlight openLoop `toml:"max_in_flight"`
}

// openLoop is a value of an open loop, which is rejected: its legs take turns with
// those of a closed loop by variants of the plan, and a run has one plan for all of
// its workloads.
type openLoop struct{}

// FromTOML rejects it.
func (*openLoop) FromTOML(any) error {
	return fmt.Errorf("an open loop has rounds of its own, which other workloads of a run can't share: expected none of rate, arrivals, duration and max_in_flight here, and 'ep-benchmark http URL --rate 200/s' for it")
}

// statuses are those of an answer that counts: 200, "2xx", "200,201".
type statuses string

// FromTOML reads them.
func (s *statuses) FromTOML(value any) error {
	switch v := value.(type) {
	case string:
		*s = statuses(v)
	case int64:
		*s = statuses(strconv.FormatInt(v, 10))
	default:
		return fmt.Errorf(`expected a status such as 200, or several in quotes, such as "2xx" or "200,201"`)
	}
	return nil
}

// content is what a request sends.
type content string

// Valid tells whether it is something.
func (c content) Valid() bool { return c != "" }

// Expected describes it.
func (content) Expected() string { return "a text in quotes that is not empty" }

var httpKind = kind{
	keys:    func(t *table) any { return &t.httpKeys },
	entry:   httpEntry,
	summary: httpSummary,
	shown:   httpShown,
	workers: func(t *table) (int, string) {
		n := 1
		if f, err := load.Of(t.values("")); err == nil {
			n = f.Workers(string(t.URL))
		}
		return n, "as for ep-benchmark http"
	},
	variables: func(t *table) []string {
		all := slices.Sorted(maps.Values(t.HeaderEnv))
		if t.BearerEnv != "" {
			all = append(all, t.BearerEnv)
		}
		var names []string
		for _, name := range all {
			names = append(names, string(name))
		}
		return names
	},
	reads: func(own Own, t *table) []files.Use {
		f, err := load.Of(t.values(own.folder))
		if err != nil {
			return nil // making it says why
		}
		return f.Uses()
	},
	server: func(t *table) string { return load.Server(string(t.URL)) },
}

// httpEntry makes the workload of requests.
func httpEntry(m *maker, own Own, t *table) (workloads.Entry, error) {
	if t.URL == "" {
		return workloads.Entry{}, fmt.Errorf(`url is missing: expected a line such as url = "http://127.0.0.1:8000/rates"`)
	}
	f, err := load.Of(t.values(own.folder))
	if err != nil {
		return workloads.Entry{}, err
	}
	about := load.About{
		Name: own.Name, Title: own.Title, Summary: own.Summary,
		URL: string(t.URL), Workers: m.workersOf(own.Name), Guests: m.guests,
	}
	if t.Target != "" {
		if about.Target, err = t.bound(); err != nil {
			return workloads.Entry{}, err
		}
	}
	if m.trial {
		return workloads.Entry{}, f.Check(&about)
	}
	f.Unsent = m.explained
	made, err := f.Own(&about, m.env)
	if err != nil {
		return workloads.Entry{}, err
	}
	m.needs, m.asking = append(m.needs, made), append(m.asking, made)
	if relay := made.Relay(); relay != nil {
		m.children = append(m.children, relay)
	}
	return made.Entry(), nil
}

// values are the keys as flags have them. Paths are relative to the folder.
func (k *httpKeys) values(folder string) []load.Value {
	var all []load.Value
	add := func(flag, text string) {
		if text != "" {
			all = append(all, load.Value{Flag: flag, Text: text})
		}
	}
	path := func(name line) string {
		if name == "" || filepath.IsAbs(string(name)) {
			return string(name)
		}
		return filepath.Join(folder, string(name))
	}
	number := func(flag string, n *int) {
		if n != nil {
			add(flag, strconv.Itoa(*n))
		}
	}
	add("method", string(k.Method))
	for _, name := range slices.Sorted(maps.Keys(k.Headers)) {
		add("header", name+": "+string(k.Headers[name]))
	}
	for _, name := range slices.Sorted(maps.Keys(k.HeaderEnv)) {
		add("header-env", name+"="+string(k.HeaderEnv[name]))
	}
	add("bearer-env", string(k.BearerEnv))
	add("body", string(k.Body))
	add("body-file", path(k.BodyFile))
	add("status", string(k.Status))
	for _, one := range k.ExpectJSON {
		add("expect-json", string(one))
	}
	number("requests", k.Requests)
	add("connections", string(k.Connections))
	add("protocol", string(k.Protocol))
	if k.Insecure {
		add("insecure", "true")
	}
	add("ca-file", path(k.CAFile))
	add("rtt", string(k.RTT))
	add("dispatch", string(k.Dispatch))
	add("timeout", string(k.Timeout))
	number("max-requests", k.MaxRequests)
	return all
}

// method is how requests ask.
func (k *httpKeys) method() string {
	switch {
	case k.Method != "":
		return strings.ToUpper(string(k.Method))
	case k.Body != "" || k.BodyFile != "":
		return "POST"
	}
	return "GET"
}

// httpSummary describes requests on one line.
func httpSummary(t *table) string {
	const longest = 60
	return text.Cut(t.method()+" "+string(t.URL), longest)
}

// httpShown lists what is sent, where it is sent, and what is read for it.
func httpShown(own Own, t *table) []Shown {
	all := []Shown{{"request", t.method() + " " + string(t.URL)}}
	for _, v := range t.values(own.folder) {
		switch v.Flag {
		case "method":
		case "header-env":
			name, variable, _ := strings.Cut(v.Text, "=")
			all = append(all, Shown{"header", name + " from the variable " + variable})
		case "bearer-env":
			all = append(all, Shown{"header", "Authorization from the variable " + v.Text})
		default:
			all = append(all, Shown{strings.ReplaceAll(v.Flag, "-", "_"), v.Text})
		}
	}
	return all
}
