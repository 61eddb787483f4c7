// Fresh samples at every call, since the client takes some of what it is given apart.
import assert from 'node:assert/strict';

export const home = () => ({
  name: 'Jack Sparrow', street1: '388 Townsend St', street2: 'Apt 20', city: 'San Francisco', state: 'CA', zip: '94107',
  country: 'US', email: 'jack@example.com', phone: '5555555555',
});
export const away = () => ({
  name: 'Elizabeth Swan', street1: '179 N Harbor Dr', city: 'Redondo Beach', state: 'CA', zip: '90277', country: 'US',
  email: 'elizabeth@example.com', phone: '5555555555',
});
export const nowhere = () => ({ street1: '000 unknown street', street2: 'UNKNOWN', zip: '00001', country: 'US' });
export const box = () => ({ length: 10, width: 8, height: 4, weight: 15.4 });
export const order = () => ({ from_address: home(), to_address: away(), parcel: box() });

// refused holds that an operation fails as the API said it would.
export async function refused(act, status, code) {
  await assert.rejects(act, (problem) => {
    assert.equal(problem.statusCode, status);
    assert.equal(problem.code, code);
    assert.ok(problem.message);
    assert.ok(Array.isArray(problem.errors));
    return true;
  });
}

// pages walks a list to its end with the client's own paging, and returns the ids in the order met.
export async function pages(service, key, parameters, atMost) {
  const ids = [];
  let page = await service.all(parameters);
  for (let n = 0; ; n += 1) {
    assert.ok(n < atMost, 'the pages do not end');
    ids.push(...page[key].map((object) => object.id));
    if (!page.has_more) {
      await assert.rejects(() => service.getNextPage(page), { name: 'Error' });
      return ids;
    }
    page = await service.getNextPage(page, parameters.page_size);
  }
}
