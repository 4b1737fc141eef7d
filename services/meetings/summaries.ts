import { createHash } from 'node:crypto';
import type { Deps } from '../platform/deps.ts';
import { isTold, nothingSent, summaryPreviews } from './disclosure.ts';
import type { MeetingView, OutcomeView, SummaryPreview } from './model.ts';
import { findSentBefore } from './sent-before-store.ts';

/** The previews of one version, and what they are recognised by. */
export type Previews = {
  previews: SummaryPreview[];
  /** How many of them are mailed text about the person, a notice, told by hand, a letter to release, or nothing because nothing changed. */
  counts: { summaries: number; notices: number; byHand: number; letters: number; unchanged: number };
  /** Handed back on sending: what is sent is what was seen. */
  fingerprint: string;
};

/** Stands for everything the previews say, addresses included: two that differ in anything have different ones. */
function fingerprintOf(outcome: OutcomeView, previews: readonly SummaryPreview[]): string {
  return createHash('sha256')
    .update(JSON.stringify([outcome.id, outcome.saves, previews]))
    .digest('hex');
}

function countsOf(previews: readonly SummaryPreview[]): Previews['counts'] {
  const told = previews.filter(isTold);
  const count = (what: SummaryPreview['part']['what']) => told.filter((preview) => preview.part.what === what).length;
  return {
    summaries: count('summary'),
    notices: count('notice'),
    byHand: count('by-hand'),
    letters: count('letter'),
    unchanged: previews.length - told.length,
  };
}

/** What would be sent of an outcome now: consent, agreements and addresses are asked as they are at this moment. */
export async function previewsOf(
  deps: Pick<Deps, 'db'>,
  meeting: MeetingView,
  outcome: OutcomeView,
): Promise<Previews> {
  const sent = outcome.version === 1 ? nothingSent : await findSentBefore(deps.db, meeting.id, outcome.version);
  const previews = summaryPreviews(meeting, outcome, sent);
  return { previews, counts: countsOf(previews), fingerprint: fingerprintOf(outcome, previews) };
}
