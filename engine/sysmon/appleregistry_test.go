package sysmon

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// registryCPU is a CPU of the device tree; an index of -1 is left out.
type registryCPU struct {
	logical, physical int
	cluster           string
}

// print writes a CPU as ioreg does with -r -d 1: among many other properties,
// in an order that differs from one node to the next.
func (c registryCPU) print(address int) string {
	properties := []string{
		`"device_type" = <"cpu">`,
		`"IODeviceMemory" = (({"address"=8884584448,"length"=65536}))`,
		`"state" = <"running">`,
		`"compatible" = <"apple,everest","ARM,v8">`,
		`"IOInterruptSpecifiers" = (<42010000>,<45010000>)`,
		`"IOPlatformQuiesceAction" = 100000`,
		`"fixed-frequency" = <00366e0100000000>`,
		fmt.Sprintf(`"cluster-type" = <%q>`, c.cluster),
		`"cluster-core-id" = <02000000>`,
		`"cluster-id" = <01000000>`,
		`"l2-cache-id" = <01000000>`,
	}
	if c.physical >= 0 {
		properties = append(properties, fmt.Sprintf(`"cpu-id" = <%02x%02x0000>`, c.physical%256, c.physical/256))
	}
	if c.logical >= 0 {
		properties = append(properties, fmt.Sprintf(`"logical-cpu-id" = %d`, c.logical), `"logical-cluster-id" = 1`)
	}
	turn := address % len(properties)
	properties = append(properties[turn:], properties[:turn]...)
	var text strings.Builder
	fmt.Fprintf(&text, "+-o cpu%d@%x  <class IOPlatformDevice, id 0x10000010%x, registered, matched, active, busy 0 (1%d ms), retain 9>\n", c.physical, address, address, address)
	fmt.Fprintf(&text, "    {\n      %s\n    }\n    \n", strings.Join(properties, "\n      "))
	return text.String()
}

// registryOf prints one CPU for each letter, which is its cluster type; ids
// says which ids are printed.
func registryOf(letters, ids string) string {
	var text strings.Builder
	for i, letter := range letters {
		c := registryCPU{logical: -1, physical: -1, cluster: string(letter)}
		if strings.Contains(ids, "logical") {
			c.logical = i
		}
		if strings.Contains(ids, "physical") {
			c.physical = i
		}
		text.WriteString(c.print(i))
	}
	return text.String()
}

const (
	lettersM1    = "EEEEPPPP"
	lettersM3Max = "EEEEPPPPPPPPPPPP"
)

// asTree indents the text as ioreg does without -r, below a node of its own.
func asTree(text string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, line := range lines {
		if !strings.HasPrefix(line, "+-o") {
			line = "| " + strings.TrimPrefix(line, "  ")
		}
		lines[i] = "    | | " + line
	}
	return "+-o cpus  <class IOService, id 0x100000104, !registered, !matched, active, busy 0, retain 22>\n" +
		"    | {\n    |   \"max-cpus\" = <10000000>\n    |   \"name\" = <\"cpus\">\n    | }\n    | \n" + strings.Join(lines, "\n")
}

