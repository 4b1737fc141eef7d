import fs from 'node:fs';
import path from 'node:path';
import { demoDsrTeam, demoTenant } from '../../app/demo/tenant.ts';
import { startService } from '../../app/service.ts';
import { localCalendar } from '../../services/calendar/local-calendar.ts';
import type { Calendar } from '../../services/calendar/port.ts';
import { localMailer } from '../../services/mail/local-mailer.ts';
import type { Mailer } from '../../services/mail/port.ts';
import { openLog } from '../../services/platform/log.ts';
import { movableClock } from '../../services/platform/time.ts';
import { loadPolicyBook } from '../../services/policies/load-policy.ts';

// The whole service as a process of its own, which ends without a word at the point it is told to.
const { DATABASE_URL = '', FOLDER = '', NOW = '', PORT = '', KILL_AT = '', CARRIES_OUT_JOBS = 'yes' } = process.env;

const die = () => process.kill(process.pid, 'SIGKILL');
const clock = movableClock(new Date(NOW));
const from = { name: 'DSR team', address: 'dsr@trust.example.org' };
const mailer = localMailer({ folder: path.join(FOLDER, 'outbox'), from, clock });

const mortalMailer: Mailer = {
  async send(mail) {
    await mailer.send(mail);
    fs.appendFileSync(path.join(FOLDER, 'sends'), `${mail.messageId}\n`);
    if (KILL_AT === 'mail-was-sent') die();
  },
};

const mortal = (calendar: Calendar): Calendar => ({
  ...calendar,
  async book(event) {
    const answer = await calendar.book(event);
    if (KILL_AT === 'calendar-has-booked') die();
    return answer;
  },
});

const service = await startService({
  databaseUrl: DATABASE_URL,
  host: '127.0.0.1',
  port: Number(PORT),
  tenantId: demoTenant.id,
  dsrChannelId: demoTenant.team.id,
  credentials: null,
  dsrTeam: demoDsrTeam,
  seniorManagers: [],
  policies: loadPolicyBook(),
  clock,
  log: openLog('info'),
  allowTestNhsNumbers: true,
  mailer: mortalMailer,
  organiser: from,
  calendar: (deps) => mortal(localCalendar(deps, { readableDomain: 'trust.example.org', seed: 'test' })),
  pages: () => [],
  sweepSeconds: 3600,
  secondsToRead: 0,
  carriesOutJobs: CARRIES_OUT_JOBS === 'yes',
});
process.send?.({ url: service.url });
// Nobody is left to ask it anything.
process.on('disconnect', () => process.exit(0));
