import { describe, expect, it } from 'vitest';
import { accessTable, type UseCase } from '../../../services/access/access-table.ts';
import type { Actor, DsrRole, Relation } from '../../../services/access/actor.ts';
import { mayDo } from '../../../services/access/authorise.ts';
import { filesIn, readSource } from '../architecture/source-files.ts';
import { guardsIn, isUseCaseFile, useCaseBreaches, useCaseNameOf } from './use-case-files.ts';

const useCases = Object.keys(accessTable) as UseCase[];

/** The table once more in plain words. A change there is a change here: two looks at who may do what. */
const inWords = {
  'everybody, also on the web pages, on their own requests alone': [
    'save-draft',
    'discard-draft',
    'submit-mbe-request',
    'choose-mdt-first',
    'copy-declined-request',
    'withdraw-mbe-request',
    'answer-information',
    'view-draft',
  ],
  'everybody, also on the web pages': ['list-my-requests', 'list-my-referrals'],
  'every professional': ['ask-if-on-register'],
  'everybody, also on the web pages, on their own referrals alone': [
    'save-referral-draft',
    'discard-referral-draft',
    'view-referral-draft',
    'submit-referral',
  ],
  'the referrer, also on the web pages, and the DSR team': ['answer-referral-question', 'withdraw-referral'],
  'the referrer, also on the web pages, the DSR team and the service': ['view-referral'],
  'the requester and the DSR team': ['view-request-history'],
  'the requester, also on the web pages, the DSR team and the service': ['view-mbe-request'],
  'the requester, the DSR team and the service': ['view-register-enquiry'],
  'whoever was invited, in Teams or on the web pages, and the DSR team': [
    'answer-proposal',
    'answer-invitation',
    'name-stand-in',
  ],
  'whoever was invited, in Teams or on the web pages, the DSR team and the service': ['view-proposal'],
  'the DSR team': [
    'list-mailed-messages',
    'settle-mailed-message',
    'draft-mailed-message',
    'send-proposal',
    'withdraw-proposal',
    'set-needs',
    'set-attendee-list',
    'decide-disclosure',
    'end-disclosure',
    'list-disclosures',
    'view-consent',
    'find-consent-invalid',
    'list-who-was-told',
    'send-consent-form',
    'enter-referral',
    'take-mbe-request',
    'hand-over-mbe-request',
    'approve-mbe-request',
    'ask-information',
    'decline-mbe-request',
    'link-same-person',
    'record-basis',
    'book-meeting',
    'reschedule-meeting',
    'cancel-meeting',
    'view-outcome',
    'save-outcome',
    'record-meeting-did-not-happen',
    'preview-summaries',
    'send-summaries',
    'correct-outcome',
    'mark-address-secure',
    'view-communication-needs',
    'set-communication-needs',
    'complete-todo',
    'take-referral',
    'ask-referral-question',
    'accept-referral',
    'refuse-referral',
    'record-reviewers',
    'decide-duplicate',
    'close-duplicate-referral',
    'answer-register-enquiry',
    'word-letter',
    'readdress-letter',
    'release-letter',
    'record-letter-told',
    'set-aside-letter',
    'list-register',
    'list-due',
    'find-person',
    'view-entry-history',
    'view-clock',
    'change-rating',
    'record-review',
    'admit',
    'change-setting',
    'discharge',
    'end-entry',
    'void-register-event',
    'set-key-professionals',
    'record-action-progress',
    'export-register',
    'view-policy',
    'prepare-register-meeting',
    'request-register-meeting',
    'find-register-meeting',
    'list-panel',
    'open-panel-person',
    'record-panel-discussion',
    'ask-service',
    'withdraw-service-question',
  ],
  'the DSR team and the service': [
    'list-queue',
    'view-meeting',
    'view-register-meeting',
    'look-for-times',
    'list-todos',
    'view-person',
    'list-referrals',
    'view-digest',
    'view-referral-triage',
    'list-register-enquiries',
    'view-letter',
    'list-letters',
    'view-service-question',
    'view-mailed-message',
    'submit-mailed-request',
  ],
  'whoever was invited, in Teams or on the web pages': ['list-mine', 'view-invited-meeting'],
  'whoever was invited, on the web pages': [
    'view-family-meeting',
    'say-in-advance',
    'say-whom-you-bring',
    'say-what-helps',
  ],
  'the party that is to do an action, on the web pages': ['view-action', 'report-action'],
  'whose consent it is, or who speaks for them, on the web pages, and the DSR team': [
    'record-consent',
    'withdraw-consent',
    'ask-clinical-lead',
  ],
  'whose consent it is, or who speaks for them, on the web pages': ['view-consent-page', 'answer-consent-page'],
  'the service that was asked, on the web pages': [
    'view-asked-question',
    'answer-service-question',
    'answer-question-by-mail',
  ],
  'the clinical lead': ['share-without-consent', 'cancel-withdrawn-meeting'],
  'the service': [
    'sync-calendar',
    'follow-calendar',
    'decide-proposal',
    'sync-holds',
    'record-response',
    'lapse-consent',
    'handle-mailed-message',
    'fill-mailed-draft',
    'note-bounce',
    'note-invitation-bounce',
  ],
} as const satisfies Record<string, readonly UseCase[]>;

