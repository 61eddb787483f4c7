package files

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"ep-benchmark/ui/config"
)

// storePath returns the default path of the store. It returns "" for a user
// without a folder for it, such as a service or a container.
func storePath(getenv func(string) string) string {
	return ourFile("runs.db", getenv("XDG_DATA_HOME"), homeFolder(getenv, ".local/share"), stateFolder(getenv))
}

// TrustPath returns the path of the list of trusted project files. It returns ""
// for a user without a folder for it.
func TrustPath(getenv func(string) string) string {
	return ourFile("trusted.json", getenv("XDG_DATA_HOME"), homeFolder(getenv, ".local/share"), stateFolder(getenv))
}

// ConfigPath returns the default path of the configuration. It returns "" for a
// user without a folder for it.
func ConfigPath(getenv func(string) string) string {
	return ourFile("config.toml", getenv("XDG_CONFIG_HOME"), homeFolder(getenv, ".config"))
}

// ourFile returns a file's path in our folder in the first of the folders that
// is absolute. Relative folders are skipped, as the XDG specification requires:
// they would be different ones in every directory.
func ourFile(name string, folders ...string) string {
	for _, folder := range folders {
		if filepath.IsAbs(folder) {
			return filepath.Join(folder, "ep-benchmark", name)
		}
	}
	return ""
}

// homeFolder returns a folder in the home directory; "" for a user without one.
// "/" is not a home, because a user without a home is given it. A directory
// that does not exist is not a home either: the administrator has left it out
// on purpose.
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

// stateFolder returns the folder that systemd gives a service for its data, if
// any.
func stateFolder(getenv func(string) string) string {
	first, _, _ := strings.Cut(getenv("STATE_DIRECTORY"), ":")
	return first
}

// LoadConfig reads the configuration that is named, or else the user's.
func LoadConfig(named string, getenv func(string) string) (config.Config, error) {
	if named != "" {
		return config.Load(named)
	}
	return config.LoadIfThere(ConfigPath(getenv))
}
