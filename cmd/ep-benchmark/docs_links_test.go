package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// link is one of Markdown to a file of the repository.
var link = regexp.MustCompile(`\]\(([^)#:]+)?(#[^)]+)?\)`)

// TestDocsAreLinked checks that links of the documentation lead somewhere, and that
// its start page has one to every page.
func TestDocsAreLinked(t *testing.T) {
	root := filepath.Join("..", "..")
	pages, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil || len(pages) < 10 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	for _, page := range append(pages, filepath.Join(root, "README.md"), filepath.Join(root, "CONTRIBUTING.md")) {
		for _, found := range link.FindAllStringSubmatch(textOf(t, page), -1) {
			target := page
			if found[1] != "" {
				target = filepath.Join(filepath.Dir(page), found[1])
			}
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s: %v", page, err)
			} else if found[2] != "" && !hasHeading(textOf(t, target), found[2]) {
				t.Errorf("%s links to %s of %s, which has no such heading", page, found[2], target)
			}
		}
	}
	start := textOf(t, filepath.Join(root, "docs", "README.md"))
	for _, page := range pages {
		if name := filepath.Base(page); name != "README.md" && !strings.Contains(start, "]("+name) {
			t.Errorf("docs/README.md has no link to %s", name)
		}
	}
}

func textOf(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// hasHeading reports whether a page has a heading with such an anchor, as GitHub
// makes them: lower case, hyphens for spaces, without other signs.
func hasHeading(page, anchor string) bool {
	signs := regexp.MustCompile(`[^\p{L}\p{N} _-]`)
	for line := range strings.Lines(page) {
		if title, is := strings.CutPrefix(strings.TrimLeft(line, "#"), " "); is && strings.HasPrefix(line, "#") {
			plain := signs.ReplaceAllString(strings.ToLower(strings.TrimSpace(title)), "")
			if "#"+strings.ReplaceAll(plain, " ", "-") == anchor {
				return true
			}
		}
	}
	return false
}
