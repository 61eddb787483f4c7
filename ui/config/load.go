package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"ep-benchmark/engine/tomlfile"
)

// LoadIfThere reads the configuration file at the path where the user's is
// looked for. If there is none, or the path is "", the defaults hold.
func LoadIfThere(path string) (Config, error) {
	// Lstat, so that a link to a file that is gone is an error and not mistaken for having no configuration.
	if _, err := os.Lstat(path); path == "" || errors.Is(err, fs.ErrNotExist) {
		return Default(), nil
	}
	return Load(path)
}

// Load reads a configuration file, which must exist. Options that the file doesn't mention have their defaults. Whatever is wrong in the file
// is an error of type [*tomlfile.Error].
func Load(path string) (Config, error) {
	text, err := tomlfile.Read(path)
	if err != nil {
		// The path can move the cursor, so it is only shown quoted.
		if failed, ok := errors.AsType[*fs.PathError](err); ok {
			err = failed.Err
		}
		return Config{}, fmt.Errorf("config file %q can't be read: %w", path, err)
	}
	return parse(path, text)
}

// A file is what can stand in a configuration file.
type file struct {
	Theme   Theme               `toml:"theme"`
	Glyphs  Glyphs              `toml:"glyphs"`
	Refresh refresh             `toml:"refresh"`
	Mouse   bool                `toml:"mouse"`
	Window  window              `toml:"window"`
	Keys    map[Action]keyNames `toml:"keys"`
	Colours map[role]colour     `toml:"colours"`
}

// parse reads a configuration, or returns everything that is wrong with it.
func parse(name string, text []byte) (Config, error) {
	config := Default()
	read := file{config.Theme, config.Glyphs, refresh(config.Refresh), config.Mouse, window{config.Window}, nil, nil}
	positions, err := tomlfile.Decode(name, text, &read)
	choices := choicesOf(read.Keys, positions)
	if err := positions.Join(err, conflicts(choices)...); err != nil {
		return Config{}, err
	}
	return Config{read.Theme, read.Glyphs, int(read.Refresh), read.Mouse, read.Window.Duration, keymapOf(choices), coloursOf(read.Colours)}, nil
}
