import type { Import, ImportingFile } from './source-files.ts';

type FolderRule = { mayImport: readonly string[]; otherwise: string };

/** Who may import whom, by top folder. What `services/` and `wording/`, `cards/` take of each other is finer: below. */
const FOLDERS: Record<string, FolderRule> = {
  app: {
    mayImport: ['app', 'bot', 'cards', 'web', 'wording', 'services', 'prisma'],
    otherwise: 'app/ puts together what the product is made of, and nothing else.',
  },
  bot: {
    mayImport: ['bot', 'cards', 'services', 'wording'],
    otherwise: 'bot/ turns an activity into a use case and its result into a card: what starts the process is app/.',
  },
  web: {
    mayImport: ['web', 'wording', 'services'],
    otherwise: 'web/ serves people without Teams: what both need belongs in services/ or wording/.',
  },
  cards: {
    mayImport: ['cards', 'wording', 'services'],
    otherwise: 'cards/ shows a view that it is handed: what happens on a press belongs in bot/card-actions/.',
  },
  wording: {
    mayImport: ['wording', 'services'],
    otherwise: 'wording/ is pure words: how they are laid out belongs in cards/ or web/.',
  },
  services: {
    mayImport: ['services', 'generated'],
    otherwise:
      'services/ knows nothing of Teams, cards, pages or wording: declare a port there (port.ts, words-port.ts) and let app/ hand the rest in.',
  },
  prisma: {
    mayImport: ['prisma', 'services', 'generated'],
    otherwise: 'prisma/ holds the schema, its migrations and sample data.',
  },
};

/** Of services/, cards/ and wording/ may run these, beside every model.ts: pure, and known nowhere else. */
const READ_BY_CARDS_AND_WORDING: Record<string, string> = {
  'services/platform/time.ts': 'the only place that writes days and times',
  'services/meetings/disclosure.ts':
    'a preview shows the very part that the mail will hold: one truth, not a second one',
  'services/people/age.ts': 'says how old somebody is on a day: one truth for clocks and for cards',
  'services/people/nhs-number.ts': 'groups the digits of an NHS number as the NHS writes them',
  'services/consent/rules.ts':
    'says what a recorded basis means where it is asked for: one truth, not a second in words',
};

/** Folders of services/ that carry every noun. Their ports and stores are open as a noun's are. */
const GROUND_FLOOR: Record<string, string> = {
  platform: 'configuration, database, log, time and jobs',
  access: 'every use case asks it before it decides',
  audit: 'every use case writes to it',
  policies: 'what the area has laid down, as data',
  'sign-in': 'whatever is written to somebody outside Teams brings a link, and whoever answers is known by it',
  outages: 'what is away is told of once, whatever it is',
  microsoft: 'what the adapters of calendar, mail, mailbox and notifications reach Microsoft 365 through',
};

/** What a noun shows to the others: its types, its queries, and the ports that app/ fills. */
const OPEN_FILES = /\/(?:model|store|port|words-port|[a-z-]+-store)\.ts$/;

