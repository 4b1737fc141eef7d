import http from 'node:http';

/** One activity to post, made when its turn comes. */
export type NextActivity = () => string;

/** What a load run saw. Times are milliseconds from the moment a turn was due to its whole answer. */
export type LoadResult = {
  turns: number;
  seconds: number;
  perSecond: number;
  p50: number;
  p99: number;
  refused: number;
};

function post(agent: http.Agent, url: URL, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        agent,
        host: url.hostname,
        port: url.port,
        path: '/api/messages',
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        response.on('data', () => undefined);
        response.on('end', () => resolve(response.statusCode ?? 0));
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

function summarise(times: number[], seconds: number, refused: number): LoadResult {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { turns: times.length, seconds, perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99), refused };
}

/** As many turns as the server takes: `callers` people who press again as soon as they are answered. */
export async function asFastAsItGoes(
  server: string,
  next: NextActivity,
  turns: number,
  callers: number,
): Promise<LoadResult> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: callers });
  const url = new URL(server);
  const times: number[] = [];
  let left = turns;
  let refused = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (left-- > 0) {
        const body = next();
        const begun = performance.now();
        if ((await post(agent, url, body)) !== 200) refused++;
        times.push(performance.now() - begun);
      }
    }),
  );
  agent.destroy();
  return summarise(times, (performance.now() - start) / 1000, refused);
}

/** A steady stream of turns, whether or not the earlier ones have been answered: waiting counts. */
export async function atASteadyRate(
  server: string,
  next: NextActivity,
  perSecond: number,
  seconds: number,
): Promise<LoadResult> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const url = new URL(server);
  const times: number[] = [];
  const running: Promise<void>[] = [];
  let refused = 0;
  const start = performance.now();
  for (let n = 0; n < perSecond * seconds; n++) {
    const due = start + (n * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    running.push(
      post(agent, url, next()).then((status) => {
        if (status !== 200) refused++;
        times.push(performance.now() - due);
      }),
    );
  }
  await Promise.all(running);
  agent.destroy();
  return summarise(times, (performance.now() - start) / 1000, refused);
}
