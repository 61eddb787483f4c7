package outfile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPlacesAreOne(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	for _, made := range []string{"inner", "inner/deep"} {
		if err := os.Mkdir(made, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, there := range []string{"there", "other", "inner/there"} {
		if err := os.WriteFile(there, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{
		"link": "there", "ahead": "inner/new", "again": "ahead", "to-deep": "inner/deep", "loop": "loop", "inner/up": "../new",
	} {
		if err := os.Symlink(to, link); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Link("there", "hard"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"there", "there", true},
		{"there", "./there", true},
		{"there", filepath.Join(folder, "there"), true},
		{"there", "link", true},
		{"there", "hard", true},
		{"there", "other", false},
		{"there", "inner/there", false},
		{"there", "new", false},
		{"new", "./new", true},
		{"new", "inner/../new", true},
		{"new", filepath.Join(folder, "new"), true},
		{"new", "newer", false},
		{"new", "inner/new", false},
		{"inner/new", "ahead", true},
		{"inner/new", "again", true},
		{"new", "inner/up", true},
		{"inner/deep/new", "to-deep/new", true},
		{"inner/new", "to-deep/../new", true}, // which is not ./new
		{"new", "to-deep/../new", false},
		{"none/new", "none/new", true},
		{"none/new", "./none//new", true},
		{"none/new", filepath.Join(folder, "none/new"), true},
		{"none/new", "none/other", false},
		{"loop", "new", false},
		{"/dev/null", "/dev/null", true},
	} {
		if got := PlaceOf(c.a).Is(PlaceOf(c.b)); got != c.same {
			t.Errorf("%s and %s: one place is %v, expected %v", c.a, c.b, got, c.same)
		}
		if got := PlaceOf(c.b).Is(PlaceOf(c.a)); got != c.same {
			t.Errorf("%s and %s: one place is %v, expected %v", c.b, c.a, got, c.same)
		}
	}
}

// Names that differ only in case are one name where the file system folds case,
// also before there is a file.
func TestPlacesFollowTheCaseOfTheirFileSystem(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "Letters")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	tried := filepath.Join(folder, "tried")
	if err := os.WriteFile(tried, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := os.Stat(filepath.Join(folder, "TRIED"))
	folds := err == nil
	a, b := PlaceOf(filepath.Join(folder, "new.json")), PlaceOf(filepath.Join(folder, "New.JSON"))
	if a.Is(b) != folds {
		t.Errorf("names that differ in case: one place is %v, and the file system says %v", a.Is(b), folds)
	}
	if got := strings.Map(otherCase, "aBc-1"); got != "AbC-1" {
		t.Errorf("the other case of aBc-1 is %s", got)
	}
}

func TestPlacesKeepWhatIsWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if !PlaceOf(path).Keeps() {
		t.Error("a file that is not there yet is said to keep nothing")
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if !PlaceOf(path).Keeps() || !PlaceOfFile(file).Keeps() {
		t.Error("a file is said to keep nothing")
	}
	if !PlaceOfFile(file).Is(PlaceOf(path)) {
		t.Error("an open file is not where its path leads")
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	for _, passing := range []Place{PlaceOf(os.DevNull), PlaceOf(t.TempDir()), PlaceOfFile(file)} {
		if passing.Keeps() {
			t.Errorf("%+v is said to keep what is written", passing)
		}
	}
}
