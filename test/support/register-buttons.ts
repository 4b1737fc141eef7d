import { randomUUID } from 'node:crypto';

/** Whose button it is: of the record's own requester or referrer; of them or the team; of the team; of whoever was invited; and so on. */
export type Whose = 'requester' | 'requester-or-team' | 'team' | 'clinical-lead' | 'anybody' | 'invitee';
/** What a forged press of it sends. */
export type Button<Ids> = { whose: Whose; data(ids: Ids): Record<string, unknown> };

/** Records that the buttons of the register are about: somebody on it, a referral and a draft of Asha's, what hangs on them. */
export type RegisterIds = Record<
  | 'entry'
  | 'person'
  | 'registerMeeting'
  | 'referral'
  | 'possible'
  | 'referralDraft'
  | 'letter'
  | 'enquiry'
  | 'question'
  | 'mail',
  string
>;

const press = () => randomUUID();
const entry = (ids: RegisterIds) => ({ entryId: ids.entry });
const ofEntry = (ids: RegisterIds) => ({ ...entry(ids), version: 1, press: press(), day: '2027-01-12', note: 'Why' });
const step = (ids: RegisterIds) => ({ draftId: ids.referralDraft, step: 'who', personName: 'Taken Over' });
const referral = (ids: RegisterIds) => ({ referralId: ids.referral });
const decision = (ids: RegisterIds) => ({ ...referral(ids), version: 1, press: press() });
const letter = (ids: RegisterIds) => ({ letterId: ids.letter });
const ofLetter = (ids: RegisterIds) => ({ ...letter(ids), version: 0, press: press() });
const enquiry = (ids: RegisterIds) => ({ enquiryId: ids.enquiry });
const mail = (ids: RegisterIds) => ({ mailedMessageId: ids.mail });
const consent = (ids: RegisterIds) => ({ personId: ids.person });
const ofConsent = (ids: RegisterIds) => ({ ...consent(ids), press: press() });
const agrees = { answer: 'agrees', route: 'person', capacity: 'not-assessed' };
const said = { day: '2027-01-12', consenterName: 'Mallory', form: 'phone', evidence: 'None' };
const who = { decidedBy: 'Me' };
const role = { professionalRole: 'Nurse', professionalEmail: 'mallory@example.org' };

const team = (data: (ids: RegisterIds) => Record<string, unknown>) => ({ whose: 'team', data }) as const;
const referrer = (data: (ids: RegisterIds) => Record<string, unknown>) => ({ whose: 'requester', data }) as const;
const either = (data: (ids: RegisterIds) => Record<string, unknown>) => ({ whose: 'requester-or-team', data }) as const;
const anybody = (data: () => Record<string, unknown>) => ({ whose: 'anybody', data }) as const;

