package command

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/mattn/go-shellwords"
)

// Placeholder stands for the number of workers in a command.
const Placeholder = "{n}"

// template is a command in which [Placeholder] may stand.
type template struct {
	text  string
	words []string // without a shell: program and arguments
}

// parse reads a command. Without a shell, quotes and backslashes work as in one,
// and nothing else does: an operator of the shell is an error.
func parse(text string, shell bool) (template, error) {
	if strings.TrimSpace(text) == "" {
		return template{}, errors.New("the command is empty: expected a program and its arguments")
	}
	if shell {
		return template{text: text}, nil
	}
	parser := shellwords.NewParser()
	words, err := parser.Parse(text)
	if err != nil {
		return template{}, fmt.Errorf("the command %q: a quote is not closed", text)
	}
	if at := parser.Position; at >= 0 && at < len(text) {
		return template{}, &OperatorError{text, text[at : at+1]}
	}
	return template{text: text, words: words}, nil
}

// Check finds what is wrong with a command, without running it.
func Check(text string, shell bool) error {
	_, err := parse(text, shell)
	return err
}

// An OperatorError is an operator of the shell in a command that no shell runs.
type OperatorError struct{ command, operator string }

func (e *OperatorError) Error() string {
	return fmt.Sprintf("the command %q: no shell runs it, so %q means nothing here: quote it if it is an argument", e.command, e.operator)
}

// parallel tells whether the command contains the number of workers.
func (t template) parallel() bool { return strings.Contains(t.text, Placeholder) }

// args are the program and its arguments with n workers.
func (t template) args(n int) []string {
	number := strconv.Itoa(n)
	if t.words == nil {
		return []string{shell, "-c", strings.ReplaceAll(t.text, Placeholder, number)}
	}
	args := make([]string, len(t.words))
	for i, word := range t.words {
		args[i] = strings.ReplaceAll(word, Placeholder, number)
	}
	return args
}

// shell is the shell of --shell, which every Unix has.
const shell = "/bin/sh"
