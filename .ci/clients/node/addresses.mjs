import assert from 'node:assert/strict';
import { away, box, home, nowhere, pages, refused } from './samples.mjs';

export async function addresses(client, say) {
  let made;
  await say('Address.create', async () => {
    made = await client.Address.create(home());
    assert.equal(made.object, 'Address');
    assert.match(made.id, /^adr_[0-9a-f]{32}$/);
    assert.equal(made.street1, '388 Townsend St');
    assert.equal(made.mode, 'test');
    assert.match(made.created_at, /\+00:00$/);
  });
  await say('Address.create with verify', async () => {
    const verified = await client.Address.create({ ...away(), verify: true });
    assert.equal(verified.verifications.delivery.success, true);
    const doubtful = await client.Address.create({ ...nowhere(), verify: ['delivery'] });
    assert.equal(doubtful.verifications.delivery.success, false);
    assert.equal(doubtful.verifications.delivery.errors[0].code, 'E.ADDRESS.NOT_FOUND');
    assert.equal(doubtful.verifications.zip4.success, false);
  });
  await say('Address.create with verify_carrier', async () => {
    const verified = await client.Address.create({ ...nowhere(), verify: true, verify_carrier: 'UPS' });
    assert.equal(verified.verifications.verify_carrier, 'ups');
    assert.equal(verified.verifications.delivery.success, true);
    assert.equal(verified.verifications.delivery.errors[0].message, 'Address not found');
  });
  await say('Address.create with verify_strict', async () => {
    const verified = await client.Address.create({ ...home(), verify_strict: true });
    assert.equal(verified.street1, '388 TOWNSEND ST APT 20');
    assert.match(verified.zip, /^94107-\d{4}$/);
    assert.equal(verified.verifications.delivery.details.time_zone, 'America/Los_Angeles');
    await refused(() => client.Address.create({ ...nowhere(), verify_strict: true }), 422, 'ADDRESS.VERIFY.FAILURE');
  });
  await say('Address.createAndVerify', async () => {
    const verified = await client.Address.createAndVerify(home());
    assert.match(verified.id, /^adr_/);
    assert.equal(verified.verifications.delivery.success, true);
    await refused(() => client.Address.createAndVerify(nowhere()), 422, 'ADDRESS.VERIFY.FAILURE');
  });
  await say('Address.verifyAddress', async () => {
    const verified = await client.Address.verifyAddress(made.id);
    assert.notEqual(verified.id, made.id);
    assert.equal(verified.verifications.delivery.success, true);
  });
  await say('Address.retrieve', async () => {
    const found = await client.Address.retrieve(made.id);
    assert.equal(found.name, made.name);
  });
  await say('Address.all and getNextPage', async () => {
    const ids = await pages(client.Address, 'addresses', { page_size: 2 }, 10);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(ids.length, 7);
    assert.equal(ids.at(-1), made.id); // the newest come first
  });
  await say('Parcel.create and retrieve', async () => {
    const parcel = await client.Parcel.create(box());
    assert.match(parcel.id, /^prcl_/);
    assert.equal(parcel.weight, 15.4);
    assert.deepEqual({ ...(await client.Parcel.retrieve(parcel.id)), _params: 0 }, { ...parcel, _params: 0 });
  });
}
