import assert from 'node:assert/strict';
import { pages, refused } from './samples.mjs';

const journeys = [
  ['EZ1000000001', 'pre_transit', 2],
  ['EZ2000000002', 'in_transit', 6],
  ['EZ3000000003', 'out_for_delivery', 7],
  ['EZ4000000004', 'delivered', 8],
  ['EZ5000000005', 'return_to_sender', 7],
  ['EZ6000000006', 'failure', 7],
  ['EZ7000000007', 'unknown', 0],
];

export async function trackers(client, say) {
  const made = {};
  for (const [code, status, details] of journeys) {
    await say(`Tracker.create ${code}`, async () => {
      made[code] = await client.Tracker.create({ tracking_code: code, carrier: 'USPS' });
      assert.match(made[code].id, /^trk_/);
      assert.equal(made[code].status, status);
      assert.equal(made[code].tracking_details.length, details);
      assert.equal(made[code].signed_by, status === 'delivered' ? 'John Tester' : null);
    });
  }
  await say('Tracker.create of a code that is known', async () => {
    const again = await client.Tracker.create({ tracking_code: 'EZ4000000004' });
    assert.equal(again.id, made.EZ4000000004.id);
  });
  await say('Tracker.create of a code without a meaning', async () => {
    const odd = await client.Tracker.create({ tracking_code: '1Z9999999999999999', carrier: 'UPS' });
    assert.equal(odd.status, 'error');
    assert.equal(odd.tracking_details[0].source, 'ProcessingError');
  });
  await say('Tracker.retrieve', async () => {
    const found = await client.Tracker.retrieve(made.EZ2000000002.id);
    assert.equal(found.tracking_code, 'EZ2000000002');
    assert.equal(found.tracking_details[0].tracking_location.object, 'TrackingLocation');
  });
  await say('Tracker.all with filters', async () => {
    const two = await client.Tracker.all({ tracking_codes: ['EZ1000000001', 'EZ2000000002'] });
    assert.deepEqual(two.trackers.map((t) => t.tracking_code), ['EZ2000000002', 'EZ1000000001']);
    const one = await client.Tracker.all({ tracking_code: 'EZ3000000003', carrier: 'USPS' });
    assert.deepEqual(one.trackers.map((t) => t.id), [made.EZ3000000003.id]);
    const none = await client.Tracker.all({ tracking_code: 'EZ3000000003', carrier: 'UPS' });
    assert.equal(none.trackers.length, 0);
  });
  await say('Tracker.all and getNextPage', async () => {
    const ids = await pages(client.Tracker, 'trackers', { page_size: 4 }, 10);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(ids.length, 11); // seven, the odd one, and those of three bought shipments
  });
  await say('Tracker.delete', async () => {
    await client.Tracker.delete(made.EZ1000000001.id);
    await refused(() => client.Tracker.retrieve(made.EZ1000000001.id), 404, 'NOT_FOUND');
    await refused(() => client.Tracker.delete(made.EZ1000000001.id), 404, 'NOT_FOUND');
    const anew = await client.Tracker.create({ tracking_code: 'EZ1000000001' });
    assert.notEqual(anew.id, made.EZ1000000001.id);
  });
}
