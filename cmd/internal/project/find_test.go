package project

import (
	"os"
	"path/filepath"
	"testing"
)

// tree makes folders and files below a folder, whose path has no symbolic link.
func tree(t *testing.T, paths ...string) string {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		path = filepath.Join(root, path)
		if filepath.Base(path) != Name {
			if err := os.MkdirAll(path, 0o700); err != nil {
				t.Fatal(err)
			}
			continue
		}
		write(t, path, "")
	}
	return root
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestFind(t *testing.T) {
	for name, c := range map[string]struct {
		paths      []string
		from, home string
		want       string // below the root; "" for none
	}{
		"in the folder":                     {[]string{"a/" + Name}, "a", "", "a/" + Name},
		"above":                             {[]string{"a/" + Name, "a/b/c"}, "a/b/c", "", "a/" + Name},
		"the nearest one":                   {[]string{"a/" + Name, "a/b/" + Name}, "a/b", "", "a/b/" + Name},
		"in the root of the repository":     {[]string{"a/" + Name, "a/.git", "a/b"}, "a/b", "", "a/" + Name},
		"above the root of the repository":  {[]string{Name, "a/.git", "a/b"}, "a/b", "", ""},
		"above the home folder":             {[]string{Name, "a/b"}, "a/b", "a", ""},
		"in the home folder":                {[]string{"a/" + Name, "a/b"}, "a/b", "a", "a/" + Name},
		"above a repository in a workspace": {[]string{"a/" + Name, "a/b/.git"}, "a/b", "", ""},
	} {
		root := tree(t, c.paths...)
		home := filepath.Join(root, "elsewhere")
		if c.home != "" {
			home = filepath.Join(root, c.home)
		}
		want := c.want
		if want != "" {
			want = filepath.Join(root, want)
		}
		if got := Find(filepath.Join(root, c.from), home); got != want {
			t.Errorf("%s: found %q, want %q", name, got, want)
		}
	}
}

// The path has no symbolic links, so that it is the same whatever way leads there.
func TestFindThroughALink(t *testing.T) {
	root := tree(t, "real/"+Name, "real/.git")
	link := filepath.Join(root, "link")
	if err := os.Symlink("real", link); err != nil {
		t.Fatal(err)
	}
	if got, want := Find(link, ""), filepath.Join(root, "real", Name); got != want {
		t.Errorf("found %q, want %q", got, want)
	}
}
