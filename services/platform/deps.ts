import type { MailAddress } from '../mail/port.ts';
import type { AreaPolicy } from '../policies/model.ts';
import type { PolicyBook } from '../policies/policy-book.ts';
import type { Database } from './database.ts';
import type { Jobs } from './jobs.ts';
import type { Log } from './log.ts';
import type { Clock } from './time.ts';

/** What every use case is given. `app/main.ts` builds it once; tests build it with a fixed clock and seeded ids. */
export type Deps = {
  db: Database;
  clock: Clock;
  jobs: Jobs;
  /** The version in force now. Whatever is decided stores its `version`. */
  policy: AreaPolicy;
  /** Every version, so that what was decided under an older one can be explained with it. */
  policies: PolicyBook;
  /** Who mails and invitations come from: the DSR team's shared mailbox. */
  organiser: MailAddress;
  /** A new random UUID. */
  newId: () => string;
  log: Log;
  /** 999… NHS numbers are test numbers: taken in the demo and in tests, refused in production. */
  allowTestNhsNumbers: boolean;
  /** Where browsers reach this service, without a slash at its end; null where nobody has said. */
  publicUrl?: string | null;
  /** Who of the tenant has a mail address, in small letters; null where nobody has. Missing where no directory can be asked. */
  findInTenant?: ((address: string) => Promise<{ aadObjectId: string; name: string } | null>) | null;
  /** How a request can begin where nobody speaks to the bot: by email to `organiser`, and from any chat. Missing: neither. */
  alsoBegins?: { byEmail: boolean; inAnyChat: boolean };
};
