package claims

import (
	"strings"
	"testing"
)

const sound = `[[claim]]
id = "test-suite"
says = "32 tests in 5.87 s with 16 workers: 15-16x"
source = "report, section 4"
command = "pytest -q -n {n}"
variants = { reference = "n=1", candidate = "n=16" }
metric = "speedup"
expect = "15..16"
needs = ["pytest"]
points = 3
rounds = 8

[[claim]]
id = "zip"
says = "pigz is twice as fast"
variants = { reference = "gzip -kf data", candidate = "pigz -kf data" }
metric = "speedup"
expect = "> 2"
after = ["test-suite"]

[[claim]]
id = "rate"
says = "25/s by 32 workers"
conditions = { workers = 32, each = "150..200ms", busy = "95..100 %", limit = "10/min", serial = "5 %" }
metric = "throughput"
expect = "20..25/s"
`

func TestLedger(t *testing.T) {
	l, err := Parse("folder/claims.toml", []byte(sound))
	if err != nil {
		t.Fatal(err)
	}
	if l.Name != "claims" || len(l.Digest) != 64 || len(l.Claims) != 3 {
		t.Fatalf("%+v", l)
	}
	c := l.Claims[0]
	if c.Points != 3 || c.Test.Rounds != 8 || c.Test.Candidate != "n=16" || *c.Expect.High != 16 || c.Needs[0] != "pytest" {
		t.Errorf("%+v", c)
	}
	if zip := l.Claims[1]; zip.Points != 1 || zip.Test.Digest == c.Test.Digest || zip.Test.Digest == "" {
		t.Errorf("%+v", zip)
	}
	want := Stated{Workers: 32, Each: Span{.15, .2}, Busy: Span{.95, 1}, Limit: 10. / 60, Serial: .05}
	if got := l.Claims[2].Stated; got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	ordered := Ordered([]Claim{l.Claims[1], l.Claims[2], l.Claims[0]})
	if ordered[0].ID != "rate" || ordered[1].ID != "test-suite" || ordered[2].ID != "zip" {
		t.Errorf("%s, %s, %s", ordered[0].ID, ordered[1].ID, ordered[2].ID)
	}
}

// Each problem of a ledger has its place, and says what was expected.
func TestBrokenLedgers(t *testing.T) {
	claim := func(lines ...string) string {
		return "[[claim]]\nid = \"a\"\nsays = \"s\"\n" + strings.Join(lines, "\n") + "\n"
	}
	const command, speedup, expect = `command = "make -j {n}"`, `metric = "speedup"`, `expect = "> 2"`
	for name, c := range map[string]struct{ file, want string }{
		"unknown key":         {claim(command, speedup, `expects = "> 2"`), "c.toml:6:1: unknown key \"expects\" in [[claim]]: did you mean expect?"},
		"near key":            {claim(command, speedup, `expects = "> 2"`), "did you mean expect"},
		"no range":            {claim(command, speedup, `expect = "about 5"`), `c.toml:6:1: expect: "about 5" says no range: expected a range of ratios such as "15..16"`},
		"impossible range":    {claim(command, speedup, `expect = "16..15"`), "c.toml:6:1: expect: \"16..15\" is no range"},
		"foreign unit":        {claim(command, speedup, `expect = "15..16ms"`), "does not fit the metric speedup, which is a ratio"},
		"no expect":           {claim(command, speedup), "expect is missing"},
		"no metric":           {claim(command, expect), "metric is missing"},
		"unknown metric":      {claim(command, `metric = "speeddup"`, expect), "did you mean speedup?"},
		"no command":          {claim(`variants = { reference = "n=1", candidate = "n=4" }`, speedup, expect), "a command is missing, which variants are of"},
		"half a pair":         {claim(command, `variants = { reference = "n=1" }`, speedup, expect), "both a reference and a candidate"},
		"other settings":      {claim(command, `variants = { reference = "n=1", candidate = "m=2" }`, speedup, expect), "two values of one setting"},
		"nothing to measure":  {claim(speedup, expect), "nothing says how a is measured"},
		"two subjects":        {claim(command, `url = "http://127.0.0.1/"`, speedup, expect), "command and url both say what is measured"},
		"no {n}":              {claim(`command = "make"`, speedup, expect), "expected {n} in the command"},
		"a workload's metric": {claim(`workload = "tracking"`, `metric = "size"`, `expect = "< 1MB"`), "the metric size can't be measured"},
		"setting":             {claim(`workload = "tracking"`, `settings = { worker = "4" }`, speedup, expect), "unknown \"worker\": did you mean workers"},
		"a file":              {claim(`workload = "tracking"`, `settings = { export = "json:/etc/passwd" }`, speedup, expect), "unknown \"export\""},
		"over":                {claim(`workload = "tracking"`, `variants = { reference = "connections=pooled", candidate = "connections=per-request" }`, `over = "rtt=5ms"`, speedup, expect), "two or more values"},
		"experiment":          {claim(`experiment = "uvloop"`, speedup, expect), "unknown key \"experiment\""},
		"no rounds":           {claim(command, speedup, expect, "rounds = 3"), "a whole number from 6"},
		"hidden text":         {claim("command = \"make {n} \\u202e\"", speedup, expect), "can't be seen"},
		"no id":               {"[[claim]]\nsays = \"s\"\n" + command + "\n" + speedup + "\n" + expect, "id is missing"},
		"id":                  {strings.Replace(claim(command, speedup, expect), `"a"`, `"--a"`, 1), "expected letters, digits and single hyphens"},
		"twice":               {claim(command, speedup, expect) + claim(command, speedup, expect), "c.toml:8:1: the id \"a\" is another claim's, too"},
		"after nothing":       {claim(command, speedup, expect, `after = ["b"]`), "there is no claim \"b\""},
		"after itself":        {claim(command, speedup, expect, `after = ["a"]`), "after goes round in a circle: a after a"},
		"cycle": {
			claim(command, speedup, expect, `after = ["b"]`) + strings.Replace(claim(command, speedup, expect, `after = ["a"]`), `"a"`, `"b"`, 1),
			"c.toml:7:1: after goes round in a circle: a after b after a",
		},
		"CPUs":      {claim(command, speedup, expect, `needs = ["cpus>=many"]`), "c.toml:7:1: needs: \"cpus>=many\": expected a number of CPUs such as cpus>=16"},
		"memory":    {claim(command, speedup, expect, `needs = ["memory=16GB"]`), "expected a size such as memory>=16GB"},
		"module":    {claim(command, speedup, expect, `needs = ["python3:"]`), "expected a module such as python3:uvloop"},
		"no need":   {claim(command, speedup, expect, `needs = [""]`), "expected a program such as make"},
		"condition": {claim(command, speedup, expect, `conditions = { operatons = 3 }`), "did you mean operations"},
		"each":      {claim(command, speedup, expect, `conditions = { each = "soon" }`), "expected a time or a range of times"},
		"empty":     {"# nothing\n", "there is no claim"},
		"no TOML":   {"[[claim\n", "not valid TOML"},
	} {
		_, err := Parse("c.toml", []byte(c.file))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v\nwant %q", name, err, c.want)
		}
	}
}

// The ledger that comes with the program is sound, and has its reasons to be measured.
func TestBuiltIn(t *testing.T) {
	l, err := BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	for i := range l.Claims {
		if c := &l.Claims[i]; c.Source == "" {
			t.Errorf("%s has no source", c.ID)
		}
	}
}
