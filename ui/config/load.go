package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
)

// largestFile is how large a configuration may be, in bytes. A larger file was named by mistake.
const largestFile = 1 << 20

// LoadIfThere reads the configuration file at the path where the user's is
// looked for. If there is none, or the path is "", the defaults hold.
func LoadIfThere(path string) (Config, error) {
	// Lstat, so that a link to a file that is gone is an error and not mistaken for having no configuration.
	if _, err := os.Lstat(path); path == "" || errors.Is(err, fs.ErrNotExist) {
		return Default(), nil
	}
	return Load(path)
}

// Load reads a configuration file, which must exist. Options that the file doesn't mention have their defaults. Whatever is wrong with the file
// is an error of type *[FileError].
func Load(path string) (Config, error) {
	text, err := readFile(path)
	if err != nil {
		return Config{}, &FileError{Path: path, Problems: []Problem{{Text: withoutPath(err)}}, cause: err}
	}
	config, problems := parse(text)
	if len(problems) > 0 {
		return Config{}, &FileError{Path: path, Problems: problems}
	}
	return config, nil
}

// readFile reads a regular file of at most largestFile bytes.
func readFile(path string) ([]byte, error) {
	about, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case about.IsDir():
		return nil, errors.New("a directory, not a file")
	case !about.Mode().IsRegular():
		return nil, errors.New("not a regular file")
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // only read: nothing can be lost
	text, err := io.ReadAll(io.LimitReader(file, largestFile+1))
	if err != nil {
		return nil, err
	}
	if len(text) > largestFile {
		return nil, fmt.Errorf("too large: a configuration has at most %d bytes", largestFile)
	}
	return text, nil
}

// withoutPath returns an error's words without the path, which can move the cursor and is named elsewhere.
func withoutPath(err error) string {
	var failed *fs.PathError
	if errors.As(err, &failed) {
		return "can't be read: " + failed.Err.Error()
	}
	return err.Error()
}

// parse reads a configuration, or returns everything that is wrong with it.
func parse(text []byte) (Config, []Problem) {
	doc, problem := readDocument(text)
	if problem != nil {
		return Config{}, []Problem{*problem}
	}
	config := Default()
	var report problems
	for _, entry := range doc.options() {
		readOption(&config, doc, entry, &report)
	}
	if len(report) > 0 {
		return Config{}, report.inOrder()
	}
	return config, nil
}

// readOption reads what stands at the top of a file: an option, or one of the tables.
func readOption(config *Config, doc document, top entry, report *problems) {
	entries, isTable := doc.table(top.name)
	at := slices.IndexFunc(options, func(o option) bool { return o.name == top.name })
	switch {
	case at >= 0:
		if problem := options[at].read(config, top.value); problem != "" {
			report.add(top.at, "%s: %s", top.name, problem)
		}
	case top.name != keysTable && top.name != coloursTable:
		reportUnknownOption(top, report)
	case !isTable:
		report.add(top.at, "%s: expected a table, [%s] on a line of its own; found %s", top.name, top.name, found(top.value))
	case top.name == keysTable:
		config.Keys = readKeys(entries, report)
	default:
		config.Colours = readColours(entries, report)
	}
}

func reportUnknownOption(top entry, report *problems) {
	switch {
	case isAction(top.name):
		report.add(top.at, "%q is an action, not an option: write it below [%s]", top.name, keysTable)
	case slices.Contains(roleIDs(), top.name):
		report.add(top.at, "%q is a colour role, not an option: write it below [%s]", top.name, coloursTable)
	default:
		report.unknown(top.at, "option", top.name, append(optionNames(), keysTable, coloursTable))
	}
}
