/**
 * The one list of columns that hold, or can hold, personal data: what each is kept for and who sees it. A test fails for a
 * text column of schema.prisma that is neither here nor in `notPersonal`: whoever adds one decides which it is.
 *
 * A code counts as personal where it says something of somebody's health, care, views or conduct. Ids count where they
 * come from outside and lead to a person (Entra, Teams). Days and numbers are listed where they are about somebody.
 */

import {
  ANY_INVITEE,
  ANYBODY,
  CONTACT,
  column,
  type Entry,
  FAMILY,
  INDIVIDUAL,
  INDIVIDUAL_AND_FAMILY,
  type PersonalColumn,
  PROFESSIONAL,
  REQUESTER_AND_TEAM,
  SERVICE,
  SUMMARIES,
  TEAM,
} from './personal-column.ts';
import { outsideTeams } from './personal-data-outside-teams.ts';
import { theRegister } from './personal-data-register.ts';

const byModel: Record<string, readonly Entry[]> = {
  Organisation: [
    column('dutyEmail', CONTACT, ['DSR team', 'receiver'], 'To ask an organisation where no contact can be asked'),
    column('managerName', CONTACT, ['DSR team', 'receiver'], 'To escalate an overdue action'),
    column('managerEmail', CONTACT, ['DSR team', 'receiver'], 'To escalate an overdue action'),
  ],
  AgencyContact: [
    column('name', CONTACT, ['DSR team', 'receiver'], 'To invite somebody for their organisation'),
    column('jobTitle', CONTACT, TEAM, 'To invite the person at an organisation who can act for it'),
    column('email', CONTACT, ['DSR team', 'receiver'], 'To send the invitation and the summary'),
    column('worksFrom', CONTACT, TEAM, 'To look for a time when they work'),
    column('worksTo', CONTACT, TEAM, 'To look for a time when they work'),
  ],
  SecureAddress: [column('address', ANY_INVITEE, TEAM, 'To know where text about an individual may be sent')],
  Professional: [
    column('aadObjectId', PROFESSIONAL, SERVICE, 'To recognise the sender of a Teams message'),
    column('confirmedAddress', ANYBODY, ['DSR team', 'receiver'], 'To know who acts on the web pages'),
    column('name', PROFESSIONAL, ['requester', 'DSR team', 'invitees'], 'To say who asked, decided and chairs'),
    column('email', PROFESSIONAL, ['DSR team', 'receiver'], 'To tell a requester by mail where Teams cannot'),
    column('jobRole', PROFESSIONAL, REQUESTER_AND_TEAM, 'To say in what role somebody asks'),
    column('organisation', PROFESSIONAL, REQUESTER_AND_TEAM, 'To say for whom somebody asks'),
    column('phone', PROFESSIONAL, REQUESTER_AND_TEAM, 'To ask a requester back'),
  ],
  Person: [
    column(
      'fullName',
      INDIVIDUAL,
      ['requester', 'DSR team', 'summary receivers', 'receiver'],
      'To know whom a request, a referral or a letter is about',
    ),
    column('nameKey', INDIVIDUAL, SERVICE, 'To find other requests that may be about the same individual'),
    column('dateOfBirth', INDIVIDUAL, REQUESTER_AND_TEAM, 'To tell individuals of the same name apart'),
    column('nhsNumber', INDIVIDUAL, REQUESTER_AND_TEAM, 'To tell individuals of the same name apart'),
    column(
      'dsrReference',
      INDIVIDUAL,
      ['DSR team', 'receiver'],
      'To speak of somebody on the register without their name',
    ),
    column('residence', INDIVIDUAL, REQUESTER_AND_TEAM, 'To know which services are responsible'),
    column('contactVia', INDIVIDUAL, REQUESTER_AND_TEAM, 'To tell the individual things in the way they asked for'),
    column('contactDetail', INDIVIDUAL, ['requester', 'DSR team', 'receiver'], 'To reach the individual'),
    column(
      'contactFormat',
      INDIVIDUAL,
      REQUESTER_AND_TEAM,
      'To tell the individual things in a format they understand',
    ),
    column('interpreter', INDIVIDUAL, REQUESTER_AND_TEAM, 'To obey what the individual needs to take part'),
    column('otherNeeds', INDIVIDUAL, REQUESTER_AND_TEAM, 'To obey what the individual needs to take part'),
  ],
  MbeRequest: [
    column('typed', ANYBODY, ['requester'], 'To keep a draft as it was typed, until it is sent or discarded'),
    column('purpose', ANYBODY, REQUESTER_AND_TEAM, 'To decide on the request and prepare the meeting'),
    column('whyNoMdt', ANYBODY, REQUESTER_AND_TEAM, 'To decide on the request'),
    column('mdtWhen', ANYBODY, REQUESTER_AND_TEAM, 'To know whether a meeting of the usual team was tried'),
    column('mdtWhoCame', ANYBODY, REQUESTER_AND_TEAM, 'To know whether a meeting of the usual team was tried'),
    column('mdtWouldHelp', ANYBODY, REQUESTER_AND_TEAM, 'To know what would make a meeting of the usual team possible'),
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
    column('cancelReason', INDIVIDUAL, ['DSR team', 'invitees'], 'To tell those invited why a meeting was cancelled'),
  ],
  Invitee: [
    column('kind', ANY_INVITEE, TEAM, 'To know what an invitee may be told'),
    column('name', ANY_INVITEE, TEAM, 'To invite them and record who came'),
    column('email', ANY_INVITEE, ['DSR team', 'receiver'], 'To send the invitation and the summary'),
    column('otherContact', INDIVIDUAL_AND_FAMILY, TEAM, 'To reach somebody who has no email address'),
    column('toBring', ANYBODY, ['DSR team', 'receiver'], 'To say what they are asked to bring'),
    column('bringing', FAMILY, TEAM, 'To know whom the individual or their family bring with them'),
    column('response', ANY_INVITEE, TEAM, 'To know who will come'),
    column('responseNote', ANYBODY, TEAM, 'To know what they said with their answer'),
    column('answeredBy', CONTACT, TEAM, 'To know who answered from an inbox that several people read'),
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
  TeamTodo: [column('note', ANYBODY, TEAM, 'To say how it was done, or what somebody said that is to be recorded')],
  ConversationReference: [
    column('conversationId', PROFESSIONAL, SERVICE, 'To write to somebody in their own chat'),
    column('reference', PROFESSIONAL, SERVICE, 'To write to somebody in their own chat'),
  ],
  SentCard: [column('conversationId', PROFESSIONAL, SERVICE, 'To bring a card in somebody’s chat up to date')],
  ActionProgress: [
    column('state', CONTACT, TEAM, 'To know what became of an agreed action'),
    column('note', ANYBODY, TEAM, 'To know what became of an agreed action'),
    column('answeredBy', CONTACT, TEAM, 'To know who answered from an inbox that several people read'),
  ],
  Representative: [
    column('name', FAMILY, REQUESTER_AND_TEAM, 'To know who speaks or decides for the individual'),
    column('relation', FAMILY, REQUESTER_AND_TEAM, 'To know on what authority somebody decides'),
    column('contactVia', FAMILY, REQUESTER_AND_TEAM, 'To tell them things in the way they asked for'),
    column('contactDetail', FAMILY, ['requester', 'DSR team', 'receiver'], 'To reach them'),
    column('contactFormat', FAMILY, REQUESTER_AND_TEAM, 'To tell them things in a format they understand'),
  ],
  KeyProfessional: [
    column('name', PROFESSIONAL, ['requester', 'DSR team', 'receiver'], 'To know who knows the individual'),
    column('nameKey', PROFESSIONAL, SERVICE, 'To find whom somebody is key professional of'),
    column('jobRole', PROFESSIONAL, REQUESTER_AND_TEAM, 'To know in what role they know the individual'),
    column('organisation', PROFESSIONAL, REQUESTER_AND_TEAM, 'To know for whom they work'),
    column('email', PROFESSIONAL, ['requester', 'DSR team', 'receiver'], 'To ask them about what falls due'),
    column('phone', PROFESSIONAL, REQUESTER_AND_TEAM, 'To ask them about what falls due'),
  ],
  Referral: [
    column('typed', ANYBODY, ['requester'], 'To keep a draft as it was typed, until it is sent or discarded'),
    column('contactName', ANYBODY, REQUESTER_AND_TEAM, 'Who was on the phone or wrote, to ask them back'),
    column('contactRelation', INDIVIDUAL_AND_FAMILY, REQUESTER_AND_TEAM, 'What they are to the individual'),
    column('contactVia', ANYBODY, REQUESTER_AND_TEAM, 'To tell them the outcome'),
    column('contactDetail', ANYBODY, ['requester', 'DSR team', 'receiver'], 'To tell them the outcome'),
    column('eligibility', INDIVIDUAL, REQUESTER_AND_TEAM, 'To decide whether the register is for the individual'),
    column('currentIssues', ANYBODY, REQUESTER_AND_TEAM, 'To judge the risk'),
    column('escalationRisk', ANYBODY, REQUESTER_AND_TEAM, 'To judge the risk'),
    column('whatWasTried', ANYBODY, REQUESTER_AND_TEAM, 'To build on what helps'),
    column('whatCouldHelp', ANYBODY, REQUESTER_AND_TEAM, 'To agree what could reduce the risk'),
    column('actionPlan', ANYBODY, REQUESTER_AND_TEAM, 'To plan current and future services'),
    column('consentNote', ANYBODY, REQUESTER_AND_TEAM, 'To know why the person has not been asked for consent yet'),
    column('suggestedRating', INDIVIDUAL, REQUESTER_AND_TEAM, 'To judge the risk'),
    column('supportTool', INDIVIDUAL, REQUESTER_AND_TEAM, 'To judge the risk with the area’s own tool'),
    column('urgentBecause', INDIVIDUAL, REQUESTER_AND_TEAM, 'To repeat what to do in an emergency'),
    column('reviewers', PROFESSIONAL, TEAM, 'To show that education and social care took part'),
    column('decisionReason', INDIVIDUAL, REQUESTER_AND_TEAM, 'To say why the register is not for the individual'),
    column('decisionNote', ANYBODY, REQUESTER_AND_TEAM, 'To say why the register is not for the individual'),
    column('whatElseHelps', ANYBODY, REQUESTER_AND_TEAM, 'To say where else the individual can turn'),
    column('rating', INDIVIDUAL, TEAM, 'To know with what risk the individual came onto the register'),
    column('decisionMadeBy', PROFESSIONAL, TEAM, 'To know who took the decision'),
    column('endNote', ANYBODY, REQUESTER_AND_TEAM, 'To say why a referral was withdrawn'),
  ],
  ReferralQuestion: [
    column('question', ANYBODY, REQUESTER_AND_TEAM, 'To ask for what a decision needs'),
    column('answer', ANYBODY, REQUESTER_AND_TEAM, 'To decide on the referral'),
  ],
};

/** Every personal column, model by model. */
export const personalColumns: readonly PersonalColumn[] = Object.entries({
  ...byModel,
  ...theRegister,
  ...outsideTeams,
}).flatMap(([model, entries]) => entries.map((entry) => ({ model, ...entry })));

/**
 * Text columns that hold a code, a key made of ids, or a word on something that is not a person. Ids of type uuid are left
 * out: such a column can hold nothing else.
 */
export const notPersonal: Readonly<Record<string, readonly string[]>> = {
  Organisation: ['name', 'kind', 'mailDomain'],
  Professional: ['dsrRole'],
  MbeRequest: ['reference', 'state', 'policyVersion', 'basisEndedBecause', 'mdtTried', 'receivedBy'],
  RequestCorrection: ['field'],
  Meeting: [
    'kind',
    'reference',
    'state',
    'calendarEventId',
    'calendarUid',
    'calendarEtag',
    'joinUrl',
    'quorum',
    'quorumState',
    'timesAdvice',
  ],
  Invitee: ['need'],
  ProposedTime: ['quorate'],
  Proposal: ['state'],
  CalendarHold: ['eventId'],
  Disclosure: ['eventKey', 'via'],
  AccessLink: ['kind'],
  ServiceQuestion: ['reference'],
  ServiceQuestionReceiver: ['state'],
  MdtChoice: ['choice'],
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
  Referral: ['reference', 'state', 'route', 'receivedBy', 'locality', 'policyVersion'],
  RegisterEntry: ['policyVersion'],
  RegisterEvent: ['policyVersion'],
  ConsentEvent: ['scope', 'policyVersion'],
  Clock: ['subject', 'kind', 'nature', 'policyVersion'],
  Letter: ['kind', 'eventKey', 'state'],
  SeniorManager: ['sector'],
  // Append-only, so nothing in it could ever be erased: ids and codes alone.
  AuditEvent: ['actorKind', 'useCase', 'noun', 'result', 'fromState', 'toState', 'reason', 'detail'],
};
