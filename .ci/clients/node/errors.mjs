import assert from 'node:assert/strict';
import { order, refused } from './samples.mjs';

export async function errors(client, stranger, say) {
  await say('a missing parameter', async () => {
    await refused(() => client.Shipment.create({}), 422, 'PARAMETER.REQUIRED');
    await assert.rejects(() => client.Shipment.create({ ...order(), parcel: undefined }), (problem) => {
      assert.deepEqual(problem.errors, [{ field: 'parcel', message: 'cannot be blank' }]);
      return true;
    });
  });
  await say('objects that do not exist', async () => {
    for (const service of ['Address', 'Parcel', 'Shipment', 'Rate', 'Tracker', 'Batch']) {
      await refused(() => client[service].retrieve('none'), 404, 'NOT_FOUND');
    }
  });
  await say('a page that can not be', () => refused(() => client.Shipment.all({ page_size: 'many' }), 422, 'PARAMETER.INVALID'));
  await say('a resource that is not served', () => refused(() => client.CarrierAccount.all(), 404, 'NOT_FOUND'));
  await say('a wrong key', () => refused(() => stranger.Shipment.all(), 403, 'APIKEY.INACTIVE'));
}
