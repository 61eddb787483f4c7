// The objects that a client has few of: one operation after another of the client, each with assertions on what came back.
import assert from 'node:assert/strict';
import { away, box, home, order, refused } from './samples.mjs';

const usps = () => ({ ...order(), service: 'GroundAdvantage', carrier: 'USPS', carrier_accounts: ['ca_b25657e9896e4d63ac8151ac346ac41e'] });

export async function records(client, say) {
  const bought = () => client.Shipment.create(usps());
  await webhooks(client, say);
  await papers(client, say, bought);
  await rates(client, say);
  await pickups(client, say, bought);
  await insurances(client, say);
  await orders(client, say);
  await rest(client, say, bought);
}

async function webhooks(client, say) {
  let hook;
  await say('Webhook.create', async () => {
    hook = await client.Webhook.create({ url: 'http://127.0.0.1:9/hook', webhook_secret: 's' });
    assert.match(hook.id, /^hook_/);
    assert.equal(hook.disabled_at, null);
  });
  await say('Webhook.retrieve', async () => assert.equal((await client.Webhook.retrieve(hook.id)).url, hook.url));
  await say('Webhook.all', async () => assert.equal((await client.Webhook.all({ page_size: 5 })).webhooks.length, 1));
  await say('Webhook.update', async () => assert.equal((await client.Webhook.update(hook.id, { webhook_secret: 't' })).id, hook.id));
  await say('Webhook.delete', async () => {
    await client.Webhook.delete(hook.id);
    await refused(() => client.Webhook.retrieve(hook.id), 404, 'NOT_FOUND');
  });
  await say('Event.all and getNextPage', async () => {
    const first = await client.Event.all({ page_size: 3 });
    assert.equal(first.events.length, 3);
    const next = await client.Event.getNextPage(first, 3);
    assert.notEqual(next.events[0].id, first.events[2].id);
  });
  await say('Event.retrieve and its payloads', async () => {
    const { events } = await client.Event.all({ page_size: 1 });
    const event = await client.Event.retrieve(events[0].id);
    assert.equal(event.object, 'Event');
    assert.deepEqual(await client.Event.retrieveAllPayloads(event.id), []);
    await refused(() => client.Event.retrievePayload(event.id, 'payload_11111111111111111111111111111111'), 404, 'PAYLOAD.NOT_FOUND');
  });
}

async function papers(client, say, bought) {
  let shipment;
  const fetched = async (url, beginning) => {
    const answer = await fetch(url);
    assert.equal(answer.status, 200);
    assert.equal(Buffer.from(await answer.arrayBuffer()).subarray(0, beginning.length).toString('latin1'), beginning);
  };
  await say('the label that a purchase makes', async () => {
    shipment = await bought();
    await fetched(shipment.postage_label.label_url, '\x89PNG');
  });
  await say('Shipment.convertLabelFormat', async () => {
    await fetched((await client.Shipment.convertLabelFormat(shipment.id, 'PDF')).postage_label.label_pdf_url, '%PDF');
    await fetched((await client.Shipment.convertLabelFormat(shipment.id, 'ZPL')).postage_label.label_zpl_url, '^XA');
  });
  await say('Shipment.generateForm', async () => {
    const { forms } = await client.Shipment.generateForm(shipment.id, 'return_packing_slip', { barcode: 'x' });
    assert.equal(forms[0].form_type, 'return_packing_slip');
    await fetched(forms[0].form_url, '%PDF');
  });
  await say('ScanForm.create', async () => {
    const form = await client.ScanForm.create({ shipments: [shipment] });
    assert.equal(form.status, 'created');
    await fetched(form.form_url, '%PDF');
    assert.equal((await client.ScanForm.retrieve(form.id)).id, form.id);
  });
  await say('ScanForm.all', async () => assert.equal((await client.ScanForm.all()).scan_forms.length, 1));
  let batch;
  await say('Batch.createScanForm', async () => {
    batch = await client.Batch.create({ shipments: [usps()] });
    await client.Batch.buy(batch.id);
    assert.equal((await client.Batch.createScanForm(batch.id)).scan_form.status, 'creating');
  });
  await say('Batch.generateLabel', async () => {
    assert.equal((await client.Batch.generateLabel(batch.id, 'ZPL')).state, 'label_generating');
    await fetched((await client.Batch.retrieve(batch.id)).label_url, '^XA');
  });
}