type Who = keyof typeof inWords;
type Person = { called: string; actor: Actor };

const person = (dsrRole: DsrRole | null): Actor => ({ kind: 'professional', id: 'somebody', dsrRole });
const requester: Person = { called: 'a professional', actor: person(null) };
const coordinator: Person = { called: 'a coordinator', actor: person('coordinator') };
const clinicalLead: Person = { called: 'the clinical lead', actor: person('clinical-lead') };
const service: Person = { called: 'the service', actor: { kind: 'system' } };
const visitor: Person = {
  called: 'a visitor of the web pages',
  actor: { kind: 'professional', id: 'somebody', dsrRole: null, outside: true },
};
const everybody = [requester, coordinator, clinicalLead, visitor, service];
const relations: Relation[][] = [
  ...([['requester'], ['referrer'], ['owner'], ['chair'], ['owner', 'chair'], ['none'], []] satisfies Relation[][]),
  ...([['invitee'], ['action-owner'], ['asked'], ['consenter']] satisfies Relation[][]),
];

function isAllowed(who: Who, { actor }: Person, relation: readonly Relation[]): boolean {
  const inTeam = actor.kind === 'professional' && actor.dsrRole !== null;
  const isService = actor.kind === 'system';
  const isOutside = actor.kind === 'professional' && actor.outside === true;
  const isProfessional = !isService && !isOutside;
  const asked = isProfessional && relation.includes('requester');
  const askedAnywhere = !isService && relation.includes('requester');
  const referred = !isService && relation.includes('referrer');
  const invited = !isService && relation.includes('invitee');
  const answers: Record<Who, boolean> = {
    'everybody, also on the web pages, on their own requests alone': askedAnywhere,
    'everybody, also on the web pages': !isService,
    'every professional': isProfessional,
    'everybody, also on the web pages, on their own referrals alone': referred,
    'the referrer, also on the web pages, and the DSR team': referred || inTeam,
    'the referrer, also on the web pages, the DSR team and the service': referred || inTeam || isService,
    'the requester and the DSR team': asked || inTeam,
    'the requester, also on the web pages, the DSR team and the service': askedAnywhere || inTeam || isService,
    'the requester, the DSR team and the service': asked || inTeam || isService,
    'whoever was invited, in Teams or on the web pages, and the DSR team': invited || inTeam,
    'whoever was invited, in Teams or on the web pages, the DSR team and the service': invited || inTeam || isService,
    'the DSR team': inTeam,
    'the DSR team and the service': inTeam || isService,
    'whoever was invited, in Teams or on the web pages': invited,
    'whoever was invited, on the web pages': isOutside && relation.includes('invitee'),
    'the party that is to do an action, on the web pages': isOutside && relation.includes('action-owner'),
    'whose consent it is, or who speaks for them, on the web pages, and the DSR team':
      (isOutside && relation.includes('consenter')) || inTeam,
    'whose consent it is, or who speaks for them, on the web pages': isOutside && relation.includes('consenter'),
    'the service that was asked, on the web pages': isOutside && relation.includes('asked'),
    'the clinical lead': actor.kind === 'professional' && actor.dsrRole === 'clinical-lead',
    'the service': isService,
  };
  return answers[who];
}

