import { createHash } from 'node:crypto';
import type { Deps } from '../platform/deps.ts';
import { labelOf } from '../policies/model.ts';
import { statedValue } from '../policies/rule.ts';
import type { LetterMailState, LetterPart, LetterView } from './model.ts';
import type { LetterRecord } from './read-letter.ts';
import { letterPart } from './receivers.ts';
import type { LetterContent, LetterWords } from './words-port.ts';

/** What every use case of a letter is given: the words come from outside. */
export type LetterDeps = Deps & { letterWords: LetterWords };

/** The words of a letter as it would go now. */
export function contentOf(
  deps: Pick<LetterDeps, 'policy' | 'organiser' | 'letterWords'>,
  letter: LetterRecord,
): LetterContent {
  const { policy, organiser } = deps;
  return deps.letterWords.letter({
    ...letter.subject,
    receiver: letter.receiver,
    receiverName: letter.receiverName,
    personName: letter.personName,
    format: letter.format,
    reference: letter.reference,
    note: letter.note,
    whatElseHelps: letter.whatElseHelps,
    ownWords: letter.ownWords,
    reasonLabel: reasonLabel(deps, letter),
    team: policy.team,
    whoRuns: policy.whoRuns.value,
    contact: organiser.address,
    emergencyAdvice: policy.emergencyAdvice.value,
    teamContact: statedValue(policy.teamContact) ?? null,
    meeting: letter.meeting && {
      ...letter.meeting,
      purpose: purposeLabel(deps, letter.meeting.purposeCategory),
    },
  });
}

function reasonLabel({ policy }: Pick<Deps, 'policy'>, { subject }: LetterRecord): string | null {
  if (subject.kind === 'referral-not-eligible') return labelOf(policy.notEligibleReasons.value, subject.facts.reason);
  if (subject.kind === 'entry-ended') return labelOf(policy.endReasons.value, subject.facts.reason);
  return null;
}

function purposeLabel({ policy }: Pick<Deps, 'policy'>, category: string | null): string | null {
  return category === null ? null : labelOf(policy.purposeCategories.value, category);
}

/** Stands for a text: two letters with one digest say the same. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** How much of it may leave by e-mail now. */
export function partOfLetter(letter: LetterRecord): LetterPart {
  const referrerInTeams = letter.referrerInTeams !== null;
  const isAgreed = letter.subject.kind === 'meeting-agreed';
  // No mark makes an address secure that somebody reads who may not know about the person.
  const addressSecure = letter.addressSecure && !(isAgreed && letter.meeting?.addressShared);
  return letterPart({ ...letter, referrerInTeams, addressSecure, ownAddress: !isAgreed });
}

/** A letter as the DSR team sees it: its text as released, or as it would be now. */
export function letterView(
  deps: Pick<LetterDeps, 'policy' | 'organiser' | 'letterWords'>,
  letter: LetterRecord,
): LetterView {
  const content = contentOf(deps, letter);
  const text = letter.releasedText ?? content.text;
  const { state, toldOn, toldHow, releasedBy, releasedAt } = letter;
  return {
    id: letter.id,
    kind: letter.subject.kind,
    state,
    version: letter.version,
    reference: letter.reference,
    referralId: letter.referralId,
    meetingId: letter.meetingId,
    requestId: letter.requestId,
    personName: letter.personName,
    receiver: letter.receiver,
    receiverName: letter.receiverName,
    via: letter.via,
    address: letter.address,
    format: letter.format,
    subject: content.subject,
    text,
    digest: digestOf(text),
    ownWords: letter.ownWords,
    part: partOfLetter(letter),
    mail: mailState(letter.mail),
    createdAt: letter.createdAt,
    released: releasedAt && { by: releasedBy ?? '', at: releasedAt },
    told: state === 'told' && toldOn !== null ? { on: toldOn, how: toldHow ?? '', by: letter.toldBy } : null,
    notNeededBecause: state === 'not-needed' ? toldHow : null,
  };
}

function mailState(state: LetterRecord['mail']): LetterMailState {
  if (state === null || state === 'not-needed') return null;
  return state === 'due' || state === 'sending' ? 'under-way' : state;
}
