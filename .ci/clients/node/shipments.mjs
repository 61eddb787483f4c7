import assert from 'node:assert/strict';
import { away, box, home, order, pages, refused } from './samples.mjs';

const cent = (text) => {
  assert.equal(typeof text, 'string');
  return Number(text);
};

export async function shipments(client, say) {
  let made;
  await say('Shipment.create', async () => {
    made = await client.Shipment.create(order());
    assert.match(made.id, /^shp_/);
    assert.equal(made.usps_zone, 4);
    assert.equal(made.return_address.id, made.from_address.id);
    assert.equal(made.tracking_code, null);
    const usps = made.rates.filter((rate) => rate.carrier === 'USPS').map((rate) => [rate.service, rate.rate, rate.delivery_days]);
    assert.deepEqual(usps, [['Priority', '6.90', 2], ['GroundAdvantage', '5.93', 3], ['Express', '33.10', 2]]);
    assert.ok(new Set(made.rates.map((rate) => rate.carrier)).size >= 3);
    for (const message of made.messages) {
      assert.equal(message.type, 'rate_error');
    }
  });
  await say('Shipment.create from ids', async () => {
    const from = await client.Address.create(home());
    const parcel = await client.Parcel.create(box());
    const again = await client.Shipment.create({
      from_address: { id: from.id }, to_address: { id: made.to_address.id }, parcel: { id: parcel.id },
    });
    assert.deepEqual([again.from_address.id, again.to_address.id, again.parcel.id], [from.id, made.to_address.id, parcel.id]);
  });
  await say('Shipment.create from whole objects', async () => {
    const from = await client.Address.retrieve(made.from_address.id);
    const to = await client.Address.retrieve(made.to_address.id);
    const again = await client.Shipment.create({ from_address: from, to_address: to, parcel: made.parcel });
    assert.deepEqual([again.from_address.id, again.parcel.id], [from.id, made.parcel.id]);
  });
  await say('Shipment.create with customs and options', async () => {
    const abroad = await client.Shipment.create({
      ...order(), to_address: { ...away(), city: 'Toronto', state: 'ON', zip: 'M6J 1G1', country: 'CA' }, reference: 'order 7',
      options: { label_format: 'PDF' },
      customs_info: {
        customs_certify: true, customs_signer: 'Jack Sparrow', eel_pfc: 'NOEEI 30.37(a)',
        customs_items: [{ description: 'Hat', quantity: 1, value: 23.25, weight: 11, hs_tariff_number: '654321', origin_country: 'US' }],
      },
    });
    assert.equal(abroad.customs_info.object, 'CustomsInfo');
    assert.equal(abroad.customs_info.customs_items[0].value, '23.25');
    assert.equal(abroad.options.label_format, 'PDF');
    assert.equal(abroad.reference, 'order 7');
    assert.ok(abroad.rates.some((rate) => rate.carrier === 'DHLExpress'));
  });
  await say('Shipment.retrieve and lowestRate', async () => {
    const found = await client.Shipment.retrieve(made.id);
    const lowest = found.lowestRate();
    assert.equal(cent(lowest.rate), Math.min(...found.rates.map((rate) => cent(rate.rate))));
    assert.equal(found.lowestRate(['USPS'], ['Priority']).rate, '6.90');
    assert.throws(() => found.lowestRate(['NOBODY']));
  });
  await say('Rate.retrieve', async () => {
    for (const rate of made.rates) {
      const alone = await client.Rate.retrieve(rate.id);
      assert.deepEqual([alone.rate, alone.carrier, alone.shipment_id], [rate.rate, rate.carrier, made.id]);
    }
  });
  await say('Shipment.regenerateRates', async () => {
    const fresh = await client.Shipment.regenerateRates(made.id);
    assert.equal(fresh.rates.length, made.rates.length);
    assert.ok(fresh.rates.every((rate) => !made.rates.some((old) => old.id === rate.id)));
    const found = await client.Shipment.retrieve(made.id);
    assert.deepEqual(found.rates.map((rate) => rate.id), fresh.rates.map((rate) => rate.id));
    await refused(() => client.Shipment.buy(made.id, made.rates[0].id), 404, 'NOT_FOUND');
    made = found;
  });
  await say('Shipment.insure and refund before buying', async () => {
    await refused(() => client.Shipment.insure(made.id, '100.00'), 422, 'SHIPMENT.POSTAGE.REQUIRED');
    await refused(() => client.Shipment.refund(made.id), 422, 'SHIPMENT.POSTAGE.REQUIRED');
  });
  await say('Shipment.buy', async () => {
    const bought = await client.Shipment.buy(made.id, made.lowestRate(['USPS']));
    assert.match(bought.tracking_code, /^9400\d{18}$/);
    assert.equal(bought.selected_rate.rate, '5.93');
    assert.equal(bought.postage_label.object, 'PostageLabel');
    assert.equal(bought.tracker.tracking_code, bought.tracking_code);
    assert.deepEqual(bought.fees.map((fee) => [fee.type, fee.amount]), [['LabelFee', '0.01000'], ['PostageFee', '5.93000']]);
    const tracker = await client.Tracker.retrieve(bought.tracker.id);
    assert.equal(tracker.shipment_id, made.id);
  });
  await say('Shipment.buy twice', () => refused(() => client.Shipment.buy(made.id, made.rates[0]), 422, 'SHIPMENT.POSTAGE.EXISTS'));
  await say('Shipment.buy with insurance', async () => {
    const fresh = await client.Shipment.create(order());
    const bought = await client.Shipment.buy(fresh.id, fresh.lowestRate().id, '249.99');
    assert.equal(bought.insurance, '249.99');
    assert.equal(bought.fees[2].type, 'InsuranceFee');
  });
  await say('Shipment.insure', async () => {
    const insured = await client.Shipment.insure(made.id, '100.00');
    assert.equal(insured.insurance, '100.00');
  });
  await say('Shipment.refund', async () => {
    const refunded = await client.Shipment.refund(made.id);
    assert.equal(refunded.refund_status, 'submitted');
  });
  await say('Shipment.create bought in one call', async () => {
    const bought = await client.Shipment.create({
      ...order(), service: 'GroundAdvantage', carrier: 'USPS', carrier_accounts: ['ca_b25657e9896e4d63ac8151ac346ac41e'],
    });
    assert.equal(bought.selected_rate.service, 'GroundAdvantage');
    assert.ok(bought.postage_label.label_url);
    await refused(() => client.Shipment.create({ ...order(), service: 'Teleport' }), 422, 'SHIPMENT.POSTAGE.FAILURE');
  });
  await say('Shipment.create by one carrier account', async () => {
    const ups = made.rates.find((rate) => rate.carrier === 'UPS').carrier_account_id;
    const only = await client.Shipment.create({ ...order(), carrier_accounts: [ups] });
    assert.deepEqual([...new Set(only.rates.map((rate) => rate.carrier))], ['UPS']);
  });
  await say('Shipment.all and getNextPage', async () => {
    const ids = await pages(client.Shipment, 'shipments', { page_size: 3, purchased: false }, 10);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(ids.length, 7);
    assert.equal(ids.at(-1), made.id);
  });
  await say('Shipment.all of the purchased', async () => {
    const { shipments: bought } = await client.Shipment.all();
    assert.equal(bought.length, 3);
    assert.ok(bought.every((shipment) => shipment.postage_label !== null));
  });
  await say('Shipment.all between two dates', async () => {
    const none = await client.Shipment.all({ end_datetime: '2001-01-01T00:00:00Z' });
    assert.deepEqual([none.shipments.length, none.has_more], [0, false]);
    const all = await client.Shipment.all({ start_datetime: '2001-01-01T00:00:00Z', page_size: 100 });
    assert.equal(all.shipments.length, 3);
  });
}
