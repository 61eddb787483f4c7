package simulator

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"
)

// The types by which a strict client, such as the official Go client, reads each field. Only fields that are pointers
// may be null. Every key of an answer has to be here, and every key that is here has to be in the answer.
type (
	wireAddress struct {
		ID, Object, Mode                                           string
		CreatedAt, UpdatedAt                                       time.Time
		Name, Company, Street1, Street2, City, State, Zip, Country *string
		Phone, Email, CarrierFacility, FederalTaxID, StateTaxID    *string
		Residential                                                *bool
		Verifications                                              map[string]wireVerification
	}
	wireVerification struct {
		Success bool
		Errors  []struct {
			Code, Field, Message string
			Suggestion           *string
		}
		Details map[string]any
	}
	wireParcel struct {
		ID, Object, Mode              string
		CreatedAt, UpdatedAt          time.Time
		Length, Width, Height, Weight *float64
		PredefinedPackage             *string
	}
	wireRate struct {
		ID, Object, Mode, Service, Carrier, CarrierAccountID, ShipmentID   string
		CreatedAt, UpdatedAt                                               time.Time
		Rate, Currency, ListRate, ListCurrency, RetailRate, RetailCurrency string
		BillingType                                                        string
		DeliveryDays, EstDeliveryDays                                      *int
		DeliveryDate                                                       *time.Time
		DeliveryDateGuaranteed                                             bool
	}
	wireFee struct {
		Object, Type, Amount string
		Charged, Refunded    bool
	}
	wireLabel struct {
		ID, Object                                          string
		CreatedAt, UpdatedAt, LabelDate                     time.Time
		DateAdvance, LabelResolution                        int
		IntegratedForm, LabelSize, LabelType, LabelFileType string
		LabelURL                                            string
		LabelPdfURL, LabelZplURL, LabelEpl2URL, LabelFile   *string
	}
	wireMessage struct{ Carrier, CarrierAccountID, Type, Message string }
	wireCustoms struct {
		ID, Object, Mode                                        string
		CreatedAt, UpdatedAt                                    time.Time
		ContentsExplanation, CustomsSigner, Declaration, EelPfc *string
		RestrictionComments                                     *string
		ContentsType, NonDeliveryOption, RestrictionType        string
		CustomsCertify                                          bool
		CustomsItems                                            []wireCustomsItem
	}
	wireCustomsItem struct {
		ID, Object, Mode                                                string
		CreatedAt, UpdatedAt                                            time.Time
		Code, Currency, Description, Eccn, HsTariffNumber, Manufacturer *string
		OriginCountry, PrintedCommodityIdentifier                       *string
		Quantity, Weight                                                float64
		Value                                                           float64 `json:",string"`
	}
	wireShipment struct {
		ID, Object, Mode, Status                               string
		CreatedAt, UpdatedAt                                   time.Time
		Reference, BatchID, BatchStatus, BatchMessage, OrderID *string
		TrackingCode, RefundStatus, Insurance                  *string
		IsReturn                                               bool
		Messages                                               []wireMessage
		Options                                                map[string]any
		CustomsInfo                                            *wireCustoms
		FromAddress, ToAddress, ReturnAddress, BuyerAddress    wireAddress
		Parcel                                                 wireParcel
		PostageLabel                                           *wireLabel
		Rates                                                  []wireRate
		SelectedRate                                           *wireRate
		ScanForm                                               *struct{}
		Tracker                                                *wireTracker
		UspsZone                                               *int
		Forms                                                  []struct{}
		Fees                                                   []wireFee
	}
	wireTracker struct {
		ID, Object, Mode, TrackingCode, Status, StatusDetail, Carrier, PublicURL string
		CreatedAt, UpdatedAt                                                     time.Time
		SignedBy, ShipmentID                                                     *string
		Weight                                                                   *float64
		EstDeliveryDate                                                          *time.Time
		TrackingDetails                                                          []wireDetail
		CarrierDetail                                                            *wireCarrierDetail
		Fees                                                                     []wireFee
		Finalized, IsReturn                                                      bool
	}
	wireDetail struct {
		Object, Message, Description, Status, Source, CarrierCode string
		StatusDetail                                              *string
		Datetime                                                  time.Time
		TrackingLocation                                          wireLocation
	}
	wireLocation struct {
		Object                    string
		City, State, Country, Zip *string
	}
	wireCarrierDetail struct {
		Object, Service, OriginLocation, DestinationLocation                           string
		ContainerType, EstDeliveryDateLocal, EstDeliveryTimeLocal, AlternateIdentifier *string
		GuaranteedDeliveryDate, InitialDeliveryAttempt                                 *time.Time
		OriginTrackingLocation                                                         wireLocation
		DestinationTrackingLocation                                                    *wireLocation
	}
	wireBatch struct {
		ID, Object, Mode, State string
		CreatedAt, UpdatedAt    time.Time
		NumShipments            int
		Reference, LabelURL     *string
		ScanForm, Pickup        *struct{}
		Shipments               []wireItem
		Status                  struct{ Created, QueuedForPurchase, CreationFailed, PostagePurchased, PostagePurchaseFailed int }
	}
	wireItem struct {
		ID, BatchStatus                       string
		BatchMessage, Reference, TrackingCode *string
	}
)