/** What more than one noun needs of another, pure rules first. A new line needs a reason why it can't be in a store. */
const SHARED_FILES: Record<string, string> = {
  'services/letters/receivers.ts':
    'who is told, and how, is decided in the transaction of what they are told: referrals, consent, the register',
  'services/consent/rules.ts': 'the ground for sharing is asked wherever something leaves: requests, meetings, mails',
  'services/clocks/clock-engine.ts': 'clocks are written in the transaction of the event that moves them',
  'services/register/project-entry.ts': 'clocks are worked out of what an entry’s events come to',
  'services/people/age.ts': 'children and adults have other dates, and others consent for them',
  'services/people/name-key.ts': 'a person is found again by the key that was stored for them',
  'services/consent/who-may-consent.ts':
    'a referral asks who agrees by the rules that hold for consent that comes later',
  'services/consent/check-consent.ts': 'what a referral says about consent is checked as consent that comes later is',
  'services/referrals/check-fields.ts':
    'a name, a date of birth and an NHS number are checked in a question about the register as in a referral',
  'services/mailbox/shared-mailbox.ts': 'what makes requests of messages is handed to the mailbox as this says it',
  'services/mailbox/move-again.ts':
    'how soon an original is moved again is asked where what was forgotten gets its job',
  'services/mailbox/message-parts.ts': 'a request in a message is looked for in the part of whoever wrote it',
  'services/mailbox/whole-text.ts':
    'what the team is shown of a message is kept in the transaction of what is made of it',
  'services/mailbox/closing-lines.ts': 'signatures and disclaimers are no answers of a request',
  'services/mailbox/subject.ts': 'a request that is forwarded is told from an answer by its subject',
  'services/mailbox/danger.ts':
    'words of danger are looked for in a message by the request that it may become, and by the list it waits in',
  'services/mail/parse-mime.ts': 'a message of the shared mailbox is taken apart by the one reader of MIME',
  'services/mbe-requests/submit-mailed-request.ts':
    'a message of the shared mailbox becomes a request or drafts in one transaction with its own end',
  'services/mbe-requests/fill-mailed-draft.ts':
    'what somebody answers to our mail is added to their draft in one transaction with the message’s own end',
  'services/mbe-requests/urgency.ts': 'words of danger are found in a referral as in a request',
  'services/people/nhs-number.ts': 'an NHS number is checked where it is typed: in a request',
  'services/meetings/watch-quorum.ts':
    'a meeting that is booked by people’s answers begins its quorum as one that a coordinator books',
  'services/meetings/find-times.ts': 'a time for an MDT of the requester’s own team is found as one for a meeting is',
  'services/disclosures/disclosing.ts':
    'what an invitation lets out is put on record alike, whether a mail of ours brings it or the calendar itself',
  'services/calendar/read-calendar-reply.ts': 'an answer to an invitation may come as a mail into the shared mailbox',
  'services/meetings/record-response.ts': 'an answer that came as a mail is recorded as one from a calendar is',
  'services/agreed-actions/rules.ts': 'agreed actions are entered as part of a meeting’s outcome',
  'services/meetings/disclosure.ts': 'what a receiver may be told is asked again when a mail is about to leave',
  'services/meetings/cancel-in-transaction.ts':
    'the end of consent to the register cancels its meetings in the same transaction',
  'services/service-questions/question-ground.ts':
    'consent, agreement and address of a question are asked again as a mail about it leaves',
  'services/service-questions/record-answer.ts':
    'an answer that comes by email is recorded as one from the question’s page is, with the message it came in',
  'services/service-questions/rules.ts': 'an answer is checked alike, whichever way it comes',
  'services/notifications/note-bounce.ts':
    'a mail that came back is noted in the transaction that settles the message which says so',
  'services/consent/form-receivers.ts': 'who can answer the consent form is asked again as its mail leaves',
  'services/consent/consent-state.ts': 'consent to the register is asked for wherever something leaves or begins',
  'services/meetings/rules.ts': 'the cards that show a meeting are brought up to date by whatever changes it',
  'services/meetings/invitee-of-organisation.ts': 'an organisation is invited alike, whoever asks for the meeting',
  'services/meetings/calendar-event.ts':
    'whether the family may hear of a meeting yet is one rule, for their mail, their page and their list',
  'services/meetings/meeting-view.ts': 'a mail says the present state, from the same view as the card',
  'services/meetings/open-meeting.ts': 'a proposal is a meeting’s: its use cases open the meeting, by the same rules',
  'services/meetings/change-meeting.ts': 'a proposal that books a time changes the meeting as every booking does',
  'services/meetings/choose-time.ts': 'a time is proposed as it is booked: by its id or as typed',
  'services/meetings/proposal-view.ts':
    'whom we may ask about times is decided once, for the view and for what is sent',
  'services/meetings/quorum.ts': 'whether a role is filled is asked again as a mail about it leaves',
  'services/proposals/ask-invitees.ts':
    'whoever is named to stand in is asked about the open times in the transaction that names them',
  'services/meetings/who-comes.ts': 'a letter names those who will be there as the family’s page does',
  'services/letters/meeting-letters.ts':
    'letters about a meeting are drafted in the transaction of its outcome, and beside the to-dos of its booking',
  'services/letters/read-letter.ts': 'a letter’s mail asks the present state of what it is about as it leaves',
  'services/letters/letter-view.ts': 'how much of a letter may leave is one rule, for its card and for its mail',
  'services/notifications/todos.ts': 'a to-do is raised in the transaction that needs it, under one key for one event',
  'services/notifications/place-to-write.ts': 'a calendar event and an invitation by mail name the same place, or none',
  'services/calendar/calendar-file.ts': 'an invitation by mail carries its calendar file',
};

const PRISMA_FILES =
  /^(?:prisma\/|test\/|prisma\.config\.ts$|services\/platform\/database\.ts$|services\/[a-z-]+\/(?:[a-z-]+-)?store\.ts$)/;

function top(file: string): string {
  return file.split('/')[0] ?? '';
}

