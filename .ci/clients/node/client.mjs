// Every operation of the client that the simulator serves, each with assertions on what came back.
import assert from 'node:assert/strict';
import EasyPostClient from '@easypost/api';
import { addresses } from './addresses.mjs';
import { batches } from './batches.mjs';
import { errors } from './errors.mjs';
import { records } from './records.mjs';
import { shipments } from './shipments.mjs';
import { startSimulator } from './simulator.mjs';
import { trackers } from './trackers.mjs';

const limit = 120_000; // milliseconds for everything
const binary = process.argv[2] ?? process.env.EP_BENCHMARK;
if (!binary) {
  console.error('usage: node client.mjs path/to/ep-benchmark, or EP_BENCHMARK=path');
  process.exit(2);
}

let passed = 0;
let failed = 0;

async function operation(name, act) {
  try {
    await act();
    passed += 1;
    console.log(`ok      ${name}`);
  } catch (problem) {
    failed += 1;
    console.log(`FAILED  ${name}: ${problem.code ?? ''} ${problem.message.replace(/\s*\n\s*/g, ' ')}`);
  }
}

// connect makes a client whose answers come in one coding, and holds each of them to that and to the recorded headers.
function connect(url, coding, key = 'EZTKofficialnodeclient') {
  const client = new EasyPostClient(key, {
    baseUrl: url,
    timeout: 10_000,
    requestMiddleware: (request) => request.set('Accept-Encoding', coding),
  });
  client.addResponseHook(({ headers }) => {
    assert.equal(headers['content-encoding'], coding === 'gzip' ? 'gzip' : undefined);
    assert.equal(headers['content-type'], 'application/json; charset=utf-8');
    assert.match(headers['x-ep-request-uuid'], /^[0-9a-f]{32}$/);
    assert.match(headers['x-runtime'], /^\d+\.\d{6}$/);
  });
  return client;
}

async function converse(coding) {
  const simulator = await startSimulator(binary);
  try {
    const client = connect(simulator.url, coding);
    const say = (name, act) => operation(`${coding}: ${name}`, act);
    for (const part of [addresses, shipments, trackers, batches, records]) {
      await part(client, say);
    }
    await errors(client, connect(simulator.url, coding, 'wrongkey'), say);
  } finally {
    await simulator.stop();
  }
}

const late = setTimeout(() => {
  console.log(`${passed} passed, ${failed + 1} failed: no end within ${limit / 1000} s`);
  process.exit(1); // the simulator follows, as its standard input ends
}, limit);
try {
  await converse('gzip');
  await converse('identity');
} catch (problem) {
  failed += 1;
  console.log(`FAILED  ${problem.message.replace(/\s*\n\s*/g, ' ')}`);
}
clearTimeout(late);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
