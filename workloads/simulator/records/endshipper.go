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

// UnmarshalJSON reads what MarshalJSON wrote.
func (e *EndShipper) UnmarshalJSON(text []byte) error {
	if err := json.Unmarshal(text, &e.Meta); err != nil {
		return err
	}
	if err := json.Unmarshal(text, &e.Where); err != nil {
		return err
	}
	for _, name := range []string{"created_at", "id", "mode", "object", "updated_at"} {
		delete(e.Where, name)
	}
	return nil
}
