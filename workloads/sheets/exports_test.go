package sheets

import (
	"strings"
	"testing"

	"ep-benchmark/workloads/shipping"
)

// parcel are the columns that shops add to what a marketplace exports.
const parcel = "Dimensions=9x6x3|Weight (oz)=12|"

// exported are rows of the exports of shops, marketplaces and carriers:
// HEADER=CELL.
var exported = map[string]string{
	"Shopify": "Name=#1001|Email=ann@example.net|Financial Status=paid|Paid at=2026-03-01|Fulfillment Status=unfulfilled|Fulfilled at=|Accepts Marketing=no|Currency=USD|Subtotal=20.00|" +
		"Shipping=5.00|Taxes=0.00|Total=25.00|Discount Code=|Discount Amount=0.00|Shipping Method=Standard|Created at=2026-03-01|Lineitem quantity=1|Lineitem name=Soap|Lineitem price=20.00|" +
		"Lineitem compare at price=|Lineitem sku=S-1|Lineitem requires shipping=true|Lineitem taxable=true|Lineitem fulfillment status=pending|Billing Name=Bill Payer|Billing Street=9 Other St|" +
		"Billing Address1=9 Other St|Billing Address2=|Billing Company=|Billing City=Sparks|Billing Zip='89431|Billing Province=NV|Billing Country=US|Billing Phone=555-0100|Shipping Name=Ann Made|" +
		"Shipping Street=12 Main St, Apt 4|Shipping Address1=12 Main St|Shipping Address2=Apt 4|Shipping Company=|Shipping City=Reno|Shipping Zip='89501|Shipping Province=NV|Shipping Country=US|" +
		"Shipping Phone=555-0101|Notes=|Note Attributes=|Cancelled at=|Payment Method=Shopify Payments|Payment Reference=c1|Refunded Amount=0.00|Vendor=Made Ltd|Outstanding Balance=0.00|Employee=|" +
		"Location=|Device ID=|Id=1|Tags=|Risk Level=Low|Source=web|Lineitem discount=0.00|Tax 1 Name=|Tax 1 Value=|Phone=|Receipt Number=|Duties=|Billing Province Name=Nevada|" +
		"Shipping Province Name=Nevada|Payment ID=|Payment Terms Name=|Next Payment Due At=|" + parcel,
	"Amazon": "order-id=1|order-item-id=2|purchase-date=2026-03-01|payments-date=2026-03-01|buyer-email=a@example.net|buyer-name=Bill Payer|buyer-phone-number=555-0100|sku=S-1|product-name=Soap|" +
		"quantity-purchased=1|currency=USD|item-price=20.00|item-tax=0.00|shipping-price=5.00|shipping-tax=0.00|ship-service-level=Standard|recipient-name=Ann Made|ship-address-1=12 Main St|" +
		"ship-address-2=Apt 4|ship-address-3=|ship-city=Reno|ship-state=NV|ship-postal-code=89501|ship-country=US|ship-phone-number=555-0101|delivery-start-date=|delivery-end-date=|" +
		"delivery-time-zone=|delivery-Instructions=|is-business-order=false|purchase-order-number=|price-designation=|address-type=Residential|" + parcel,
	"eBay": "Sales Record Number=1|Order Number=01-2|Buyer Username=ann|Buyer Name=Bill Payer|Buyer Email=a@example.net|Buyer Note=|Buyer Address 1=9 Other St|Buyer Address 2=Apt 9|Buyer City=Sparks|" +
		"Buyer State=NV|Buyer Zip=89431|Buyer Country=United States|Buyer Tax Identifier Name=|Ship To Name=Ann Made|Ship To Phone=555-0101|Ship To Address 1=12 Main St|Ship To Address 2=Apt 4|" +
		"Ship To City=Reno|Ship To State=NV|Ship To Zip=89501|Ship To Country=United States|Item Number=3|Item Title=Soap|Custom Label=S-1|Sold Via Promoted Listings=No|Quantity=1|Sold For=$20.00|" +
		"Shipping And Handling=$5.00|Item Location=Sparks|Item Zip Code=89431|Item Country=US|eBay Collect And Remit Tax Rate=|eBay Reference Name=|Total Price=$25.00|Payment Method=Card|" +
		"Shipping Service=Ground|Tracking Number=|Variation Details=|Global Shipping Program=No|Click And Collect Reference Number=|" + parcel,
	"Etsy": "Sale Date=03/01/26|Order ID=1|Buyer User ID=ann|Full Name=Ann Made|First Name=Ann|Last Name=Made|Number of Items=1|Payment Method=CC|Date Shipped=|Street 1=12 Main St|Street 2=Apt 4|" +
		"Ship City=Reno|Ship State=NV|Ship Zipcode=89501|Ship Country=United States|Currency=USD|Order Value=20.00|Coupon Code=|Discount Amount=0.00|Shipping Discount=0.00|Shipping=5.00|" +
		"Sales Tax=0.00|Order Total=25.00|Status=|Card Processing Fees=1.00|Order Net=24.00|Buyer=Ann|Order Type=online|Payment Type=online_cc|InPerson Discount=|InPerson Location=|SKU=S-1|" + parcel,
	"WooCommerce": "order_id=1|order_number=1|order_status=processing|customer_ip_address=10.0.0.1|customer_email=a@example.net|billing_first_name=Bill|billing_last_name=Payer|billing_company=|billing_address_1=9 Other St|" +
		"billing_address_2=|billing_city=Sparks|billing_state=NV|billing_postcode=89431|billing_country=US|billing_email=a@example.net|billing_phone=555-0100|shipping_first_name=Ann|" +
		"shipping_last_name=Made|shipping_company=|shipping_address_1=12 Main St|shipping_address_2=Apt 4|shipping_city=Reno|shipping_state=NV|shipping_postcode=89501|shipping_country=US|" +
		"Billing Address Index=Bill Payer 9 Other St|Shipping Address Index=Ann Made 12 Main St|shipping_total=5.00|order_total=25.00|order_currency=USD|item_name=Soap|item_quantity=1|item_weight=0.5|" + parcel,
	"ShipStation": "Order - Number=1|Date - Order Date=3/1/2026|Amount - Order Total=25.00|Service - Requested Service=Ground|Ship To - Name=Ann Made|Ship To - Company=|Ship To - Address 1=12 Main St|" +
		"Ship To - Address 2=Apt 4|Ship To - Address 3=|Ship To - City=Reno|Ship To - State=NV|Ship To - Postal Code=89501|Ship To - Country=US|Ship To - Phone=555-0101|Ship To - Address Type=Residential|" +
		"Bill To - Name=Bill Payer|Bill To - Address 1=9 Other St|Bill To - Postal Code=89431|Ship From - Warehouse=Main|Item - Name=Soap|Item - Qty=1|Item - Weight=12|Length=9|Width=6|Height=3|Dimension Units=inches|Weight=12|Weight Units=Ounces|",
	"Magento": "ID=000000001|Purchase Point=Main Website|Purchase Date=Mar 1, 2026|Bill-to Name=Bill Payer|Ship-to Name=Ann Made|Grand Total (Base)=25.00|Grand Total (Purchased)=25.00|Status=Processing|" +
		"Billing Address=9 Other St,Sparks,Nevada,89431|Shipping Address=12 Main St|Shipping Street 2=Apt 4|Shipping City=Reno|Shipping Region=Nevada|Shipping Postcode=89501|Shipping Country=US|" +
		"Shipping Information=Flat Rate|Customer Email=a@example.net|Customer Group=General|Subtotal=20.00|Shipping and Handling=5.00|Customer Name=Bill Payer|Payment Method=checkmo|" + parcel,
	"UPS": "Contact Name=Ann Made|Company or Name=Made Ltd|Country=US|Address 1=12 Main St|Address 2=Apt 4|Address 3=|City=Reno|State/Prov/Other=NV|Postal Code=89501|Telephone=555-0101|Ext=|Residential Ind=1|" +
		"Consignee Email=a@example.net|Packaging Type=2|Customs Value=|Weight=0.75|Length=9|Width=6|Height=3|Unit of Measure=|Weight Unit=LB|Dim Unit=IN|Description of Goods=Soap|Documents of No Commercial Value=|GNIFC=|Declared Value=|Service=3|" +
		"Delivery Confirm=|Shipper Release=|Billable Weight (lbs)=1|Reference 1=1|Reference 2=|Bill Transportation To=|",
	"USPS": "Reference ID=1|Shipping Date=03/01/2026|Item Description=Soap|Item Quantity=1|Item Weight (lb)=|Item Weight (oz)=|Item Value=20|Ship To First Name=Ann|Ship To Last Name=Made|Ship To Company=|" +
		"Ship To Address Line 1=12 Main St|Ship To Address Line 2=Apt 4|Ship To City=Reno|Ship To State/Territory=NV|Recipient State=NV|Ship To ZIP Code=89501|Ship To Phone=555-0101|Sender First Name=|" +
		"Service Type=Ground|Package Type=Box|Package Weight (lb)=0|Package Weight (oz)=12|Length (in)=9|Width (in)=6|Height (in)=3|Girth (in)=18|Insured Value=|Contents=|",
	"FedEx": "recipientContactName=Ann Made|recipientCompany=|recipientLine1=12 Main St|recipientLine2=Apt 4|recipientLine3=|recipientCity=Reno|recipientState=NV|recipientPostcode=89501|recipientCountry=US|" +
		"recipientContactNumber=555-0101|recipientEmail=a@example.net|recipientResidential=Y|serviceType=FEDEX_GROUND|packageType=YOUR_PACKAGING|numberOfPackages=1|packageWeight=0.75|weightUnits=LB|length=9|width=6|height=3|dimensionUnits=IN|",
	"DHL": "Name (Ship TO) (Required)=|Receiver Name=Ann Made|Receiver Company=|Receiver Address 1=12 Main St|Receiver Address 2=Apt 4|Receiver Address 3=|Receiver Suburb=|Receiver City=Reno|Receiver State=NV|" +
		"Receiver Postal Code=89501|Receiver Country=US|Receiver Phone=555-0101|Shipper Address 3=Dock 3|Importer Address 1=9 Other St|Declared Value=20|Declared Value Currency=USD|Quantity Unit=PCS|Unit=PCS|" +
		"Package Weight (oz)=12|Parcel Dimensions=9x6x3|",
}