async function rates(client, say) {
  let shipment;
  await say('Shipment.getSmartRates', async () => {
    shipment = await client.Shipment.create(order());
    const smart = await client.Shipment.getSmartRates(shipment.id);
    assert.equal(smart[0].rate, 6.9);
    assert.equal(smart[0].time_in_transit.percentile_50, 2);
  });
  await say('Shipment.lowestSmartRate', async () => {
    assert.equal((await client.Shipment.lowestSmartRate(shipment.id, 3, 'percentile_90')).carrier.length > 0, true);
  });
  await say('Shipment.retrieveEstimatedDeliveryDate', async () => {
    const [first] = await client.Shipment.retrieveEstimatedDeliveryDate(shipment.id, '2024-07-17');
    assert.equal(first.easypost_time_in_transit_data.easypost_estimated_delivery_date, '2024-07-19');
  });
  await say('Shipment.recommendShipDate', async () => {
    const [first] = await client.Shipment.recommendShipDate(shipment.id, '2024-07-17');
    assert.equal(first.easypost_time_in_transit_data.ship_on_date, '2024-07-15');
  });
  const ways = { from_zip: '94107', to_zip: '90277', carriers: ['USPS'] };
  await say('SmartRate.estimateDeliveryDate', async () => {
    const { results } = await client.SmartRate.estimateDeliveryDate({ ...ways, planned_ship_date: '2024-07-17' });
    assert.equal(results.length, 3);
  });
  await say('SmartRate.recommendShipDate', async () => {
    const { results } = await client.SmartRate.recommendShipDate({ ...ways, desired_delivery_date: '2024-07-17' });
    assert.equal(results.length, 3);
  });
  await say('BetaRate.retrieveStatelessRates', async () => {
    const stateless = await client.BetaRate.retrieveStatelessRates(order());
    assert.equal(stateless[0].rate, '6.90');
    assert.equal(stateless[0].id, undefined);
  });
  const luma = { ruleset_name: 'any', planned_ship_date: '2024-07-29', deliver_by_date: '2024-07-31' };
  await say('Luma.getPromise', async () => {
    assert.ok((await client.Luma.getPromise({ ...order(), ...luma })).ai_results.length > 3);
  });
  await say('Shipment.createAndBuyLuma', async () => assert.ok((await client.Shipment.createAndBuyLuma({ ...order(), ...luma })).postage_label));
  await say('Shipment.buyLuma', async () => assert.ok((await client.Shipment.buyLuma(shipment.id, luma)).selected_rate));
}

async function pickups(client, say, bought) {
  let pickup;
  await say('Pickup.create and lowestRate', async () => {
    pickup = await client.Pickup.create({
      address: home(), shipment: await bought(), min_datetime: '2024-08-01', max_datetime: '2024-08-02', instructions: 'At the door',
    });
    assert.equal(pickup.lowestRate().rate, '0.00');
  });
  await say('Pickup.buy', async () => {
    const scheduled = await client.Pickup.buy(pickup.id, pickup.pickup_rates[0].carrier, pickup.pickup_rates[0].service);
    assert.equal(scheduled.status, 'scheduled');
    assert.ok(scheduled.confirmation);
  });
  await say('Pickup.cancel', async () => assert.equal((await client.Pickup.cancel(pickup.id)).status, 'canceled'));
  await say('Pickup.retrieve', async () => assert.equal((await client.Pickup.retrieve(pickup.id)).status, 'canceled'));
  await say('Pickup.all', async () => assert.equal((await client.Pickup.all({ page_size: 5 })).pickups.length, 1));
}

async function insurances(client, say) {
  let insurance;
  await say('Insurance.create', async () => {
    insurance = await client.Insurance.create({
      to_address: away(), from_address: home(), tracking_code: 'EZ2000000002', carrier: 'USPS', amount: '100',
    });
    assert.equal(insurance.amount, '100.00000');
    assert.equal(insurance.status, 'pending');
  });
  await say('Insurance.retrieve', async () => assert.equal((await client.Insurance.retrieve(insurance.id)).status, 'purchased'));
  let claim;
  await say('Claim.create', async () => {
    claim = await client.Claim.create({
      tracking_code: 'EZ2000000002', type: 'damage', amount: 100, contact_email: 'a@example.com', invoice_attachments: ['data:,x'],
    });
    assert.equal(claim.status, 'submitted');
    assert.equal(claim.insurance_id, insurance.id);
  });
  await say('Claim.retrieve', async () => assert.equal((await client.Claim.retrieve(claim.id)).type, 'damage'));
  await say('Claim.all', async () => assert.equal((await client.Claim.all({ page_size: 5 })).claims.length, 1));
  await say('Claim.cancel', async () => assert.equal((await client.Claim.cancel(claim.id)).status, 'cancelled'));
  await say('Insurance.refund', async () => assert.equal((await client.Insurance.refund(insurance.id)).status, 'cancelled'));
  await say('Insurance.all', async () => assert.equal((await client.Insurance.all({ page_size: 5 })).insurances.length, 1));
}