function nounOf(file: string): string | undefined {
  const [folder, noun] = file.split('/');
  return folder === 'services' ? noun : undefined;
}

/** Why this file may not import that file; undefined where it may. */
function folderBreach(from: string, to: string): string | undefined {
  if (top(from) === 'test' || !from.includes('/')) return undefined;
  if (top(to) === 'test') return 'The product never imports its tests: what both need belongs in the product.';
  const rule = FOLDERS[top(from)];
  if (rule === undefined) return 'This folder is not in the architecture: put the file in one that is.';
  // Who of those may read the generated client is a rule of its own.
  return top(to) === 'generated' || rule.mayImport.includes(top(to)) ? undefined : rule.otherwise;
}

/** cards/ and wording/ read the types of services/, and run nothing of it but constants and formatting. */
function servicesTypesBreach(from: string, to: string, typeOnly: boolean): string | undefined {
  if (!['cards', 'wording'].includes(top(from)) || top(to) !== 'services') return undefined;
  if (/store\.ts$/.test(to) || to === 'services/platform/database.ts') {
    return 'A row of the database is not a view: take a type of the noun’s model.ts.';
  }
  if (typeOnly || to.endsWith('/model.ts') || to in READ_BY_CARDS_AND_WORDING) return undefined;
  return `${top(from)}/ takes types of services/ (import type), constants of a model.ts, and formatting: what it decides belongs in the view, made by the use case.`;
}

/** One noun takes of another its model.ts and store.ts alone. */
function nounBreach(from: string, to: string, typeOnly: boolean): string | undefined {
  const [mine, theirs] = [nounOf(from), nounOf(to)];
  if (mine === undefined || theirs === undefined || mine === theirs) return undefined;
  if (mine === 'platform') {
    return typeOnly
      ? undefined
      : 'services/platform/ lies under everything else: it takes types of the others at most.';
  }
  if (theirs === 'microsoft' && !['calendar', 'mail', 'mailbox', 'notifications', 'professionals'].includes(mine)) {
    return 'Microsoft 365 is reached through the ports of calendar, mail, mailbox and notifications, and for roles.';
  }
  if (theirs in GROUND_FLOOR || OPEN_FILES.test(to) || to in SHARED_FILES) return undefined;
  return 'Of another noun only its model.ts and store.ts are open: where two change together, one use case owns the transaction. A pure rule that both need is listed in test/unit/architecture/folder-rules.ts with its reason.';
}

function prismaBreach(from: string, { to }: Import): string | undefined {
  const isPrisma = 'package' in to ? /^@?prisma(?:\/|$)/.test(to.package) : to.file.startsWith('generated/');
  if (!isPrisma || PRISMA_FILES.test(from)) return undefined;
  return 'Queries belong in the noun’s store.ts (or a *-store.ts beside it); the types Database and Transaction come from services/platform/database.ts.';
}

/** One sentence for everything a file imports against the rules of the folders. */
export function folderBreaches(files: readonly ImportingFile[]): string[] {
  return files.flatMap(({ file, imports }) =>
    imports.flatMap((imported) => {
      const { to, typeOnly } = imported;
      const between = (target: string) =>
        folderBreach(file, target) ?? servicesTypesBreach(file, target, typeOnly) ?? nounBreach(file, target, typeOnly);
      const why = prismaBreach(file, imported) ?? ('file' in to ? between(to.file) : undefined);
      return why === undefined ? [] : [`${file} imports ${'file' in to ? to.file : to.package}. ${why}`];
    }),
  );
}

/**
 * Files that import each other in a circle, as one sentence a circle: which is loaded first then depends on who asks.
 * Types count too: a circle of types is two files that can't be read apart.
 */
export function cycleBreaches(files: readonly ImportingFile[]): string[] {
  const targets = new Map(files.map(({ file, imports }) => [file, imports.flatMap(({ to }) => fileOf(to))]));
  const done = new Set<string>();
  const path: string[] = [];
  const found: string[] = [];
  const visit = (file: string): void => {
    const since = path.indexOf(file);
    if (since >= 0) {
      found.push(
        `${[...path.slice(since), file].join(' → ')} is a circle. What two of them need belongs in a third file.`,
      );
    }
    if (since >= 0 || done.has(file)) return;
    path.push(file);
    for (const target of targets.get(file) ?? []) visit(target);
    path.pop();
    done.add(file);
  };
  for (const file of targets.keys()) visit(file);
  return found;
}

function fileOf(to: Import['to']): string[] {
  return 'file' in to ? [to.file] : [];
}
