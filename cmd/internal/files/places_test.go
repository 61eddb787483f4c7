package files

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// variables are an environment.
func variables(all map[string]string) func(string) string {
	return func(name string) string { return all[name] }
}

// TestPlaces: for a user without a home, the store needs a path that is named.
// The program makes none up.
func TestPlaces(t *testing.T) {
	home, other := t.TempDir(), t.TempDir()
	gone, file := filepath.Join(home, "gone"), filepath.Join(home, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	data, settings := ".local/share", ".config"
	if runtime.GOOS == "darwin" {
		data, settings = "Library/Application Support", "Library/Application Support"
	}
	for name, c := range map[string]struct {
		variables     map[string]string
		store, config string // the folders
	}{
		"a home":                  {map[string]string{"HOME": home}, filepath.Join(home, data), filepath.Join(home, settings)},
		"nothing":                 {nil, "", ""},
		"the root as home":        {map[string]string{"HOME": "/"}, "", ""},
		"the root, spelled badly": {map[string]string{"HOME": "//."}, "", ""},
		"a home that is gone":     {map[string]string{"HOME": gone}, "", ""},
		"a file as home":          {map[string]string{"HOME": file}, "", ""},
		"a relative home":         {map[string]string{"HOME": "."}, "", ""},
		"XDG": {
			map[string]string{"HOME": home, "XDG_DATA_HOME": other, "XDG_CONFIG_HOME": gone, "STATE_DIRECTORY": home}, other, gone,
		},
		"XDG without a home":         {map[string]string{"XDG_DATA_HOME": other}, other, ""},
		"relative XDG":               {map[string]string{"HOME": home, "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "~"}, filepath.Join(home, data), filepath.Join(home, settings)},
		"a service":                  {map[string]string{"HOME": "/", "STATE_DIRECTORY": other + ":" + home}, other, ""},
		"a service with a home":      {map[string]string{"HOME": home, "STATE_DIRECTORY": other}, filepath.Join(home, data), filepath.Join(home, settings)},
		"a service without a folder": {map[string]string{"STATE_DIRECTORY": "state"}, "", ""},
	} {
		getenv := variables(c.variables)
		if got, want := storePath(getenv), in(c.store, "runs.db"); got != want {
			t.Errorf("%s: the store is at %q, want %q", name, got, want)
		}
		if got, want := ConfigPath(getenv), in(c.config, "config.toml"); got != want {
			t.Errorf("%s: the configuration is at %q, want %q", name, got, want)
		}
	}
}

func in(folder, name string) string {
	if folder == "" {
		return ""
	}
	return filepath.Join(folder, "ep-benchmark", name)
}
