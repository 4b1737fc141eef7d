import type { Actor } from '../access/actor.ts';
import type { Deps } from '../platform/deps.ts';
import { cleanText } from '../platform/free-text.ts';
import { dayOf } from '../platform/time.ts';
import { type DraftWorkbench, openDraft } from './draft-store.ts';
import type { DraftView, TypedRequest } from './model.ts';

/** Who may write a draft: drafts are somebody's own. */
export type Professional = Extract<Actor, { kind: 'professional' }>;

/**
 * A new draft with an id of its own, opened on what is remembered of the requester. Nothing is stored until it is saved or
 * submitted; the id makes repeats harmless.
 *
 * @param typed what is known already, for instance from a pasted request
 */
export async function emptyDraft(
  deps: Pick<Deps, 'db' | 'clock' | 'newId'>,
  actor: Professional,
  typed: TypedRequest = {},
): Promise<DraftView> {
  const now = deps.clock.now();
  const id = deps.newId();
  const ask = { draftId: id, professionalId: actor.id, organisationIds: [], today: dayOf(now) };
  const known = await openDraft(deps.db, ask);
  return draftView(id, known, { typed: keepable(typed), version: 0, updatedAt: now });
}

/** A draft as the cards open it. */
export function draftView(
  id: string,
  known: Pick<DraftWorkbench, 'requester' | 'suggestedOrganisation'> & Partial<Pick<DraftWorkbench, 'row'>>,
  stored: { typed: TypedRequest; version: number; updatedAt: Date },
): DraftView {
  const { jobRole, organisation, phone, name, outside } = known.requester;
  return {
    id,
    version: stored.version,
    typed: stored.typed,
    profile: { jobRole, organisation, phone },
    nameOutside: outside ? name : null,
    suggestedOrganisation: known.suggestedOrganisation,
    updatedAt: stored.updatedAt,
    fromMail: fromMail(id, known.row?.mail ?? null),
  };
}

function fromMail(id: string, mail: NonNullable<DraftWorkbench['row']>['mail']): DraftView['fromMail'] {
  if (mail === null) return null;
  const { understood, ...came } = mail;
  const additions = understood?.additions?.filter(({ requestId }) => requestId === id) ?? [];
  return {
    ...came,
    understood: understood?.people.find(({ requestId }) => requestId === id) ?? null,
    toConfirm: additions.at(-1)?.toConfirm ?? [],
  };
}

/** Typed fields as they can be stored and shown again: as typed, without what neither a database nor a screen takes. */
export function keepable(typed: TypedRequest): TypedRequest {
  const entries = Object.entries(typed).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([field, value]) => [field, Array.isArray(value) ? value.map(cleanText) : cleanText(value ?? '')]),
  );
}
