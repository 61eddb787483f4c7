package records

import (
	"encoding/json"
	"maps"
)

// EndShipper is who really ships, where that is not whose account it is. Its fields are those of its address.
type EndShipper struct {
	Meta
	Where map[string]*string
}

// MarshalJSON renders the address beside the rest.
func (e *EndShipper) MarshalJSON() ([]byte, error) {
	all := map[string]any{
		"created_at": e.CreatedAt, "id": e.ID, "mode": e.Mode, "object": e.Object, "updated_at": e.UpdatedAt,
	}
	for name, value := range maps.All(e.Where) {
		all[name] = value
	}
	return json.Marshal(all)
}
