import { startService } from '../../app/service.ts';
import { localCalendar } from '../../services/calendar/local-calendar.ts';
import { openLog } from '../../services/platform/log.ts';
import { systemClock } from '../../services/platform/time.ts';
import { loadPolicyBook } from '../../services/policies/load-policy.ts';
import { bench } from './activities.ts';
import { tellParent } from './child.ts';

/** The whole service, as it runs in production but for the token check, on the bench's database. */
const service = await startService({
  databaseUrl: process.env.DATABASE_URL ?? '',
  host: '127.0.0.1',
  port: 0,
  tenantId: bench.tenantId,
  dsrChannelId: bench.dsrChannelId,
  credentials: null,
  dsrTeam: [],
  seniorManagers: [],
  policies: loadPolicyBook(),
  clock: systemClock,
  log: openLog('silent'),
  allowTestNhsNumbers: true,
  organiser: { name: 'Dynamic Support Register team', address: 'dsr@example.org' },
  mailer: { send: async () => undefined },
  calendar: (deps) => localCalendar(deps, { joinUrlBase: 'https://meet.example.org' }),
  pages: () => [],
  sweepSeconds: 60,
  carriesOutJobs: process.env.CARRIES_OUT_JOBS === 'yes',
});
tellParent(service.url);
