package shipping

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
)

// symbols are what an automaton tells apart: ten digits, 26 letters in either case, and the gap, which is any run of spaces and hyphens.
const (
	letterSymbol = 10
	gapSymbol    = 36
	symbols      = 37
)

// An automaton matches whole codes against a regular expression, at a table lookup a character and without allocating, where package regexp
// takes twenty times as long. Cases are the same to it. A gap may be left out wherever the expression has one, and may stand there as well
// as between a letter and a digit.
//
// Note: it is no regular expression engine. The expressions of postal codes are short, have no loops without an end, and look neither
// back nor ahead, so the steps of package syntax's own program are the states, as the book has it.
type automaton struct {
	next  [][symbols]uint8 // by state; 0 is the state that nothing leads out of
	final []bool
}

const (
	deadState  = 0
	startState = 1
)

// newAutomaton panics over an expression that it can't take, as regexp.MustCompile does. A test builds those of all countries.
func newAutomaton(pattern string) *automaton {
	program := mustCompile(pattern)
	b := &automatonBuilder{program: program, numbers: map[string]uint8{"": deadState}, steps: [][]uint32{nil}}
	b.number(b.closed(uint32(program.Start)))
	a := &automaton{next: make([][symbols]uint8, 1), final: make([]bool, 1)}
	for state := startState; state < len(b.steps); state++ {
		row, final := b.row(b.steps[state])
		a.next, a.final = append(a.next, row), append(a.final, final)
	}
	return a
}

func mustCompile(pattern string) *syntax.Prog {
	parsed, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		panic(err)
	}
	program, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		panic(err)
	}
	return program
}

// automatonBuilder numbers the sets of the program's steps that may come next: the states.
type automatonBuilder struct {
	program *syntax.Prog
	numbers map[string]uint8
	steps   [][]uint32 // by number
}

// row finds out where each symbol leads from a state.
func (b *automatonBuilder) row(steps []uint32) (row [symbols]uint8, final bool) {
	for symbol := range uint8(symbols) {
		var reached []uint32
		for _, pc := range steps {
			step := &b.program.Inst[pc]
			final = final || step.Op == syntax.InstMatch
			if step.Op != syntax.InstMatch && takes(step, symbol) {
				reached = append(reached, b.closed(step.Out)...)
			}
		}
		row[symbol] = b.number(reached)
	}
	return row, final
}

// takes says whether a step of the program goes on with a symbol.
func takes(step *syntax.Inst, symbol uint8) bool {
	switch {
	case symbol == gapSymbol:
		return step.MatchRune(' ') || step.MatchRune('-')
	case symbol >= letterSymbol:
		return step.MatchRune('A' + rune(symbol-letterSymbol))
	}
	return step.MatchRune('0' + rune(symbol))
}

// number returns the number of a set of steps, and gives it one where it is new.
func (b *automatonBuilder) number(steps []uint32) uint8 {
	slices.Sort(steps)
	steps = slices.Compact(steps)
	var key []byte
	for _, pc := range steps {
		key = binary.BigEndian.AppendUint32(key, pc)
	}
	number, known := b.numbers[string(key)]
	if !known {
		if len(b.steps) > 0xFF {
			panic("shipping: a postal code with more than 255 states")
		}
		number = uint8(len(b.steps))
		b.numbers[string(key)] = number
		b.steps = append(b.steps, steps)
	}
	return number
}

// closed returns the steps that take a character, or end, to which a step leads without one. The gap is both taken and passed over.
func (b *automatonBuilder) closed(pc uint32) (steps []uint32) {
	step := &b.program.Inst[pc]
	switch step.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		return append(b.closed(step.Out), b.closed(step.Arg)...)
	case syntax.InstCapture, syntax.InstNop, syntax.InstEmptyWidth: // the empty width is that of a code's ends, which are given
		return b.closed(step.Out)
	case syntax.InstMatch:
		return []uint32{pc}
	}
	steps = []uint32{pc}
	if takes(step, gapSymbol) {
		steps = append(steps, b.closed(step.Out)...)
	}
	return steps
}

// accepts says whether a text is what is left of a code in a state.
func (a *automaton) accepts(text string, state uint8) bool {
	gap, last := false, byte(gapSymbol)
	for i := range len(text) {
		symbol := symbolOf(text[i])
		if symbol == gapSymbol {
			gap = true
			continue
		}
		if symbol == symbols {
			return false
		}
		if gap {
			switch {
			case state == startState:
				return false
			case (symbol < letterSymbol) == (last < letterSymbol):
				state = a.next[state][gapSymbol] // between two of a kind, only where the expression has it
			}
			gap = false
		}
		state, last = a.next[state][symbol], symbol
	}
	return !gap && a.final[state]
}

// after returns the state after some letters and digits, the dead one where no code begins with them.
func (a *automaton) after(text string) uint8 {
	state := uint8(startState)
	for i := range len(text) {
		state = a.next[state][symbolOf(text[i])]
	}
	return state
}

// symbolOf returns the symbol of a character, or symbols where no code has it.
func symbolOf(c byte) uint8 {
	switch {
	case c-'0' <= 9:
		return c - '0'
	case (c|0x20)-'a' <= 'z'-'a':
		return (c | 0x20) - 'a' + letterSymbol
	case c == ' ' || c == '-':
		return gapSymbol
	}
	return symbols
}
