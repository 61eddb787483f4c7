package tui

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// The size for a terminal that reports none, and the largest side there can be.
const (
	defaultWidth, defaultHeight = 80, 24
	largestSide                 = 4096
)

// sized is a size that can be drawn on. Terminals that don't know theirs report
// 0 until it is set: serial lines, and containers at first.
func sized(message tea.WindowSizeMsg, environment []string) tea.WindowSizeMsg {
	return tea.WindowSizeMsg{
		Width:  side(message.Width, environment, "COLUMNS", defaultWidth),
		Height: side(message.Height, environment, "LINES", defaultHeight),
	}
}

// side is how long one side is.
func side(told int, environment []string, variable string, usual int) int {
	if told <= 0 {
		told = usual
		for _, pair := range environment {
			value, found := strings.CutPrefix(pair, variable+"=")
			if n, err := strconv.Atoi(value); found && err == nil && n > 0 {
				told = n
			}
		}
	}
	return min(told, largestSide)
}
