import { z } from 'zod';
import { mdtColleaguesCard, mdtFields, mdtFirstCard } from '../cards/mdt-first.card.ts';
import { mdtInvitationCard } from '../cards/mdt-invitation.card.ts';
import type { ColleaguesProblem } from '../services/mbe-requests/choose-mdt-first.ts';
import { isThinReason, mdtAnswered } from '../services/mbe-requests/mdt-first.ts';
import { MAX_COLLEAGUES, readColleagues, readMdtTimes } from '../services/mbe-requests/mdt-invitation.ts';
import type { DraftView, TypedRequest } from '../services/mbe-requests/model.ts';
import { mdtFirstWords } from '../wording/mdt-first.ts';
import { announcedDraft } from '../wording/messages.ts';
import { showStep2 } from './draft-cards.ts';
import type { ShownCard, Turn } from './turn.ts';

const typed = z
  .string()
  .default('')
  .transform((text) => text.slice(0, 20_000));

/** What a press on the two questions brings. */
export const mdtData = z.object({
  draftId: z.guid(),
  fromMessage: typed,
  ...(Object.fromEntries(mdtFields.map((field) => [field, typed])) as Record<(typeof mdtFields)[number], typeof typed>),
});

/** The answers as typed. */
export function typedMdt(data: z.infer<typeof mdtData>): TypedRequest {
  const answers = Object.fromEntries(mdtFields.map((field) => [field, data[field]]));
  return { ...answers, mdtTried: data.mdtTried.slice(0, 50) };
}

/** After the first step: the two questions where the reason for no MDT says too little and nobody answered them yet. */
export async function showAfterStep1(turn: Turn, draft: DraftView, more: { fromMessage?: string }): Promise<ShownCard> {
  const thin = isThinReason(draft.typed.whyNoMdt ?? '', turn.deps.policy.thinMdtReasons.value);
  if (!thin || mdtAnswered(draft.typed)) return showStep2(turn, draft, more);
  return { card: mdtFirstCard({ draft, ...more }), summary: announcedDraft };
}

const problems: Record<ColleaguesProblem['problem'], string> = {
  missing: mdtFirstWords.badColleagues,
  'bad-email': mdtFirstWords.badColleagues,
  'too-many': mdtFirstWords.tooMany(MAX_COLLEAGUES),
};

/** Whom they want there. */
export function showColleagues(draft: DraftView, problem?: ColleaguesProblem['problem']): ShownCard {
  const card = mdtColleaguesCard({ draft, ...(problem === undefined ? {} : { error: problems[problem] }) });
  return { card, summary: announcedDraft };
}

/** The ready invitation of a draft; undefined where none was made. */
export function shownMdtInvitation(draft: DraftView): ShownCard | undefined {
  const colleagues = readColleagues(draft.typed.mdtColleagues ?? '');
  const found = readMdtTimes(draft.typed.mdtTimes);
  if ('problem' in colleagues || found === null) return undefined;
  const card = mdtInvitationCard({ draftId: draft.id, colleagues: colleagues.addresses, ...found });
  return { card, summary: announcedDraft };
}
