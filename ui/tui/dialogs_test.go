package tui

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/config"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/tui/pages"
)

// TestPaletteFindsByWords finds actions by words in any order and case, and
// carries out what is found.
func TestPaletteFindsByWords(t *testing.T) {
	d := midway(t).do(config.ActionPalette).write("CORES show").shows("show Cores").hides("show Compare")
	if d.press("enter"); d.page != 1 || d.overlay != nil {
		t.Errorf("the palette leads to page %d", d.page)
	}
	d.do(config.ActionPalette).write("xyzzy").shows("nothing has these words").press("enter")
	if d.overlay == nil {
		t.Error("enter on nothing closes the palette")
	}
	d.press("backspace", "backspace", "backspace", "backspace", "backspace").hides("nothing has these words")
	d.tell(tea.PasteMsg{Content: "freeze\n\tthe\x1b view"}).shows("freeze the view").press("enter").shows("FROZEN")
}

// TestPaletteMovesWithinWhatIsFound moves the cursor past both ends of what is
// found.
func TestPaletteMovesWithinWhatIsFound(t *testing.T) {
	d := midway(t).do(config.ActionPalette).write("show").press("up", "up", "enter")
	if d.page != 0 {
		t.Errorf("the first entry that shows something leads to page %d", d.page)
	}
	d.do(config.ActionPalette).write("show the view")
	for range 30 {
		d.press("down")
	}
	if d.press("up", "enter"); d.page != 1 { // the next view, the last but one of two
		t.Errorf("the last entry but one leads to page %d", d.page)
	}
	d = midway(t).do(config.ActionPalette)
	d.Update(key(t, "up")) // and no frame between
	d.Update(key(t, "enter"))
	d.Update(key(t, ":"))
	for range 100 {
		d.Update(key(t, "down"))
	}
	d.Update(key(t, "enter"))
}

// TestKeysOfTextAreText holds that a letter which is bound to an action is a
// letter where text is written.
func TestKeysOfTextAreText(t *testing.T) {
	d := midway(t).do(config.ActionOpen).write("q:z1?.json")
	d.shows("q:z1?.json", "Open an exported run")
	if d.page != 0 || d.zoom || d.quits() {
		t.Error("a letter was taken for a command")
	}
}

// TestOpener opens a run by its path and compares with it, or says in words
// why it can't.
func TestOpener(t *testing.T) {
	var asked []string
	o := furnished(t)
	o.Load = func(path string) (pages.Kept, error) {
		asked = append(asked, path)
		if path != "old/result.json" {
			return pages.Kept{}, errors.New("compare: " + path + ": no such file\x1b[2J")
		}
		report := recorded.TwoCPUs().Report
		return keptAs(path, &report), nil
	}
	d := open(t, o).finish(recorded.Finished()).do(config.ActionOpen)
	d.tell(tea.PasteMsg{Content: " nowhere.json\n"}).press("enter").shows("Not opened", "nowhere.json: no such file")
	d.press("x").do(config.ActionOpen).write("old/result.json").press("enter").shows("against old/result.json", "compared with old/result.json")
	if d.page != comparePage || len(asked) != 2 || asked[0] != "nowhere.json" {
		t.Errorf("page %d, asked for %q", d.page, asked)
	}
	d.do(config.ActionViewHistory).shows("old/result.json")
	if d.do(config.ActionOpen).press("enter"); d.overlay != nil || len(asked) != 2 {
		t.Error("no path is not simply nothing to open")
	}
	d.do(config.ActionOpen).write("x").press("esc")
	if d.overlay != nil {
		t.Error("esc does not close the opener")
	}
}

// TestALongPathIsWrittenAtItsEnd holds that the cursor stays in sight.
func TestALongPathIsWrittenAtItsEnd(t *testing.T) {
	d := midway(t).do(config.ActionOpen).tell(tea.PasteMsg{Content: strings.Repeat("漢字/", 900) + "result.json"})
	d.shows("/result.json")
	if wrong := broken(d.ansi(), 80, 24); wrong != "" {
		t.Error(wrong)
	}
	d.press("home").shows("▸ 漢字/").hides("result.json")
}

// TestChooser chooses what to compare with: a run at hand, a file, or nothing.
func TestChooser(t *testing.T) {
	d := done(t).do(config.ActionChooseComparison).shows("Compare with", "two-cpus.json", "m3-max", "claimed, never measured")
	d.hides("run 1 of this session") // which is the run on the screen
	if d.press("enter"); d.versus.State().Side.Name != "finished.json" || d.page != comparePage {
		t.Errorf("compared with %s on page %d", d.versus.State().Side.Name, d.page)
	}
	d.shows("compared with finished.json", "against finished.json")
	if d.do(config.ActionChooseComparison).click("Nothing"); d.versus.State().Side != nil {
		t.Error("nothing is not nothing")
	}
	d.shows("Nothing is chosen")
	d.do(config.ActionChooseComparison).click("Open an exported run").shows("enter opens and compares")
	d.press("esc").do(config.ActionChooseComparison).press("q").hides("esc closes")
	d.do(config.ActionChooseComparison).press("esc").hides("esc closes")
	open(t, options()).do(config.ActionChooseComparison).press("up", "enter").shows("Open an exported run")
}

