import type { Relation } from './actor.ts';

/**
 * 'anybody' is every professional of the tenant; a coordinator is one too, and a clinical lead is both. 'outside' is whoever
 * has confirmed an email address on the web pages: none of the others.
 */
export type Role = 'anybody' | 'outside' | 'coordinator' | 'clinical-lead' | 'system';

/** For each role: on any record, or only on a record to which the actor stands in one of these relations. */
export type AccessRule = Partial<Record<Role, 'any' | readonly Relation[]>>;

const theirOwn: AccessRule = { anybody: ['requester'], outside: ['requester'] };
const theirOwnReferral: AccessRule = { anybody: ['referrer'], outside: ['referrer'] };
/** Whoever is invited, by the address that they have confirmed. */
const theirInvitation: AccessRule = { outside: ['invitee'] };
const referrerOrTeam: AccessRule = { anybody: ['referrer'], outside: ['referrer'], coordinator: 'any' };
const theTeam: AccessRule = { coordinator: 'any' };
const theClinicalLead: AccessRule = { 'clinical-lead': 'any' };
const theService: AccessRule = { system: 'any' };

/**
 * Who may do what: role × use case × relation to the record. Every use case asks it before it decides, and a use case
 * that is not here can't be called (test/unit/access). A new use case is a new line.
 */