/** Every button of referrals, letters, consent, questions, register meetings and the panel. */
export const registerButtons: Record<string, Button<RegisterIds>> = {
  // A referral's own referrer
  'save-referral-draft': referrer(step),
  'next-referral-step': referrer(step),
  'back-referral-step': referrer(step),
  'name-me-key-professional': referrer((ids) => ({ ...step(ids), step: 'professionals' })),
  'add-key-professional': referrer((ids) => ({
    ...step(ids),
    step: 'professionals',
    professionalName: 'Mallory',
    ...role,
  })),
  'remove-key-professional': referrer((ids) => ({ ...step(ids), step: 'professionals', row: 0 })),
  'open-referral-draft': referrer((ids) => ({ draftId: ids.referralDraft })),
  'open-referral-step': referrer((ids) => ({ draftId: ids.referralDraft, step: 'who' })),
  'send-referral': referrer((ids) => ({ draftId: ids.referralDraft, press: press() })),
  'show-my-referral': either(referral),
  'open-withdraw-referral': either(referral),
  'answer-referral-question': either((ids) => ({ ...referral(ids), answer: 'No', press: press() })),
  'start-referral': anybody(() => ({})),
  'show-my-referrals': anybody(() => ({ page: 1 })),
  'open-ask-if-on-register': anybody(() => ({})),
  'ask-if-on-register': anybody(() => ({ press: press(), personName: 'Unseen Example', why: 'I wonder' })),
  // The team decides on a referral
  'start-referral-entry': team(() => ({})),
  'show-triage': team(referral),
  'show-referral-text': team((ids) => ({ ...referral(ids), page: 1 })),
  'show-referrals': team(() => ({ filter: 'all', page: 1 })),
  'take-referral': team((ids) => ({ ...referral(ids), press: press() })),
  'open-ask-referral': team(referral),
  'ask-referral-question': team((ids) => ({ ...decision(ids), question: 'Who?' })),
  'open-reviewers': team(referral),
  'record-reviewers': team((ids) => ({ ...decision(ids), education: 'Mallory' })),
  'open-duplicates': team((ids) => ({ ...referral(ids), at: 1 })),
  'decide-duplicate': team((ids) => ({ ...decision(ids), otherId: ids.possible, same: 'yes' })),
  'open-accept-referral': team(referral),
  'open-refuse-referral': team(referral),
  'accept-referral': team((ids) => ({ ...decision(ids), ...who, rating: 'red', locality: 'staffordshire' })),
  'refuse-referral': team((ids) => ({ ...decision(ids), ...who, reason: 'other', note: 'No', whatElseHelps: 'No' })),
  'close-duplicate-referral': team(decision),
  // Letters
  'show-letters': team(() => ({ page: 1 })),
  'show-letter': team(letter),
  'word-letter': team((ids) => ({ ...ofLetter(ids), ownWords: 'Call Mallory' })),
  'open-readdress-letter': team(letter),
  'readdress-letter': team((ids) => ({ ...ofLetter(ids), via: 'email', address: 'm@example.org', format: 'plain' })),
  'mark-letter-address': team(ofLetter),
  'release-letter': team((ids) => ({ ...ofLetter(ids), digest: 'forged' })),
  'record-letter-told': team((ids) => ({ ...ofLetter(ids), toldOn: '2027-01-12', toldHow: 'phone' })),
  'open-set-aside-letter': team(letter),
  'set-aside-letter': team((ids) => ({ ...ofLetter(ids), why: 'No' })),
  // Questions to the register
  'show-register-enquiries': team(() => ({ page: 1 })),
  // The shared mailbox
  'show-mailbox': team(() => ({ filter: 'waiting', page: 1 })),
  'show-mailed-message': team(mail),
  'show-mailed-text': team((ids) => ({ ...mail(ids), page: 1 })),
  'draft-mailed-message': team(mail),
  'settle-mailed-message': team((ids) => ({ ...mail(ids), press: press(), answer: 'nothing' })),
  'show-register-enquiry': either(enquiry),
  'answer-register-enquiry': team((ids) => ({ ...enquiry(ids), press: press(), answer: 'on-register', note: '' })),
  // Consent
  'open-consent': team(consent),
  'open-record-consent': team(consent),
  'to-consent-record': team((ids) => ({ ...consent(ids), ...agrees })),
  'record-consent': team((ids) => ({ ...ofConsent(ids), ...agrees, ...said })),
  'ask-clinical-lead': team((ids) => ({ ...ofConsent(ids), ...agrees, note: 'Why' })),
  'send-consent-form': team(ofConsent),
  'show-who-was-told': team((ids) => ({ ...consent(ids), page: 1 })),
  'open-consent-invalid': team(consent),
  'find-consent-invalid': team((ids) => ({ ...ofConsent(ids), ...who, note: 'Why', ends: 'keep' })),
  'open-withdraw-consent': team(consent),
  'withdraw-consent': team((ids) => ({ ...ofConsent(ids), ...said, saidBy: 'person' })),
  // Meetings of the register and the panel
  'open-register-meeting': team((ids) => ({ ...entry(ids), kind: 'cetr' })),
  'request-register-meeting': team((ids) => ({ ...entry(ids), kind: 'cetr', press: press() })),
  'show-meeting': team((ids) => ({ meetingId: ids.registerMeeting })),
  'show-panel': team(() => ({ filter: 'all', page: 1 })),
  'open-panel-person': team((ids) => ({ ...entry(ids), filter: 'all' })),
  'next-panel-person': team(() => ({ filter: 'all' })),
  'record-panel-discussion': team((ids) => ({ ...ofEntry(ids), filter: 'all', go: 'next', organisationIds: '' })),
  // Questions to services
  'open-ask-service': team(entry),
  'ask-service': team((ids) => ({ ...entry(ids), press: press(), text: 'What?', dueDay: '2027-02-02' })),
  'show-service-question': team((ids) => ({ questionId: ids.question })),
  'withdraw-service-question': team((ids) => ({ questionId: ids.question, press: press() })),
  'show-policy': team(() => ({ page: 1 })),
  'open-withdrawn-meeting': { whose: 'clinical-lead', data: (ids) => ({ meetingId: ids.registerMeeting }) },
  'cancel-withdrawn-meeting': {
    whose: 'clinical-lead',
    data: (ids) => ({ meetingId: ids.registerMeeting, version: 0, press: press(), note: 'No' }),
  },
  // Last: they end what the others need.
  'withdraw-referral': either((ids) => ({ ...referral(ids), note: '', press: press() })),
  'discard-referral-draft': referrer((ids) => ({ draftId: ids.referralDraft, sure: 'yes' })),
};
