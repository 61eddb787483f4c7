import assert from 'node:assert/strict';
import { order, refused } from './samples.mjs';

export async function batches(client, say) {
  let empty;
  let full;
  const first = await client.Shipment.create(order());
  await say('Batch.create without shipments', async () => {
    empty = await client.Batch.create({});
    assert.match(empty.id, /^batch_/);
    assert.equal(empty.num_shipments, 0);
  });
  await say('Batch.addShipments', async () => {
    const batch = await client.Batch.addShipments(empty.id, [first.id]);
    assert.equal(batch.num_shipments, 1);
    assert.equal((await client.Shipment.retrieve(first.id)).batch_id, empty.id);
  });
  await say('Batch.removeShipments', async () => {
    const batch = await client.Batch.removeShipments(empty.id, [first.id]);
    assert.equal(batch.num_shipments, 0);
    assert.equal((await client.Shipment.retrieve(first.id)).batch_id, null);
    await refused(() => client.Batch.removeShipments(empty.id, [first.id]), 404, 'NOT_FOUND');
  });
  await say('Batch.create with shipments by id, whole and new', async () => {
    const whole = await client.Shipment.create(order());
    const unknown = `shp_${'0'.repeat(32)}`;
    full = await client.Batch.create({
      shipments: [first.id, whole, { ...order(), service: 'Priority', carrier: 'USPS' }, { ...order(), service: 'Teleport' }, { id: unknown }],
    });
    assert.equal(full.state, 'creating');
    assert.equal(full.num_shipments, 5);
    assert.deepEqual(full.shipments, []);
  });
  await say('Batch.retrieve', async () => {
    const batch = await client.Batch.retrieve(full.id);
    assert.equal(batch.state, 'created');
    assert.equal(batch.status.created, 4);
    assert.equal(batch.status.creation_failed, 1);
    assert.ok(batch.shipments[4].batch_message);
  });
  await say('Batch.buy', async () => {
    const buying = await client.Batch.buy(full.id);
    assert.equal(buying.state, 'created');
    assert.equal(buying.shipments[0].batch_status, 'queued_for_purchase');
    const batch = await client.Batch.retrieve(full.id);
    assert.equal(batch.state, 'purchased');
    assert.equal(batch.status.postage_purchased, 3);
    assert.equal(batch.status.postage_purchase_failed, 1);
    assert.match(batch.shipments[2].tracking_code, /^9400/);
    const priority = await client.Shipment.retrieve(batch.shipments[2].id);
    assert.equal(priority.selected_rate.service, 'Priority');
    assert.equal(priority.batch_status, 'postage_purchased');
  });
  await say('Batch.buy twice', () => refused(() => client.Batch.buy(full.id), 422, 'BATCH.STATE.INVALID'));
  await say('Batch.all', async () => {
    const { batches: all } = await client.Batch.all({ page_size: 5 });
    assert.deepEqual(all.map((batch) => batch.id), [empty.id, full.id]); // the oldest come first
  });
}