func TestRegistryKinds(t *testing.T) {
	gaps := registryCPU{logical: 0, physical: 0, cluster: "E"}.print(0) +
		registryCPU{logical: 1, physical: 4, cluster: "P"}.print(4) + registryCPU{logical: 2, physical: 6, cluster: "P"}.print(6)
	oneNode := "+-o cpu0@0  <class IOPlatformDevice>\n    {\n      \"cluster-type\" = %s\n      \"logical-cpu-id\" = %s\n    }\n"
	for _, test := range []struct {
		name, text string
		want       map[string][]int
		fail       bool
	}{
		{name: "M1", text: registryOf(lettersM1, "physical"), want: map[string][]int{"E": consecutive(0, 4), "P": consecutive(4, 4)}},
		{name: "M3 Max", text: registryOf(lettersM3Max, "logical physical"), want: map[string][]int{"E": consecutive(0, 4), "P": consecutive(4, 12)}},
		{name: "M3 Max as a tree", text: asTree(registryOf(lettersM3Max, "logical")), want: map[string][]int{"E": consecutive(0, 4), "P": consecutive(4, 12)}},
		{name: "two chips in one", text: registryOf("EEPPEEPP", "logical"), want: map[string][]int{"E": {0, 1, 4, 5}, "P": {2, 3, 6, 7}}},
		{name: "a middle kind", text: registryOf("MMMMPP", "logical"), want: map[string][]int{"M": consecutive(0, 4), "P": {4, 5}}},
		{name: "cores fused off: the logical index counts", text: gaps, want: map[string][]int{"E": {0}, "P": {1, 2}}},
		{name: "more than 255", text: registryCPU{logical: -1, physical: 300, cluster: "P"}.print(0), want: map[string][]int{"P": {300}}},
		{name: "printed twice", text: registryOf("EP", "logical") + registryOf("EP", "logical"), want: map[string][]int{"E": {0}, "P": {1}}},
		{
			name: "a node that is no CPU",
			text: "+-o cluster0  <class IOPlatformDevice>\n    {\n      \"cluster-type\" = <\"P\">\n    }\n" + registryOf("EP", "logical"),
			want: map[string][]int{"E": {0}, "P": {1}},
		},
		{
			name: "a CPU without a type, as on Intel, is left to the count",
			text: "+-o CPU0@0  <class IOACPIPlatformDevice>\n    {\n      \"cpu-id\" = <00>\n    }\n" + registryOf("P", "logical"),
			want: map[string][]int{"P": {0}},
		},
		{name: "nothing", fail: true},
		{name: "an error message", text: "ioreg: error: can't obtain properties.\n", fail: true},
		{name: "properties of no node", text: "\"cluster-type\" = <\"P\">\n\"logical-cpu-id\" = 0\n", fail: true},
		{name: "no ids", text: registryOf("EP", ""), fail: true},
		{name: "one id, two types", text: registryOf("EP", "logical") + registryOf("P", "logical"), fail: true},
		{name: "cut in a node", text: registryOf("E", "logical")[:150], fail: true},
		{name: "type as bytes", text: fmt.Sprintf(oneNode, "<50>", "0"), fail: true},
		{name: "type of two", text: fmt.Sprintf(oneNode, `<"P","E">`, "0"), fail: true},
		{name: "id as text", text: fmt.Sprintf(oneNode, `<"P">`, `"0"`), fail: true},
		{name: "id below zero", text: fmt.Sprintf(oneNode, `<"P">`, "-1"), fail: true},
		{name: "id of nothing", text: fmt.Sprintf(oneNode, `<"P">`, "<>"), fail: true},
		{name: "id of half a byte", text: fmt.Sprintf(oneNode, `<"P">`, "<0>"), fail: true},
		{name: "id of nine bytes", text: fmt.Sprintf(oneNode, `<"P">`, "<000000000000000000>"), fail: true},
		{name: "id beyond all CPUs", text: fmt.Sprintf(oneNode, `<"P">`, "<ffffffff>"), fail: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := registryKinds(test.text)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			if (err != nil) != test.fail {
				t.Errorf("error: %v", err)
			}
		})
	}
}

// For any text of the registry, no CPU is of two kinds or beyond all bounds.
func TestBrokenRegistriesNeverPanic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := registryOf(rapid.StringMatching(`[EPM]{0,4}`).Draw(t, "letters"), "logical physical")
		at := rapid.IntRange(0, len(whole)).Draw(t, "at")
		cut := rapid.IntRange(at, len(whole)).Draw(t, "cut")
		text := whole[:at] + rapid.OneOf(rapid.String(), rapid.StringMatching(`[<>"0-9EP=\n |-]{0,20}`)).Draw(t, "instead") + whole[cut:]
		kinds, err := registryKinds(text)
		if err != nil {
			return
		}
		seen := map[int]bool{}
		for kind, cpus := range kinds {
			for _, c := range cpus {
				if seen[c] || c < 0 || c >= mostCPUs || kind == "" {
					t.Fatalf("CPU %d of kind %q in %v", c, kind, kinds)
				}
				seen[c] = true
			}
		}
	})
}