// TestHistoryCompares compares with the run under History's cursor.
func TestHistoryCompares(t *testing.T) {
	d := done(t).do(config.ActionViewHistory, config.ActionDown, config.ActionChooseComparison).shows("▸ =   finished.json")
	d.do(config.ActionFirst, config.ActionChooseComparison).shows("=   run 1 of t").hides("=   finished.json")
	d.press("r").tell(runEnded{Finished: Finished{Report: recorded.Quick().Report}}).shows("=   run 1 of t", "run 2 of t")
}

// TestExports writes each kind of file, into the folder, by the time; and
// never over another.
func TestExports(t *testing.T) {
	o := furnished(t)
	o.Folder = t.TempDir()
	run := recorded.Finished()
	d := open(t, o).finish(run)
	screen := d.text()
	for _, entry := range []string{"JSON: ", "SVG: ", "Text: ", "Markdown: ", "JSON: "} {
		d.do(config.ActionExport).click(entry).shows("written to")
		d.notice.text = ""
	}
	files := map[string]string{}
	entries, err := os.ReadDir(o.Folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		content, err := os.ReadFile(filepath.Join(o.Folder, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Ext(entry.Name())] = string(content)
	}
	if len(entries) != 5 {
		t.Errorf("%d files were written, want 5: %v", len(entries), entries)
	}
	if report, err := export.Decode(strings.NewReader(files[".json"])); err != nil || len(report.Results) != len(run.Report.Results) {
		t.Errorf("what was exported can't be opened: %v", err)
	}
	if svg := files[".svg"]; !strings.Contains(svg, "<svg") || !strings.Contains(svg, "Bulk creation") || strings.Contains(svg, "enter chooses") {
		t.Error("the picture is not of the screen below the dialog")
	}
	if text := plain(files[".ansi"]); !strings.Contains(text, strings.Split(screen, "\n")[3]) || !strings.Contains(files[".ansi"], "\x1b[0;") {
		t.Errorf("the text is not the screen:\n%s", text)
	}
	if markdown := files[".md"]; !strings.Contains(markdown, "Bulk creation") {
		t.Errorf("the summary is %q", markdown)
	}
}

// TestExportBeforeTheEnd holds that the screen can be exported at any time,
// and a report when there is one.
func TestExportBeforeTheEnd(t *testing.T) {
	o := furnished(t)
	o.Folder = t.TempDir()
	d := open(t, o).events(recorded.Finished().Events, midrun)
	for _, entry := range []string{"JSON: ", "Markdown: "} {
		d.do(config.ActionExport).click(entry).shows("nothing to export before a run has ended")
	}
	d.do(config.ActionExport).click("SVG: ").shows("written to")
	d.do(config.ActionCopy).shows("nothing to copy before a run has ended")
	if entries, _ := os.ReadDir(o.Folder); len(entries) != 1 {
		t.Errorf("%d files were written, want 1", len(entries))
	}
	d.finish(recorded.Finished()).do(config.ActionStart).events(recorded.Quick().Events, 0)
	d.do(config.ActionExport).click("Markdown: ").shows("written to") // of the run before
}

// TestExportFails holds that a failed export is reported in words.
func TestExportFails(t *testing.T) {
	o := furnished(t)
	o.Folder = filepath.Join(t.TempDir(), "not there")
	d := open(t, o).finish(recorded.Quick()).do(config.ActionExport).press("enter").shows("Not exported", "not there")
	d.press("enter").hides("Not exported")
}

// TestCopy sends the summary to the terminal's clipboard.
func TestCopy(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := done(t)
		d.left = nil
		d.do(config.ActionCopy).shows("summary sent to the clipboard")
		report := d.lastReport()
		sent := false
		for _, message := range d.await() {
			if message == tea.SetClipboard(export.Summary(report, nil))() {
				sent = true
			}
		}
		if !sent {
			t.Error("nothing was sent to the clipboard")
		}
	})
}

// TestTheReportOfTheScreenIsExported holds that a run which is over is
// exported as it stands, and a run that could not be carried out is not.
func TestTheReportOfTheScreenIsExported(t *testing.T) {
	d := open(t, options()).tell(runEnded{err: errRefused}).press("esc")
	if d.lastReport() != nil {
		t.Error("a run that never was has a report")
	}
	d = open(t, replayOf(recorded.Quick().Events)).events(recorded.Quick().Events, always)
	if report := d.lastReport(); report == nil || report.Version != recorded.Quick().Report.Version {
		t.Error("a recording has no report")
	}
}
