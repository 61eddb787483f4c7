package sheets

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// A merge is a range of cells that the sheet shows as one. Its first cell has the
// value, and the file has nothing for the others.
type merge struct{ top, left, bottom, right int } // from 1

// mergesOf reads which cells of a sheet are merged. The list stands behind the
// rows, so the part is searched for it before the rows are read. For a damaged
// part mergesOf returns no list, because reading its rows reports the damage.
func (a *archive) mergesOf(ctx context.Context, name string) ([]merge, error) {
	part, err := a.part(ctx, name, mostUnpacked)
	if err != nil {
		return nil, err
	}
	defer func() { _ = part.close() }() // it was read only
	rest, err := behind(&unmetered{part.bounds}, []byte("mergeCells"))
	if err != nil || rest == nil {
		return nil, part.bounds.source.ctx.Err()
	}
	decoder := xml.NewDecoder(io.MultiReader(bytes.NewReader(rest), part.bounds))
	var all []merge
	for {
		part.bounds.left = longestToken
		token, err := decoder.RawToken()
		if err != nil {
			break
		}
		switch tag := token.(type) {
		case xml.StartElement:
			if m, ok := mergeOf(attribute(&tag, "ref")); ok && tag.Name.Local == "mergeCell" {
				all = append(all, m)
			}
		case xml.EndElement:
			if tag.Name.Local == "mergeCells" {
				return sorted(all), nil
			}
		}
		if len(all) > mostMerges {
			return nil, part.fail(fmt.Errorf("more than %d merged ranges of cells: unmerge the cells", mostMerges))
		}
	}
	return sorted(all), part.bounds.source.ctx.Err()
}

// sorted puts merges in the order of their first rows.
func sorted(all []merge) []merge {
	slices.SortFunc(all, func(a, b merge) int { return a.top - b.top })
	return all
}

// unmetered reads a part without the bound of a token, for a search that keeps
// nothing.
type unmetered struct{ *bounded }

func (u *unmetered) Read(p []byte) (int, error) {
	u.left = longestToken
	return u.bounded.Read(p)
}

// behind reads until a word, and returns what was read behind it; nil where the
// word does not occur.
func behind(r io.Reader, word []byte) ([]byte, error) {
	buffer := make([]byte, 64<<10)
	kept := 0
	for {
		n, err := r.Read(buffer[kept:])
		piece := buffer[:kept+n]
		if at := bytes.Index(piece, word); at >= 0 {
			return piece[at+len(word):], nil
		}
		if err == io.EOF {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		kept = copy(buffer, piece[max(0, len(piece)-len(word)+1):])
	}
}

// mergeOf reads a range such as "A2:C5"; false for other texts, and for a range of
// one cell.
func mergeOf(reference string) (merge, bool) {
	from, to, found := strings.Cut(reference, ":")
	top, left := cellAt(from)
	bottom, right := cellAt(to)
	m := merge{top, left, bottom, right}
	return m, found && top > 0 && left > 0 && bottom >= top && right >= left && (bottom > top || right > left)
}

// cellAt is the row and the column of a reference such as "C5", from 1; 0 for what
// is missing.
func cellAt(reference string) (row, column int) {
	name := strings.TrimRight(reference, "0123456789")
	row, err := strconv.Atoi(reference[len(name):])
	if err != nil || row > mostRows {
		row = 0
	}
	return row, min(columnOf(name), mostCells)
}

// addMerged adds the flaws of cells of the row that are merged with another one.
// It fails where ranges overlap, which no spreadsheet program writes: they would
// take memory and time without a bound.
func (b *bookRows) addMerged() error {
	for ; b.nextMerge < len(b.book.merges) && b.book.merges[b.nextMerge].top <= b.number; b.nextMerge++ {
		b.merged = append(b.merged, b.book.merges[b.nextMerge])
	}
	b.merged = slices.DeleteFunc(b.merged, func(m merge) bool { return m.bottom < b.number })
	known := len(b.found)
	for _, m := range b.merged {
		if len(b.merged) > mostCells || len(b.found)-known > lastMerged {
			return errors.New("merged ranges of cells overlap: unmerge the cells")
		}
		for column := m.left; column <= min(m.right, lastMerged); column++ {
			if column == m.left && b.number == m.top {
				continue
			}
			b.found = append(b.found, flaw{
				column: column - 1, problem: fmt.Sprintf("it is merged with cell %s%d, which has the value of both", letters(m.left-1), m.top),
				want: "a value of its own: unmerge the cells, and fill them",
			})
		}
	}
	return nil
}

// lastMerged is the last column that is considered in a merged range. Only a
// title over the whole sheet goes beyond it.
const lastMerged = 1000
