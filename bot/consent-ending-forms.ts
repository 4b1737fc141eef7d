import type { AdaptiveCard } from '../cards/adaptive-card.ts';
import { consentFormCard } from '../cards/consent-form.card.ts';
import type { ConsentProblem } from '../services/consent/check-consent.ts';
import { afterInvalid, type TypedInvalid } from '../services/consent/find-consent-invalid.ts';
import { consentForms, consentRoutes } from '../services/consent/model.ts';
import type { ConsentView } from '../services/consent/view-model.ts';
import type { TypedWithdrawal } from '../services/consent/withdraw-consent.ts';
import type { MeetingView } from '../services/meetings/model.ts';
import { formatSpan } from '../services/platform/time.ts';
import { consentFormLabels, consentRouteLabels } from '../wording/consent.ts';
import { afterInvalidLabels, consentFormWords } from '../wording/consent-form.ts';
import type { AboutConsent } from './consent-cards.ts';
import { coded, consentField, endingBullets, shownForm } from './consent-forms.ts';
import type { ShownCard, Turn } from './turn.ts';

type Problems = readonly ConsentProblem[];

/** Says before what a withdrawal ends, and asks who says so, how and when. */
export function withdrawForm(
  turn: Turn,
  consent: ConsentView,
  about: AboutConsent,
  { typed, problems }: { typed: TypedWithdrawal; problems: Problems },
): ShownCard {
  // A best-interest decision is taken back by whoever made it: they are not offered as somebody who says so.
  const who = coded(
    consentRoutes.filter((route) => route !== 'best-interest'),
    consentRouteLabels,
  );
  const standing = consent.standing?.route === 'best-interest' ? undefined : consent.standing;
  return shownForm(turn, consent, about, {
    heading: consentFormWords.withdrawHeading,
    intro: [consentFormWords.withdrawIntro, ...endingBullets(turn, consent)],
    fields: [
      consentField(
        'saidBy',
        { as: 'choice', choices: who },
        { typed: typed.saidBy ?? standing?.route ?? '', problems },
      ),
      consentField(
        'consenterName',
        { as: 'line' },
        { typed: typed.consenterName ?? standing?.consenterName ?? '', problems },
      ),
      consentField(
        'form',
        { as: 'choice', choices: coded(consentForms, consentFormLabels) },
        { typed: typed.form, problems },
      ),
      consentField('day', { as: 'day' }, { typed: typed.day ?? consent.today, problems }),
      consentField('note', { as: 'text' }, { typed: typed.note, problems, required: false }),
    ],
    send: { title: 'Withdraw consent', verb: 'withdraw-consent', style: 'destructive' },
  });
}

/** Why a consent was not one, who found it, and what follows. */
export function invalidForm(
  turn: Turn,
  consent: ConsentView,
  about: AboutConsent,
  { typed, problems }: { typed: TypedInvalid; problems: Problems },
): ShownCard {
  const ends = { as: 'choice', choices: coded(afterInvalid, afterInvalidLabels) } as const;
  return shownForm(turn, consent, about, {
    heading: consentFormWords.invalidHeading,
    intro: [
      consentFormWords.invalidIntro,
      consentFormWords.invalidSuspends,
      consentFormWords.invalidEnds,
      ...endingBullets(turn, consent, { told: false }),
    ],
    fields: [
      consentField('decidedBy', { as: 'line' }, { typed: typed.decidedBy, problems }),
      consentField('note', { as: 'text' }, { typed: typed.note, problems }),
      consentField('ends', ends, { typed: typed.ends, problems }),
    ],
    send: { title: 'Record this', verb: 'find-consent-invalid', style: 'destructive' },
  });
}

/** The clinical lead's two ways with a meeting after consent has ended: cancel it, or share without consent for it. */
export function withdrawnMeetingForm(
  turn: Turn,
  meeting: MeetingView,
  { note, problems }: { note: string; problems: readonly { problem: 'missing' | 'too-long' }[] },
): AdaptiveCard {
  const { id: meetingId, version, reference, personName, startsAt, endsAt } = meeting;
  const ofNote = problems.map(({ problem }) => ({ field: 'note', problem }) as const);
  return consentFormCard({
    heading: consentFormWords.decideHeading,
    reference,
    personName,
    intro: [
      consentFormWords.decideIntro,
      ...(startsAt && endsAt ? [`The meeting is on ${formatSpan(startsAt, endsAt)}.`] : []),
      consentFormWords.decideEffects,
    ],
    fields: [
      { ...consentField('note', { as: 'text' }, { typed: note, problems: ofNote }), label: consentFormWords.whyCancel },
    ],
    buttons: [
      {
        title: 'Cancel this meeting',
        verb: 'cancel-withdrawn-meeting',
        style: 'destructive',
        data: { meetingId, version, press: turn.deps.newId() },
      },
      { title: 'Hold it without consent', verb: 'open-share-without-consent', data: { meetingId } },
    ],
  });
}