describe('who may do what', () => {
  it('every use case of the table is here in plain words, once', () => {
    expect(Object.values(inWords).flat().sort()).toEqual([...useCases].sort());
  });

  it.each(Object.entries(inWords) as [Who, readonly UseCase[]][])(
    '%s may, whatever they are to the record, and nobody else',
    (who, names) => {
      for (const useCase of names) {
        for (const one of everybody) {
          for (const relation of relations) {
            const asked = `${useCase} by ${one.called}, who is ${relation.join(' and ') || 'nothing'} to the record`;
            expect({ asked, may: mayDo(useCase, one.actor, relation) }).toEqual({
              asked,
              may: isAllowed(who, one, relation),
            });
          }
        }
      }
    },
  );

  it('a requester may do nothing of the DSR team, whatever they are to the record', () => {
    for (const useCase of [...inWords['the DSR team'], ...inWords['the DSR team and the service']]) {
      for (const relation of relations) expect(mayDo(useCase, requester.actor, relation), useCase).toBe(false);
    }
  });

  it('only the clinical lead may decide to share without consent', () => {
    expect(everybody.filter(({ actor }) => mayDo('share-without-consent', actor, ['owner', 'chair']))).toEqual([
      clinicalLead,
    ]);
  });

  it('the service may look, keep the calendar in step, place what was mailed, record answers and carry out what a proposal was sent to do, and decides nothing else', () => {
    expect(useCases.filter((useCase) => mayDo(useCase, service.actor, ['none'])).sort()).toEqual([
      'decide-proposal',
      'fill-mailed-draft',
      'follow-calendar',
      'handle-mailed-message',
      'lapse-consent',
      'list-letters',
      'list-queue',
      'list-referrals',
      'list-register-enquiries',
      'list-todos',
      'look-for-times',
      'note-bounce',
      'note-invitation-bounce',
      'record-response',
      'submit-mailed-request',
      'sync-calendar',
      'sync-holds',
      'view-digest',
      'view-letter',
      'view-mailed-message',
      'view-mbe-request',
      'view-meeting',
      'view-person',
      'view-proposal',
      'view-referral',
      'view-referral-triage',
      'view-register-enquiry',
      'view-register-meeting',
      'view-service-question',
    ]);
  });
});

describe('every use case asks the table', () => {
  const files = filesIn(['services'])
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ file, source: readSource(file) }));
  const guards = guardsIn(files);
  const ofUseCases = files.filter((one) => isUseCaseFile(one) || useCaseNameOf(one.file) in accessTable);

  it('each is in it, and asks it in its own name', () => {
    expect(ofUseCases.flatMap((one) => useCaseBreaches(one, guards))).toEqual([]);
  });

  it('each line of it has its use case: one file of that name, one function of that name', () => {
    const written = ofUseCases.filter(isUseCaseFile).map(({ file }) => useCaseNameOf(file));
    expect(useCases.filter((useCase) => !written.includes(useCase))).toEqual([]);
    expect(written.filter((name, at) => written.indexOf(name) !== at)).toEqual([]);
  });

  const written = (body: string, name = 'bookMeeting') => ({
    file: 'services/meetings/book-meeting.ts',
    source: `type Input = { actor: Actor; meetingId: string };
export async function ${name}(deps: Deps, input: Input): Promise<Result<{ id: string }, NotAllowed>> { ${body} }`,
  });

  it.each([
    ['says nothing', 'return ok({});', 'does not ask the access table'],
    ['asks for another', "await authorise(deps, 'cancel-meeting', actor, about);", "under the name 'cancel-meeting'"],
    [
      'records another',
      "await openMeeting(deps, 'book-meeting', actor); const entry = { useCase: 'cancel-meeting' };",
      "under the name 'cancel-meeting'",
    ],
    ['asks in a comment', "// authorise(deps, 'book-meeting', actor, about)", 'does not ask the access table'],
  ])('a use case that %s is found', (_what, body, message) => {
    const one = written(body);
    expect(isUseCaseFile(one)).toBe(true);
    expect(useCaseBreaches(one, guards).join('\n')).toContain(message);
  });

  it.each([
    ['type Input = { actor: Actor };', 'input: Input', true],
    ['type Input = ChangeInput & { note: string };', 'input: Input', true],
    ['', 'input: ChangeInput', true],
    ['', '{ actor }: { actor: Actor; kinds: Map<string, Kind> }', true],
    ['type Input = { deliveryId: string; kind: Kind };', 'input: Input', false],
    ['', 'input: { at: Date }', false],
    ['', 'useCase: UseCase, input: { actor: Actor }', false],
  ])('%s bookMeeting(deps, %s) is a use case: %s', (declared, parameters, expected) => {
    const source = `${declared} export function bookMeeting(deps: Deps & { a: B }, ${parameters}): Promise<void> {}`;
    expect(isUseCaseFile({ file: 'services/meetings/book-meeting.ts', source })).toBe(expected);
  });

  it('a use case without a line in the table is found', () => {
    const one = {
      ...written("authorise(deps, 'book-meeting', actor)", 'bookTwice'),
      file: 'services/meetings/book-twice.ts',
    };
    expect(isUseCaseFile(one)).toBe(true);
    expect(useCaseBreaches(one, guards).join('\n')).toContain('say who may do it');
  });

  it('what asks on behalf of use cases hands their name on to the table', () => {
    expect([...guards]).toEqual(expect.arrayContaining(['authorise', 'openMeeting', 'requestFor', 'mayUseDraft']));
    const careless =
      'export async function openIt(deps: Deps, useCase: UseCase) { return authorise(deps, "view-draft"); }';
    expect([...guardsIn([{ file: 'services/meetings/open-it.ts', source: careless }])]).toEqual(['authorise']);
  });
});
