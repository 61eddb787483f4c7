package shipping

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
)

// symbols are the characters that an automaton distinguishes: ten digits, 26 letters regardless of case, and the gap, which is any run of
// spaces and hyphens.
const (
	letterSymbol = 10
	gapSymbol    = 36
	symbols      = 37
)

// An automaton matches whole codes against a regular expression, at a table lookup a character and without allocating, where package regexp
// takes twenty times as long. It ignores case. A gap may be left out wherever the expression has one. It may also stand between a letter
// and a digit.
//
// Note: it is no general regular expression engine. The expressions of postal codes are short, have no unbounded loops, and look neither
// back nor ahead. So each state is a set of steps of package syntax's program, as in the textbook construction.
type automaton struct {
	next  [][symbols]uint8 // by state; 0 is the state that nothing leads out of
	final []bool
}

const (
	deadState  = 0
	startState = 1
)

// newAutomaton panics if it can't use an expression, as regexp.MustCompile does. A test builds the automata of all countries.
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

// takes says whether a step of the program accepts a symbol.
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

// closed returns the steps that take a character or end the match, and that a step leads to without a character. A gap is both taken and
// skipped.
func (b *automatonBuilder) closed(pc uint32) (steps []uint32) {
	step := &b.program.Inst[pc]
	switch step.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		return append(b.closed(step.Out), b.closed(step.Arg)...)
	case syntax.InstCapture, syntax.InstNop, syntax.InstEmptyWidth: // an empty width is the beginning or the end of a code, which always match
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

// accepts says whether a text completes a code from a state.
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
				state = a.next[state][gapSymbol] // between two letters or two digits, only where the expression has a gap
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
