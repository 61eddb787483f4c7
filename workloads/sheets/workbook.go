package sheets

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
)

// workbook holds the content of a workbook's parts that are read before its
// sheet. It is read once, and keeps no file open except that of its shared
// texts.
type workbook struct {
	part    string // name of the sheet's part
	date    bool   // dates count from 1904
	texts   *sharedTexts
	formats []numberFormat // by the cells' styles
	merges  []merge        // by their first rows
}

// bookSheet is an entry of a workbook's list of sheets.
type bookSheet struct {
	name, id string
	hidden   bool
}

// readBook reads what a workbook's parts say, and chooses the sheet.
func readBook(ctx context.Context, file *os.File, size int64, sheet string, files *scratch) (*workbook, error) {
	a, err := openArchive(file, size)
	if err != nil {
		return nil, err
	}
	main := "xl/workbook.xml"
	if target, err := a.target(ctx, "_rels/.rels", "officeDocument"); err == nil && target != "" {
		main = path.Join("/", target)
	}
	if a.parts[partName(main)] == nil {
		return nil, errors.New("there is no .xlsx workbook in it: expected " + Expected)
	}
	book := &workbook{}
	chosen, err := book.choose(ctx, a, main, sheet)
	if err != nil {
		return nil, err
	}
	relations := path.Join(path.Dir(main), "_rels", path.Base(main)+".rels")
	targets, err := a.relations(ctx, relations)
	if err != nil {
		return nil, err
	}
	return book, book.readParts(ctx, a, path.Dir(main), chosen, targets, files)
}

// readParts reads the parts that the sheet needs.
func (b *workbook) readParts(ctx context.Context, a *archive, folder string, chosen bookSheet, targets []relation, files *scratch) (err error) {
	if err := oneOfEach(targets, chosen); err != nil {
		return err
	}
	for _, relation := range targets {
		name := path.Join("/", folder, relation.target)
		if strings.HasPrefix(relation.target, "/") {
			name = relation.target
		}
		name = strings.TrimPrefix(name, "/")
		switch {
		case relation.id == chosen.id:
			b.part = name
		case relation.kind == "sharedStrings":
			b.texts, err = readTexts(ctx, a, name, files)
		case relation.kind == "styles":
			b.formats, err = readFormats(ctx, a, name)
		}
		if err != nil {
			b.texts.close()
			return err
		}
	}
	if b.part == "" {
		b.texts.close()
		return fmt.Errorf("the workbook does not say where its sheet %q is: save it again", chosen.name)
	}
	if b.merges, err = a.mergesOf(ctx, b.part); err != nil {
		b.texts.close()
	}
	return err
}

// oneOfEach refuses a workbook that names two parts of a kind of which it may
// have only one, since which of the two its cells mean is unknown.
func oneOfEach(targets []relation, chosen bookSheet) error {
	counts := map[string]int{}
	for _, relation := range targets {
		switch {
		case relation.id == chosen.id:
			counts[fmt.Sprintf("sheets %q", chosen.name)]++
		case relation.kind == "sharedStrings":
			counts["lists of shared texts"]++
		case relation.kind == "styles":
			counts["lists of styles"]++
		}
	}
	for _, what := range slices.Sorted(maps.Keys(counts)) {
		if counts[what] > 1 {
			return fmt.Errorf("the workbook has %d %s: expected one: save it again", counts[what], what)
		}
	}
	return nil
}

// choose reads the list of sheets and chooses one: the named one, or the first
// that is shown.
func (b *workbook) choose(ctx context.Context, a *archive, main, name string) (bookSheet, error) {
	part, err := a.part(ctx, main, mostSmall)
	if err != nil {
		return bookSheet{}, err
	}
	defer func() { _ = part.close() }() // it was read only
	var all []bookSheet
	err = part.each(func(element xml.StartElement) error {
		switch element.Name.Local {
		case "workbookPr":
			b.date = truth(attribute(&element, "date1904"))
		case "sheet":
			state := attribute(&element, "state")
			all = append(all, bookSheet{attribute(&element, "name"), attribute(&element, "id"), state != "" && state != "visible"})
		}
		return tooMany(len(all))
	})
	if err != nil {
		return bookSheet{}, err
	}
	return chosen(all, name)
}

// tooMany refuses lists that name more parts than a workbook may have.
func tooMany(parts int) error {
	if parts > mostParts {
		return fmt.Errorf("more than %d entries", mostParts)
	}
	return nil
}

func truth(text string) bool { return text == "1" || text == "true" }

func chosen(all []bookSheet, name string) (bookSheet, error) {
	if len(all) == 0 {
		return bookSheet{}, errors.New("the workbook has no sheet")
	}
	for _, sheet := range all {
		if name == "" && !sheet.hidden || name != "" && strings.EqualFold(sheet.name, name) {
			return sheet, nil
		}
	}
	if name == "" {
		return all[0], nil
	}
	return bookSheet{}, fmt.Errorf("the workbook has no sheet %q: it has %s", name, listed(sheetNames(all)))
}

func sheetNames(all []bookSheet) []string {
	names := make([]string, len(all))
	for i, sheet := range all {
		names[i] = strconv.Quote(sheet.name)
	}
	return names
}

// relation says where a part is that another one uses.
type relation struct{ id, kind, target string }

// relations reads the relations of a part.
func (a *archive) relations(ctx context.Context, name string) ([]relation, error) {
	part, err := a.part(ctx, name, mostSmall)
	if err != nil {
		return nil, err
	}
	defer func() { _ = part.close() }() // it was read only
	var all []relation
	err = part.each(func(element xml.StartElement) error {
		if element.Name.Local == "Relationship" {
			kind := attribute(&element, "Type")
			all = append(all, relation{attribute(&element, "Id"), kind[strings.LastIndexByte(kind, '/')+1:], attribute(&element, "Target")})
		}
		return tooMany(len(all))
	})
	return all, err
}

// target is where the first part of a kind is that another one uses.
func (a *archive) target(ctx context.Context, name, kind string) (string, error) {
	all, err := a.relations(ctx, name)
	for _, relation := range all {
		if relation.kind == kind {
			return relation.target, err
		}
	}
	return "", err
}
