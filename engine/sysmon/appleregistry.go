package sysmon

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// registryKinds reads the I/O registry's CPUs as the command ioreg prints
// them, and returns the CPUs of each cluster type ("P", "E"):
//
//	+-o cpu4@100  <class IOPlatformDevice, id 0x100000113, registered, …>
//	  | {
//	  |   "cluster-type" = <"P">
//	  |   "cpu-id" = <04000000>
//	  |   "logical-cpu-id" = 4
//	  | }
//
// A node's properties come in any order. The logical id is the one by which the
// system counts cores. Where it is missing, the device tree's own id is used. A
// node with a cluster type and no id at all is no CPU.
func registryKinds(text string) (map[string][]int, error) {
	kinds := map[string][]int{}
	kindOf := map[int]string{}
	for _, node := range registryNodes(text) {
		id, err := node.id()
		if err != nil {
			return nil, err
		}
		if node.cluster == "" || id < 0 {
			continue
		}
		switch before, seen := kindOf[id]; {
		case !seen:
			kindOf[id] = node.cluster
			kinds[node.cluster] = append(kinds[node.cluster], id)
		case before != node.cluster:
			return nil, fmt.Errorf("CPU %d is of two types, %q and %q", id, before, node.cluster)
		}
	}
	if len(kinds) == 0 {
		return nil, errors.New("no CPU has a cluster type")
	}
	for _, cpus := range kinds {
		slices.Sort(cpus)
	}
	return kinds, nil
}

// registryNode is what is wanted of one object, as printed.
type registryNode struct{ cluster, logical, physical string }

func registryNodes(text string) []registryNode {
	var nodes []registryNode
	for line := range strings.Lines(text) {
		if strings.Contains(line, "+-o ") {
			nodes = append(nodes, registryNode{})
			continue
		}
		key, value, found := strings.Cut(strings.TrimLeft(line, " |"), " = ")
		if !found || len(nodes) == 0 {
			continue
		}
		node, value := &nodes[len(nodes)-1], strings.TrimSpace(value)
		switch key {
		case `"cluster-type"`:
			node.cluster = registryText(value)
		case `"logical-cpu-id"`:
			node.logical = value
		case `"cpu-id"`:
			node.physical = value
		}
	}
	return nodes
}

// id is the CPU's index, -1 where the node has none.
func (n registryNode) id() (int, error) {
	text := n.logical
	if text == "" {
		text = n.physical
	}
	if text == "" {
		return -1, nil
	}
	id, ok := registryNumber(text)
	if !ok || id >= mostCPUs {
		return 0, fmt.Errorf("not a CPU's index: %.40q", text)
	}
	return int(id), nil
}

// registryText is the text in <"P">, "" where it is something else.
func registryText(value string) string {
	value, ok1 := strings.CutPrefix(value, `<"`)
	value, ok2 := strings.CutSuffix(value, `">`)
	if !ok1 || !ok2 || strings.ContainsAny(value, `",<>`) {
		return ""
	}
	return value
}

// registryNumber reads a number, 4, or the bytes of one, <04000000>.
func registryNumber(value string) (uint64, bool) {
	if number, err := strconv.ParseUint(value, 10, 64); err == nil {
		return number, true
	}
	value, ok1 := strings.CutPrefix(value, "<")
	value, ok2 := strings.CutSuffix(value, ">")
	data, err := hex.DecodeString(value)
	if !ok1 || !ok2 || err != nil || len(data) == 0 || len(data) > 8 {
		return 0, false
	}
	return binary.LittleEndian.Uint64(append(data, make([]byte, 8-len(data))...)), true
}