async function orders(client, say) {
  let made;
  await say('Order.create', async () => {
    made = await client.Order.create({ to_address: away(), from_address: home(), shipments: [{ parcel: box() }, { parcel: box() }] });
    assert.equal(made.shipments[1].order_id, made.id);
    assert.equal(made.lowestRate(['USPS']).rate, '11.86');
  });
  await say('Order.getRates', async () => assert.equal((await client.Order.getRates(made.id)).rates.length, made.rates.length));
  await say('Order.buy', async () => {
    const bought = await client.Order.buy(made.id, 'USPS', 'GroundAdvantage');
    assert.ok(bought.shipments.every((shipment) => shipment.postage_label));
  });
  await say('Order.retrieve', async () => assert.equal((await client.Order.retrieve(made.id)).object, 'Order'));
}

async function rest(client, say, bought) {
  await say('Report.create, retrieve and all', async () => {
    const report = await client.Report.create({ type: 'shipment', start_date: '2024-07-01', end_date: '2024-07-20' });
    assert.equal(report.status, 'new');
    assert.equal((await client.Report.retrieve(report.id)).status, 'available');
    assert.equal((await client.Report.all({ type: 'shipment', page_size: 5 })).reports.length, 1);
  });
  let shipper;
  await say('EndShipper.create', async () => {
    shipper = await client.EndShipper.create(home());
    assert.equal(shipper.street1, '388 TOWNSEND ST APT 20');
  });
  await say('EndShipper.update', async () => {
    assert.equal((await client.EndShipper.update(shipper.id, { ...home(), name: 'Captain Sparrow' })).name, 'CAPTAIN SPARROW');
  });
  await say('EndShipper.retrieve', async () => assert.equal((await client.EndShipper.retrieve(shipper.id)).object, 'EndShipper'));
  await say('EndShipper.all', async () => assert.equal((await client.EndShipper.all({ page_size: 5 })).end_shippers.length, 1));
  await say('CustomsItem.create and retrieve', async () => {
    const item = await client.CustomsItem.create({ description: 'Hat', quantity: 1, value: '23.25', weight: 11 });
    assert.equal((await client.CustomsItem.retrieve(item.id)).value, '23.25');
  });
  await say('CustomsInfo.create and retrieve', async () => {
    const info = await client.CustomsInfo.create({ customs_signer: 'S', customs_items: [{ description: 'Hat', quantity: 1, weight: 11 }] });
    assert.equal((await client.CustomsInfo.retrieve(info.id)).customs_items[0].value, null);
  });
  await say('Refund.create, retrieve and all', async () => {
    const shipment = await bought();
    const [refund] = await client.Refund.create({ carrier: 'USPS', tracking_codes: shipment.tracking_code });
    assert.equal(refund.status, 'submitted');
    assert.equal((await client.Refund.retrieve(refund.id)).shipment_id, shipment.id);
    assert.equal((await client.Refund.all()).refunds.length, 1);
  });
  await say('CarrierMetadata.retrieve', async () => {
    const carriers = await client.CarrierMetadata.retrieve(['usps'], ['service_levels']);
    assert.equal(carriers.length, 1);
    assert.ok(carriers[0].service_levels.length > 0);
  });
  await say('CarrierType.all', async () => assert.equal((await client.CarrierType.all()).length, 4));
  await say('Tracker.retrieveBatch', async () => {
    assert.equal((await client.Tracker.retrieveBatch({ tracking_codes: ['EZ2000000002'] })).trackers.length, 1);
  });
  await say('Utils.validateWebhook', async () => {
    const body = Buffer.from('{"object":"Event"}');
    const { createHmac } = await import('node:crypto');
    const signature = `hmac-sha256-hex=${createHmac('sha256', 's').update(body).digest('hex')}`;
    assert.equal(client.Utils.validateWebhook(body, { 'X-Hmac-Signature': signature }, 's').object, 'Event');
  });
  await say('account data is not simulated', async () => {
    await assert.rejects(() => client.User.all?.() ?? client.ApiKey.all(), (problem) => problem.statusCode === 404 && /not simulated/.test(problem.message));
  });
}