func TestContractTypes(t *testing.T) {
	h := instant(Options{})
	abroad := strings.NewReplacer(`"city":"Redondo Beach","country":"US"`, `"city":"Toronto","country":"CA"`,
		`"parcel":`, `"customs_info":{"contents_explanation":"x","customs_items":[{"description":"Hat","quantity":2,"value":"19.5"}]},"parcel":`).Replace(recordedShipment)
	k := populate(t, h)
	for name, c := range map[string]struct {
		answer reply
		into   any
	}{
		"address":          {ask(t, h, "GET", "/v2/addresses/"+k.address, ""), wireAddress{}},
		"verified address": {ask(t, h, "POST", "/v2/addresses", `{"address":{"street1":"x"},"verify":true}`), wireAddress{}},
		"parcel":           {ask(t, h, "GET", "/v2/parcels/"+k.parcel, ""), wireParcel{}},
		"bare parcel":      {ask(t, h, "POST", "/v2/parcels", `{"parcel":{"weight":1,"predefined_package":"Parcel"}}`), wireParcel{}},
		"shipment":         {ask(t, h, "GET", "/v2/shipments/"+k.shipment, ""), wireShipment{}},
		"bought shipment":  {ask(t, h, "GET", "/v2/shipments/"+k.bought, ""), wireShipment{}},
		"shipment abroad":  {ask(t, h, "POST", "/v2/shipments", abroad), wireShipment{}},
		"rate":             {ask(t, h, "GET", "/v2/rates/"+k.rate, ""), wireRate{}},
		"tracker":          {ask(t, h, "GET", "/v2/trackers/"+k.tracker, ""), wireTracker{}},
		"odd tracker":      {ask(t, h, "POST", "/v2/trackers", `{"tracker":{"tracking_code":"x"}}`), wireTracker{}},
		"batch":            {ask(t, h, "GET", "/v2/batches/"+k.batch, ""), wireBatch{}},
	} {
		t.Run(name, func(t *testing.T) {
			checkTypes(t, name, c.answer.fields, reflect.TypeOf(c.into))
			into := reflect.New(reflect.TypeOf(c.into)).Interface()
			if err := json.Unmarshal([]byte(renamed(t, c.answer.fields)), into); err != nil {
				t.Errorf("%v: %s", err, c.answer.body)
			}
		})
	}
}

// renamed is an answer without the underscores of its keys, so that encoding/json finds the fields without a tag each.
func renamed(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(bare(value))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func bare(value any) any {
	switch value := value.(type) {
	case map[string]any:
		made := map[string]any{}
		for key, field := range value {
			made[strings.ReplaceAll(key, "_", "")] = bare(field)
		}
		return made
	case []any:
		made := make([]any, len(value))
		for i := range value {
			made[i] = bare(value[i])
		}
		return made
	}
	return value
}

// checkTypes holds the keys of an answer against the fields of a struct, both ways, and null against pointers.
func checkTypes(t *testing.T, at string, value any, want reflect.Type) {
	t.Helper()
	if want.Kind() == reflect.Pointer {
		if value == nil {
			return
		}
		want = want.Elem()
	}
	if value == nil {
		t.Errorf("%s is null", at)
	}
	switch value := value.(type) {
	case []any:
		for _, element := range value {
			checkTypes(t, at, element, want.Elem())
		}
	case map[string]any:
		if want.Kind() != reflect.Struct {
			return
		}
		missing := map[string]bool{}
		for i := range want.NumField() {
			missing[strings.ToLower(want.Field(i).Name)] = true
		}
		for key, field := range value {
			plain := strings.ReplaceAll(key, "_", "")
			if !missing[plain] {
				t.Errorf("%s has an unknown %s", at, key)
				continue
			}
			delete(missing, plain)
			known, _ := want.FieldByNameFunc(func(name string) bool { return strings.EqualFold(name, plain) })
			checkTypes(t, at+"."+key, field, known.Type)
		}
		for key := range missing {
			t.Errorf("%s has no %s", at, key)
		}
	}
}
