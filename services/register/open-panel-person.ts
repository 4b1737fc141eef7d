import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { listOrganisations } from '../agencies/store.ts';
import { recordRead } from '../audit/record.ts';
import { participantsToday } from '../meetings/panel-meeting-store.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, ok, type Result, refuse } from '../platform/result.ts';
import { type CalendarDay, dayOf } from '../platform/time.ts';
import { questionsOfEntry } from '../service-questions/question-store.ts';
import type { PanelFilter } from './model.ts';
import { mayBeDiscussed, panelItems } from './panel-items.ts';
import type { PanelItem, PanelPersonView, PanelPlace } from './panel-model.ts';
import { panelAfter, panelRow } from './panel-store.ts';

/** Looked through for the next person who may be discussed; beyond it the first of them is shown, with why not. */
const LOOKED_THROUGH = 20;

type Which = { entryId: string } | { after: PanelPlace | null };

/**
 * One person at the panel: the one asked for, or the next in its order who was not discussed today. Somebody without valid
 * consent is passed over on the way to the next, and shown where they are asked for: they can't be discussed with agencies.
 * Who looked is on record.
 */
export async function openPanelPerson(
  deps: Deps,
  input: { actor: Actor; which: Which; filter: PanelFilter },
): Promise<Result<PanelPersonView, NotAllowed | { reason: 'nobody-left' } | { reason: 'entry-ended' }>> {
  const { actor, which, filter } = input;
  const nounId = 'entryId' in which ? which.entryId : null;
  const about = { noun: 'register-entry', nounId, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'open-panel-person', actor, about);
  if (refusal) return refusal;
  const today = dayOf(deps.clock.now());
  const item = await find(deps, which, filter, today);
  if (item === undefined) return refuse({ reason: 'entryId' in which ? 'entry-ended' : 'nobody-left' });
  await recordRead(deps, { useCase: 'open-panel-person', actor, noun: 'register-entry', nounId: item.entryId });
  const [directory, participants, questions] = await Promise.all([
    listOrganisations(deps.db, today),
    participantsToday(deps.db, today),
    questionsOfEntry(deps.db, item.entryId, today),
  ]);
  return ok({
    ...{ item, filter, today, participants, questions },
    mayDiscuss: mayBeDiscussed(item.consent),
    directory: directory.filter((organisation) => organisation.agreementInForce),
  });
}

async function find(deps: Deps, which: Which, filter: PanelFilter, today: CalendarDay): Promise<PanelItem | undefined> {
  if ('entryId' in which) {
    const row = await panelRow(deps.db, which.entryId);
    return row && (await panelItems(deps, [row], today))[0];
  }
  const rows = await panelAfter(deps.db, { filter, today, after: which.after, take: LOOKED_THROUGH });
  const items = await panelItems(deps, rows, today);
  return items.find(({ consent }) => mayBeDiscussed(consent)) ?? items[0];
}
