package claiming

import (
	"errors"

	"ep-benchmark/baselines/claims"
)

// ofPages is the experiment of a claim about two folders of a page's files.
func ofPages(c *claims.Claim, h *Here) (Experiment, error) {
	return Experiment{}, errors.New("pages")
}
