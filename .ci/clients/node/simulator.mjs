// The simulator as a child: it ends when its standard input does, so it does not outlive the test.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export async function startSimulator(binary) {
  const child = spawn(binary, ['simulator', '--addr', '127.0.0.1:0', '--latency', 'none', '--child'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(`ended with ${code ?? signal}`));
    child.once('error', (problem) => resolve(problem.message));
  });
  const lines = createInterface({ input: child.stdout });
  const first = new Promise((resolve) => lines.once('line', resolve));
  const line = await Promise.race([first, ended.then((how) => Promise.reject(new Error(`the simulator ${how}`)))]);
  return {
    url: `http://${JSON.parse(line).address}/v2/`,
    stop: async () => {
      child.stdin.end();
      const late = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(late);
    },
  };
}
