package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"ep-benchmark/ui/config"
)

// storePath is where runs are kept if no path is given; "" for a user who has
// no place for that, as a service or a container may be.
func storePath(getenv func(string) string) string {
	return ourFile("runs.db", getenv("XDG_DATA_HOME"), homeFolder(getenv, ".local/share"), stateFolder(getenv))
}

// configPath is where the configuration is looked for if no path is given; ""
// for a user who has no place for that.
func configPath(getenv func(string) string) string {
	return ourFile("config.toml", getenv("XDG_CONFIG_HOME"), homeFolder(getenv, ".config"))
}

// ourFile is a file's path in our folder in the first of the user's folders that
// there are. Relative ones don't count: the XDG specification has it so, since
// they would be others in every directory.
func ourFile(name string, folders ...string) string {
	for _, folder := range folders {
		if filepath.IsAbs(folder) {
			return filepath.Join(folder, "ep-benchmark", name)
		}
	}
	return ""
}

// homeFolder is a folder in the home directory; "" for a user who has none.
// "/" is no home: it is what a user without one is given. Neither is one that
// isn't there: whoever looks after the system has made none on purpose.
func homeFolder(getenv func(string) string, inside string) string {
	switch runtime.GOOS {
	case "windows":
		return getenv("LocalAppData")
	case "darwin":
		inside = "Library/Application Support"
	}
	home := getenv("HOME")
	about, err := os.Stat(home)
	if !filepath.IsAbs(home) || filepath.Clean(home) == "/" || err != nil || !about.IsDir() {
		return ""
	}
	return filepath.Join(home, filepath.FromSlash(inside))
}

// stateFolder is what systemd gives a service to keep things in, if it does.
func stateFolder(getenv func(string) string) string {
	first, _, _ := strings.Cut(getenv("STATE_DIRECTORY"), ":")
	return first
}

// loadConfig reads the configuration that is named, or else the user's.
func loadConfig(named string, getenv func(string) string) (config.Config, error) {
	if named != "" {
		return config.Load(named)
	}
	return config.LoadIfThere(configPath(getenv))
}
