package sheets

// What a file may hold. The bounds are many times what a file of orders needs.
// They keep the memory of a reading below some 100 MB, even if the file
// declares wrong sizes. They are checked before the work and during it.
const (
	mostUnpacked = 1 << 30   // bytes of a sheet's part
	mostTexts    = 512 << 20 // bytes of the part with the shared texts
	mostSmall    = 16 << 20  // bytes of each part that describes the workbook
	mostRatio    = 200       // unpacked to packed bytes of a part that is larger than freeRatio
	freeRatio    = 32 << 20
	mostParts    = 20_000    // of a workbook
	directory    = 4 << 20   // bytes of the list of a workbook's parts
	mostStrings  = 8_000_000 // shared texts
	mostStyles   = 100_000
	mostMerges   = 100_000 // ranges of a sheet
	longestToken = 1 << 20 // bytes; a cell of Excel's has 32,767 characters at the most
	deepest      = 64      // elements inside each other
	mostCells    = 16384   // of a row
	mostRows     = 1 << 20 // of a sheet
)
