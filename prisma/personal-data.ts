/**
 * The one list of columns that hold, or can hold, personal data: what each is kept for and who sees it. A test fails for a
 * text column of schema.prisma that is neither here nor in `notPersonal`: whoever adds one decides which it is.
 *
 * A code counts as personal where it says something of somebody's health, care, views or conduct. Ids count where they
 * come from outside and lead to a person (Entra, Teams). Days and numbers are listed where they are about somebody.
 */

/** Whom the data is about. 'family' is a parent, carer or guardian. */
export type About = 'individual' | 'family' | 'professional' | 'agency contact';

/** 'receiver' is whoever is written to by this row; 'service' means that no person is shown it. */
export type SeenBy = 'requester' | 'DSR team' | 'invitees' | 'summary receivers' | 'receiver' | 'service';

export type PersonalColumn = {
  model: string;
  column: string;
  about: readonly About[];
  purpose: string;
  seenBy: readonly SeenBy[];
};

type Entry = Omit<PersonalColumn, 'model'>;

const INDIVIDUAL = ['individual'] as const;
const INDIVIDUAL_AND_FAMILY = ['individual', 'family'] as const;
const PROFESSIONAL = ['professional'] as const;
const CONTACT = ['agency contact'] as const;
const ANY_INVITEE = ['agency contact', 'individual', 'family'] as const;
/** Free text can name anybody. */
const ANYBODY = ['individual', 'family', 'professional', 'agency contact'] as const;

const TEAM = ['DSR team'] as const;
const REQUESTER_AND_TEAM = ['requester', 'DSR team'] as const;
const SUMMARIES = ['DSR team', 'summary receivers'] as const;
const SERVICE = ['service'] as const;

function column(name: string, about: readonly About[], seenBy: readonly SeenBy[], purpose: string): Entry {
  return { column: name, about, seenBy, purpose };
}