export const accessTable = {
  // MbE requests, the requester's side
  'save-draft': theirOwn,
  'discard-draft': theirOwn,
  'submit-mbe-request': theirOwn,
  'choose-mdt-first': theirOwn,
  'copy-declined-request': theirOwn,
  'withdraw-mbe-request': theirOwn,
  'answer-information': theirOwn,
  'list-my-requests': { anybody: 'any', outside: 'any' },
  'view-draft': theirOwn,
  'view-mbe-request': { anybody: ['requester'], outside: ['requester'], coordinator: 'any', system: 'any' },
  'view-request-history': { anybody: ['requester'], coordinator: 'any' },
  // MbE requests, the DSR team's side
  'take-mbe-request': theTeam,
  'hand-over-mbe-request': theTeam,
  'approve-mbe-request': theTeam,
  'ask-information': theTeam,
  'decline-mbe-request': theTeam,
  'link-same-person': theTeam,
  'record-basis': theTeam,
  'list-queue': { coordinator: 'any', system: 'any' },
  // Meetings
  'view-meeting': { coordinator: 'any', system: 'any' },
  'look-for-times': { coordinator: 'any', system: 'any' },
  'send-proposal': theTeam,
  'withdraw-proposal': theTeam,
  // A coordinator also enters what somebody without an address says on the phone
  'answer-proposal': { anybody: ['invitee'], outside: ['invitee'], coordinator: 'any' },
  'view-proposal': { anybody: ['invitee'], outside: ['invitee'], coordinator: 'any', system: 'any' },
  'decide-proposal': theService,
  'sync-holds': theService,
  'book-meeting': theTeam,
  'reschedule-meeting': theTeam,
  'cancel-meeting': theTeam,
  'share-without-consent': theClinicalLead,
  // After booking
  'set-needs': theTeam,
  'set-attendee-list': theTeam,
  'answer-invitation': { anybody: ['invitee'], outside: ['invitee'], coordinator: 'any' },
  'name-stand-in': { anybody: ['invitee'], outside: ['invitee'], coordinator: 'any' },
  'decide-disclosure': theTeam,
  'end-disclosure': theTeam,
  'list-disclosures': theTeam,
  'sync-calendar': theService,
  'follow-calendar': theService,
  // Meetings of the register
  'prepare-register-meeting': theTeam,
  'request-register-meeting': theTeam,
  'view-register-meeting': { coordinator: 'any', system: 'any' },
  'find-register-meeting': theTeam,
  'list-panel': theTeam,
  'open-panel-person': theTeam,
  'record-panel-discussion': theTeam,
  'record-response': theService,
  // Outcomes
  'view-outcome': theTeam,
  'save-outcome': theTeam,
  'record-meeting-did-not-happen': theTeam,
  'preview-summaries': theTeam,
  'send-summaries': theTeam,
  'correct-outcome': theTeam,
  // Agencies and to-dos
  'mark-address-secure': theTeam,
  'complete-todo': theTeam,
  'list-todos': { coordinator: 'any', system: 'any' },
  // The area's policy
  'view-policy': theTeam,
  // The register as a whole
  'view-digest': { coordinator: 'any', system: 'any' },
  // Referrals, the referrer's side; what a coordinator entered for somebody, any of the team may go on with once it is sent
  'enter-referral': theTeam,
  'save-referral-draft': theirOwnReferral,
  'discard-referral-draft': theirOwnReferral,
  'view-referral-draft': theirOwnReferral,
  'submit-referral': theirOwnReferral,
  'list-my-referrals': { anybody: 'any', outside: 'any' },
  'view-referral': { ...referrerOrTeam, system: 'any' },
  'answer-referral-question': referrerOrTeam,
  'withdraw-referral': referrerOrTeam,
  'ask-if-on-register': { anybody: 'any' },
  // Referrals, the DSR team's side
  'take-referral': theTeam,
  'ask-referral-question': theTeam,
  'accept-referral': theTeam,
  'refuse-referral': theTeam,
  'record-reviewers': theTeam,
  'list-referrals': { coordinator: 'any', system: 'any' },
  'view-referral-triage': { coordinator: 'any', system: 'any' },
  'decide-duplicate': theTeam,
  'close-duplicate-referral': theTeam,
  // Questions whether somebody is on the register
  'view-register-enquiry': { anybody: ['requester'], coordinator: 'any', system: 'any' },
  'answer-register-enquiry': theTeam,
  'list-register-enquiries': { coordinator: 'any', system: 'any' },
  // Communication needs
  'view-communication-needs': theTeam,
  'set-communication-needs': theTeam,
  // A meeting as the person and their family see it
  'view-family-meeting': theirInvitation,
  'say-in-advance': theirInvitation,
  'say-whom-you-bring': theirInvitation,
  'say-what-helps': theirInvitation,
  // Letters
  'view-letter': { coordinator: 'any', system: 'any' },
  'list-letters': { coordinator: 'any', system: 'any' },
  'word-letter': theTeam,
  'readdress-letter': theTeam,
  'release-letter': theTeam,
  'record-letter-told': theTeam,
  'set-aside-letter': theTeam,
  // Consent to the register
  'view-consent': theTeam,
  'record-consent': { ...theTeam, outside: ['consenter'] },
  'withdraw-consent': { ...theTeam, outside: ['consenter'] },
  'find-consent-invalid': theTeam,
  'ask-clinical-lead': { ...theTeam, outside: ['consenter'] },
  'list-who-was-told': theTeam,
  'send-consent-form': theTeam,
  'view-consent-page': { outside: ['consenter'] },
  'answer-consent-page': { outside: ['consenter'] },
  'cancel-withdrawn-meeting': theClinicalLead,
  'lapse-consent': theService,
  // The register
  'list-register': theTeam,
  'list-due': theTeam,
  'find-person': theTeam,
  'view-person': { coordinator: 'any', system: 'any' },
  'view-entry-history': theTeam,
  'view-clock': theTeam,
  'change-rating': theTeam,
  'record-review': theTeam,
  admit: theTeam,
  'change-setting': theTeam,
  discharge: theTeam,
  'end-entry': theTeam,
  'void-register-event': theTeam,
  'set-key-professionals': theTeam,
  'record-action-progress': theTeam,
  'export-register': theTeam,
  // People without Teams: what is theirs by their address
  'list-mine': { anybody: ['invitee'], outside: ['invitee'] },
  'view-invited-meeting': { anybody: ['invitee'], outside: ['invitee'] },
  'view-action': { outside: ['action-owner'] },
  'report-action': { outside: ['action-owner'] },
  // Questions to services on behalf of somebody on the register
  'ask-service': theTeam,
  'withdraw-service-question': theTeam,
  'view-service-question': { coordinator: 'any', system: 'any' },
  'view-asked-question': { outside: ['asked'] },
  'answer-service-question': { outside: ['asked'] },
  'answer-question-by-mail': { outside: ['asked'] },
  // The shared mailbox
  'handle-mailed-message': theService,
  // What a message asks for; a coordinator has a draft made of one that waited
  'submit-mailed-request': { system: 'any', coordinator: 'any' },
  'fill-mailed-draft': theService,
  'note-bounce': theService,
  'note-invitation-bounce': theService,
  'list-mailed-messages': theTeam,
  'view-mailed-message': { coordinator: 'any', system: 'any' },
  'settle-mailed-message': theTeam,
  'draft-mailed-message': theTeam,
} as const satisfies Record<string, AccessRule>;

/** The name of a use case, which is also the name of its file. */
export type UseCase = keyof typeof accessTable;
