package theme

// Glyphs are the characters that shapes are drawn with. Levels go from the
// least to the most that is not nothing.
type Glyphs struct {
	Name string

	// Upright levels fill a cell from below; thin and full ones look different
	// without any colour.
	Full, Thin []rune
	// Sequential levels are those of sequential legs in a chart of throughput, where
	// small heights count. Combed says that they stand in every other column: so
	// they differ from those of parallel legs without any colour.
	Sequential []rune
	Combed     bool
	// Lying levels fill a cell from the left. They are lines and not blocks,
	// so that bars in neighbouring rows stay apart.
	Lying []rune
	// Strokes are pieces of a line at heights within a cell, the lowest first.
	Strokes []rune
	Track   rune // an empty cell of a bar

	Heat []rune // shares of a cell in a strip of many cores

	Horizontal, Vertical          rune
	CornerTL, CornerTR            rune
	CornerBL, CornerBR            rune
	JoinLeft, JoinRight           rune // where a rule meets a frame's sides
	Tick, Zero                    rune // a value on an upright axis, and its zero
	Focus, Dot, Up, Down, Even    rune
	Good, Bad, Open, NotPossible  rune
	Caution                       rune // what is not believed, or can't be trusted whole
	Ellipsis                      rune
	LowEdge, HighEdge, PointValue rune // an interval with its estimate
	Dash                          rune // a level that others are compared with
}

// Block draws with eighths of a cell, and thin columns with braille dots.
func Block() Glyphs {
	return Glyphs{
		Name:       "block",
		Strokes:    []rune("⣀⠤⠒⠉"),
		Full:       []rune("▁▂▃▄▅▆▇█"),
		Thin:       []rune("⡀⡄⡆⡇"),
		Sequential: []rune("▁▂▃▄▅▆▇█"), Combed: true,
		Lying: []rune("╸━"), Track: '─',
		Heat:       []rune("▁▂▃▄▅▆▇█"),
		Horizontal: '─', Vertical: '│', CornerTL: '╭', CornerTR: '╮', CornerBL: '╰', CornerBR: '╯',
		JoinLeft: '├', JoinRight: '┤', Tick: '┤', Zero: '┼',
		Focus: '▸', Dot: '·', Up: '▲', Down: '▼', Even: '=',
		Good: '✓', Bad: '✗', Open: '?', NotPossible: '∅', Caution: '⚠', Ellipsis: '…',
		LowEdge: '├', HighEdge: '┤', PointValue: '●', Dash: '╌',
	}
}

// Braille draws columns with braille dots: two levels of width and four of
// height in each cell, where fonts draw block elements badly.
func Braille() Glyphs {
	g := Block()
	g.Name = "braille"
	g.Full = []rune("⣀⣤⣶⣿")
	g.Sequential, g.Combed = g.Thin, false
	g.Lying = []rune("⡇⣿")
	g.Heat = []rune("⣀⣤⣶⣿")
	return g
}

// ASCII draws with what every terminal and every log has.
func ASCII() Glyphs {
	return Glyphs{
		Name:       "ascii",
		Strokes:    []rune("_.-'"),
		Full:       []rune("_-=#"),
		Thin:       []rune(".:!|"),
		Sequential: []rune(".:!|"),
		Lying:      []rune("="), Track: '.',
		Heat:       []rune(".:-=+*%#"),
		Horizontal: '-', Vertical: '|', CornerTL: '+', CornerTR: '+', CornerBL: '+', CornerBR: '+',
		JoinLeft: '+', JoinRight: '+', Tick: '+', Zero: '+',
		Focus: '>', Dot: '.', Up: '^', Down: 'v', Even: '=',
		Good: '+', Bad: 'x', Open: '?', NotPossible: '-', Caution: '!', Ellipsis: '~',
		LowEdge: '[', HighEdge: ']', PointValue: 'o', Dash: '-',
	}
}

// Next is the set after this one, in a cycle through all.
func (g Glyphs) Next() Glyphs {
	switch g.Name {
	case "block":
		return Braille()
	case "braille":
		return ASCII()
	}
	return Block()
}