const byModel: Record<string, readonly Entry[]> = {
  AgencyContact: [
    column('name', CONTACT, ['DSR team', 'receiver'], 'To invite somebody for their organisation'),
    column('jobTitle', CONTACT, TEAM, 'To invite the person at an organisation who can act for it'),
    column('email', CONTACT, ['DSR team', 'receiver'], 'To send the invitation and the summary'),
  ],
  SecureAddress: [column('address', ANY_INVITEE, TEAM, 'To know where text about an individual may be sent')],
  Professional: [
    column('aadObjectId', PROFESSIONAL, SERVICE, 'To recognise the sender of a Teams message'),
    column('name', PROFESSIONAL, ['requester', 'DSR team', 'invitees'], 'To say who asked, decided and chairs'),
    column('email', PROFESSIONAL, ['DSR team', 'receiver'], 'To tell a requester by mail where Teams cannot'),
    column('jobRole', PROFESSIONAL, REQUESTER_AND_TEAM, 'To say in what role somebody asks'),
    column('organisation', PROFESSIONAL, REQUESTER_AND_TEAM, 'To say for whom somebody asks'),
    column('phone', PROFESSIONAL, REQUESTER_AND_TEAM, 'To ask a requester back'),
  ],
  Person: [
    column('fullName', INDIVIDUAL, ['requester', 'DSR team', 'summary receivers'], 'To know whom a request is about'),
    column('nameKey', INDIVIDUAL, SERVICE, 'To find other requests that may be about the same individual'),
    column('dateOfBirth', INDIVIDUAL, REQUESTER_AND_TEAM, 'To tell individuals of the same name apart'),
    column('nhsNumber', INDIVIDUAL, REQUESTER_AND_TEAM, 'To tell individuals of the same name apart'),
  ],
  MbeRequest: [
    column('typed', ANYBODY, ['requester'], 'To keep a draft as it was typed, until it is sent or discarded'),
    column('purpose', ANYBODY, REQUESTER_AND_TEAM, 'To decide on the request and prepare the meeting'),
    column('whyNoMdt', ANYBODY, REQUESTER_AND_TEAM, 'To decide on the request'),
    column('individualAnswer', INDIVIDUAL, REQUESTER_AND_TEAM, 'To know whether the individual is to be invited'),
    column('individualDetail', ANYBODY, REQUESTER_AND_TEAM, 'How to reach the individual, or why they are not invited'),
    column('carerAnswer', ['family'], REQUESTER_AND_TEAM, 'To know whether the parent or carer is to be invited'),
    column('carerDetail', ANYBODY, REQUESTER_AND_TEAM, 'How to reach the parent or carer, or why they are not invited'),
    column('basis', INDIVIDUAL, REQUESTER_AND_TEAM, 'The ground on which information about the individual is shared'),
    column('basisDetail', ANYBODY, REQUESTER_AND_TEAM, 'Who decided in the individual’s best interest, or why not yet'),
    column('basisDay', INDIVIDUAL, REQUESTER_AND_TEAM, 'When the best-interest decision was made'),
    column(
      'place',
      INDIVIDUAL_AND_FAMILY,
      ['requester', 'DSR team', 'invitees'],
      'Where they meet, which may be a home',
    ),
    column('urgentBecause', INDIVIDUAL, REQUESTER_AND_TEAM, 'To repeat what to do in an emergency, and decide sooner'),
    column('purposeCategory', INDIVIDUAL, REQUESTER_AND_TEAM, 'To report what meetings are asked for'),
    column('decisionReason', INDIVIDUAL, REQUESTER_AND_TEAM, 'To tell the requester why a request was declined'),
    column('decisionNote', ANYBODY, REQUESTER_AND_TEAM, 'To tell the requester why a request was declined'),
    column('endNote', ANYBODY, REQUESTER_AND_TEAM, 'To say why a request was withdrawn or cancelled'),
  ],
  RequestedInvitee: [
    column('name', ANYBODY, REQUESTER_AND_TEAM, 'Whom the requester asked to invite'),
    column('email', ANYBODY, REQUESTER_AND_TEAM, 'Whom the requester asked to invite'),
  ],
  InformationRequest: [
    column('question', ANYBODY, REQUESTER_AND_TEAM, 'To ask for what a decision needs'),
    column('answer', ANYBODY, REQUESTER_AND_TEAM, 'To decide on the request'),
  ],
  RequestCorrection: [
    column('before', ANYBODY, REQUESTER_AND_TEAM, 'To show the requester what was corrected on approval'),
    column('after', ANYBODY, REQUESTER_AND_TEAM, 'To show the requester what was corrected on approval'),
  ],
  Meeting: [
    column('purposeCategory', INDIVIDUAL, TEAM, 'To report what meetings are held for'),
    column('place', INDIVIDUAL_AND_FAMILY, ['DSR team', 'invitees'], 'Where they meet, which may be a home'),
    column('endReason', INDIVIDUAL, REQUESTER_AND_TEAM, 'To say why a meeting was cancelled or did not take place'),
    column('endNote', ANYBODY, REQUESTER_AND_TEAM, 'To say why a meeting was cancelled or did not take place'),
  ],
  Invitee: [
    column('kind', ANY_INVITEE, TEAM, 'To know what an invitee may be told'),
    column('name', ANY_INVITEE, TEAM, 'To invite them and record who came'),
    column('email', ANY_INVITEE, ['DSR team', 'receiver'], 'To send the invitation and the summary'),
    column('otherContact', INDIVIDUAL_AND_FAMILY, TEAM, 'To reach somebody who has no email address'),
    column('response', ANY_INVITEE, TEAM, 'To know who will come'),
  ],
  SharingDecision: [
    column('reason', INDIVIDUAL, TEAM, 'The clinical lead’s ground for sharing without consent'),
    column('note', ANYBODY, TEAM, 'The clinical lead’s ground for sharing without consent'),
  ],
  Outcome: [
    column('recommendedRating', INDIVIDUAL, TEAM, 'What the meeting recommends for the register'),
    column('nextStep', ANYBODY, SUMMARIES, 'What follows from the meeting'),
    column('themes', INDIVIDUAL, TEAM, 'To report what brings individuals to a meeting'),
    column('gaps', ANYBODY, TEAM, 'To report which services were missing'),
  ],
  Attendance: [
    column('came', ANY_INVITEE, TEAM, 'To record who came'),
    column('standInName', CONTACT, TEAM, 'To record who came instead'),
  ],
  Decision: [column('text', ANYBODY, SUMMARIES, 'To tell each party what was decided that it needs')],
  AgreedAction: [
    column('what', ANYBODY, SUMMARIES, 'To tell each party what it has agreed to do'),
    column('who', ANYBODY, SUMMARIES, 'To say who at that party does it'),
  ],
  TeamTodo: [column('note', ANYBODY, TEAM, 'To say how it was done')],
  ConversationReference: [
    column('conversationId', PROFESSIONAL, SERVICE, 'To write to somebody in their own chat'),
    column('reference', PROFESSIONAL, SERVICE, 'To write to somebody in their own chat'),
  ],
  SentCard: [column('conversationId', PROFESSIONAL, SERVICE, 'To bring a card in somebody’s chat up to date')],
};

/** Every personal column, model by model in the order of schema.prisma. */
export const personalColumns: readonly PersonalColumn[] = Object.entries(byModel).flatMap(([model, entries]) =>
  entries.map((entry) => ({ model, ...entry })),
);

/**
 * Text columns that hold a code, a key made of ids, or a word on something that is not a person. Ids of type uuid are left
 * out: such a column can hold nothing else.
 */
export const notPersonal: Readonly<Record<string, readonly string[]>> = {
  Organisation: ['name', 'kind', 'mailDomain'],
  Professional: ['dsrRole'],
  MbeRequest: ['reference', 'state', 'policyVersion'],
  RequestCorrection: ['field'],
  Meeting: ['kind', 'state', 'calendarEventId', 'calendarUid', 'calendarEtag', 'joinUrl'],
  Outcome: ['state'],
  // Party keys: ids of organisations and invitees, and the codes of the individual, the carer and the DSR team.
  Decision: ['parties'],
  AgreedAction: ['party'],
  TeamTodo: ['kind', 'eventKey'],
  Delivery: ['kind', 'eventKey', 'state', 'channel', 'detail', 'lastError', 'messageId'],
  ConversationReference: ['kind'],
  SentCard: ['activityId', 'card', 'digest', 'revision'],
  IdempotencyKey: ['useCase'],
  Reminder: ['kind'],
  ReferenceCounter: ['series'],
  // Append-only, so nothing in it could ever be erased: ids and codes alone.
  AuditEvent: ['actorKind', 'useCase', 'noun', 'result', 'fromState', 'toState', 'reason', 'detail'],
};
