import type { Actor } from '../access/actor.ts';
import type { Deps } from '../platform/deps.ts';
import { cleanText } from '../platform/free-text.ts';
import { dayOf } from '../platform/time.ts';
import type { ReferralCheckContext } from './check-step.ts';
import type { ReferralDraftView, TypedProfessional, TypedReferral } from './draft-model.ts';
import { leadOf } from './key-professionals.ts';
import { openReferralDraftRow, type ReferralWorkbench } from './referral-draft-store.ts';

/** Who may write a draft: drafts are somebody's own. */
export type Professional = Extract<Actor, { kind: 'professional' }>;

/**
 * A new draft with an id of its own, opened on what is remembered of the referrer. Nothing is stored until it is saved or
 * sent; the id makes repeats harmless.
 */
export async function emptyReferralDraft(
  deps: Pick<Deps, 'db' | 'clock' | 'newId'>,
  actor: Professional,
  typed: TypedReferral = {},
): Promise<ReferralDraftView> {
  const id = deps.newId();
  const known = await openReferralDraftRow(deps.db, { draftId: id, professionalId: actor.id });
  return referralDraftView(id, known, { typed, version: 0, updatedAt: deps.clock.now() });
}

/** A draft as the cards open it. */
export function referralDraftView(
  id: string,
  known: Pick<ReferralWorkbench, 'me' | 'suggestedOrganisation'>,
  stored: { typed: TypedReferral; version: number; updatedAt: Date },
): ReferralDraftView {
  const { jobRole, organisation, phone, ...me } = known.me;
  return {
    id,
    version: stored.version,
    typed: stored.typed,
    me,
    profile: { jobRole, organisation, phone },
    suggestedOrganisation: known.suggestedOrganisation,
    updatedAt: stored.updatedAt,
  };
}

/** Typed fields as they can be stored and shown again: as typed, without what neither a database nor a screen takes. */
export function keepableReferral(typed: TypedReferral): TypedReferral {
  const clean = (value: unknown) => (typeof value === 'string' ? cleanText(value) : value);
  const professional = (one: TypedProfessional) =>
    Object.fromEntries(Object.entries(one).map(([key, value]) => [key, clean(value)]));
  const entries = Object.entries(typed).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, Array.isArray(value) ? value.map(professional) : clean(value)]),
  ) as TypedReferral;
}

/**
 * What the checks need of a draft. Remembered details of the referrer and the one route that an area takes stand where
 * nothing was typed: they are not asked for again.
 */
export function checkContextOf(
  deps: Pick<Deps, 'policy' | 'clock' | 'allowTestNhsNumbers'>,
  draft: ReferralDraftView,
): ReferralCheckContext {
  const typed = withRemembered(draft);
  const { me } = draft;
  const outside = me.outside && me.email !== null ? { name: me.name, email: me.email } : undefined;
  return {
    typed,
    policy: deps.policy,
    today: dayOf(deps.clock.now()),
    allowTestNhsNumbers: deps.allowTestNhsNumbers,
    leadIsKnown: leadOf({ ...draft, typed }) !== undefined,
    ...(outside ? { outside } : {}),
  };
}

function withRemembered({ typed, profile, me }: ReferralDraftView): TypedReferral {
  if (typed.forAnother === 'yes') return typed;
  return {
    ...typed,
    ...(me.outside ? nameRemembered(typed, me.name) : {}),
    jobRole: typed.jobRole || profile.jobRole || '',
    organisation: typed.organisation || profile.organisation || '',
    phone: typed.phone || profile.phone || '',
  };
}

/** Whoever refers themself is the person; everybody else on the web pages says who they are. */
function nameRemembered(typed: TypedReferral, name: string): TypedReferral {
  return typed.route === 'self' ? { personName: typed.personName || name } : { contactName: typed.contactName || name };
}
