package api

import (
	"slices"
	"strings"

	"ep-benchmark/workloads/simulator/rating"
	"ep-benchmark/workloads/simulator/wire"
)

// carrierTypes answers with a list without a name, as recorded.
func (c *Call) carrierTypes(string) *wire.Error {
	type carrierType struct {
		Fields   struct{} `json:"fields"`
		Logo     *string  `json:"logo"`
		Object   string   `json:"object"`
		Readable string   `json:"readable"`
		Type     string   `json:"type"`
	}
	var all []carrierType
	for carrier := range rating.Carriers {
		about := carrier.About()
		all = append(all, carrierType{Object: "CarrierType", Readable: about.Readable, Type: about.Type})
	}
	c.show(all)
	return nil
}

// kindsOfMetadata are what may be asked of a carrier.
var kindsOfMetadata = []string{"service_levels", "predefined_packages", "shipment_options", "supported_features"}

// carrierMetadata describes the carriers that the simulator has.
func (c *Call) carrierMetadata(string) *wire.Error {
	query, problem := c.parameters()
	if problem != nil {
		return problem
	}
	kinds, names := wire.SplitList(query["types"]), wire.SplitList(query["carriers"])
	for _, kind := range kinds {
		if !slices.Contains(kindsOfMetadata, kind) {
			return wire.Invalid("types", "must be of service_levels, predefined_packages, shipment_options and supported_features")
		}
	}
	if len(kinds) == 0 {
		kinds = kindsOfMetadata
	}
	all := []map[string]any{}
	for carrier := range rating.Carriers {
		name := strings.ToLower(carrier.String())
		if len(names) > 0 && !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) }) {
			continue
		}
		all = append(all, describe(carrier, name, kinds))
	}
	c.show(map[string]any{"carriers": all})
	return nil
}

func describe(carrier rating.Carrier, name string, kinds []string) map[string]any {
	about := carrier.About()
	described := map[string]any{"name": name, "human_readable": about.Readable}
	for _, kind := range kinds {
		list := []map[string]any{}
		switch kind {
		case "service_levels":
			for _, service := range carrier.Services() {
				list = append(list, map[string]any{
					"name": service, "carrier": name, "human_readable": service, "description": nil, "dimensions": nil, "max_weight": carrier.Heaviest(),
				})
			}
		case "predefined_packages":
			for _, pack := range about.Packages {
				list = append(list, map[string]any{
					"name": pack, "carrier": name, "human_readable": pack, "description": nil, "dimensions": nil, "max_weight": nil,
				})
			}
		case "shipment_options":
			list = append(list, map[string]any{
				"name": "label_format", "carrier": name, "human_readable": "Label format", "type": "string", "deprecated": false,
				"description": "The format of the label: PNG, PDF, ZPL or EPL2.",
			})
		case "supported_features":
			for _, feature := range []string{"tracking", "pickups", "scan_forms"} {
				list = append(list, map[string]any{"name": feature, "carrier": name, "description": nil, "supported": true})
			}
		}
		described[kind] = list
	}
	return described
}