// saidOf are the --columns that a file needs. The headers of Etsy's streets
// name no party, while those of the rest of the address do.
var saidOf = map[string]string{"Etsy": "street1=Street 1,street2=Street 2"}

// Ordinary rows of other programs' exports are accepted.
func TestExportsOfOthers(t *testing.T) {
	for platform, columns := range exported {
		good, bad, _ := readText(t, exportedText(columns), saidOf[platform])
		to := good[2].Recipient
		if len(bad) > 0 || to.Street1 != "12 Main St" || to.Street2 != "Apt 4" || to.City != "Reno" || to.PostalCode != "89501" || good[2].Weight < 11.99 || good[2].Weight > 12.01 ||
			!strings.HasPrefix(to.FirstName+" "+to.LastName, "Ann Made") || good[2].Dimensions != (shipping.Dimensions{Length: 9, Width: 6, Height: 3}) {
			t.Errorf("%s: %+v, %v", platform, good[2], bad)
		}
	}
}

// A row of an export is refused with an error if a part of its parcel or
// address would be lost.
func TestExportsOfOthersThatLoseSomething(t *testing.T) {
	for _, test := range []struct{ platform, from, to, problem string }{
		{"Shopify", "Shipping Address2=Apt 4", "Shipping Address2=", `"Shipping Street", street1 "12 Main St, Apt 4"`},
		{"Amazon", "ship-address-3=", "ship-address-3=Floor 2", `"ship-address-3", cell "Floor 2": its column is not used`},
		{"ShipStation", "Address 3=", "Address 3=Floor 2", `"Ship To - Address 3", cell "Floor 2"`},
		{"WooCommerce", "Shipping Address Index=", "Shipping Address 3=Floor 2 ", `"Shipping Address 3"`},
		{"UPS", "Address 3=", "Address 3=Floor 2", `"Address 3", cell "Floor 2"`},
		{"FedEx", "recipientLine3=", "recipientLine3=Floor 2", `"recipientLine3", cell "Floor 2"`},
		{"DHL", "Receiver Suburb=", "Receiver Suburb=Sparks", `"Receiver Suburb", cell "Sparks"`},
		{"USPS", "Item Weight (oz)=", "Item Weight (oz)=5", `"Item Weight (oz)", cell "5"`},
		{"Etsy", "SKU=", "Parcel Weight Units Used=kg|SKU=", `cell "kg"`},
	} {
		columns := strings.Replace(exported[test.platform], test.from, test.to, 1)
		_, bad, _ := readText(t, exportedText(columns), saidOf[test.platform])
		if len(bad) != 1 || !strings.Contains(bad[0].Error(), test.problem) {
			t.Errorf("%s: %v: expected it to say %q", test.platform, bad, test.problem)
		}
	}
}

// exportedText is a file of columns.
func exportedText(columns string) string {
	var titles, cells []string
	for column := range strings.SplitSeq(strings.TrimSuffix(columns, "|"), "|") {
		title, cell, _ := strings.Cut(column, "=")
		titles, cells = append(titles, `"`+title+`"`), append(cells, `"`+cell+`"`)
	}
	return strings.Join(titles, ",") + "\n" + strings.Join(cells, ",") + "\n"
}
