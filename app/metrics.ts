import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Database } from '../services/platform/database.ts';
import type { JobQueue } from '../services/platform/jobs.ts';

/**
 * Prometheus metrics: the process, and counts read from the database when asked. States and kinds only; nothing that
 * concerns a person.
 */
export function createMetrics(db: Database, jobs: JobQueue): () => Promise<{ contentType: string; text: string }> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'roundtable_requests',
    help: 'MbE requests by state',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const row of await db.mbeRequest.groupBy({ by: ['state'], _count: true })) {
        this.set({ state: row.state }, row._count);
      }
    },
  });
  new Gauge({
    name: 'roundtable_deliveries',
    help: 'Messages, invitations and summaries by kind and state',
    labelNames: ['kind', 'state'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const row of await db.delivery.groupBy({ by: ['kind', 'state'], _count: true })) {
        this.set({ kind: row.kind, state: row.state }, row._count);
      }
    },
  });
  new Gauge({
    name: 'roundtable_jobs_unfinished',
    help: 'Jobs due or running',
    registers: [registry],
    async collect() {
      this.set(await jobs.unfinished());
    },
  });
  return async () => ({ contentType: registry.contentType, text: await registry.metrics() });
}
