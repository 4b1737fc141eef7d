import type { ConsentRoute } from '../../services/consent/model.ts';
import type { LetterSubject } from '../../services/letters/model.ts';
import { formatDay } from '../../services/platform/time.ts';
import type { Section, Sentence } from './letter-layout.ts';
import { noHospital, whatTheRegisterIs } from './register-words.ts';
import type { Voice } from './voice.ts';

type Facts = Extract<LetterSubject, { kind: 'referral-accepted' }>['facts'];

/**
 * A referral was accepted. The rating is in none of these letters: it needs somebody who explains it, and the person may ask
 * for it. A referrer learns the outcome and what happens next, and nothing else of the register.
 */
export function acceptedLetter(facts: Facts, v: Voice, reference: string): Section[] {
  return v.receiver === 'referrer' ? forReferrer(facts, reference) : forFamily(facts, v);
}

function forFamily(facts: Facts, v: Voice): Section[] {
  return [
    {
      heading: `${v.You} ${v.are} on the Dynamic Support Register`,
      say: [`We put ${v.your} name on the register on ${formatDay(facts.day)}.`, ...whatTheRegisterIs, noHospital(v)],
    },
    { heading: 'What happens next', list: true, say: next(facts, v) },
    { heading: 'Who we tell', list: true, say: whoKnows(facts, v) },
    { heading: 'The choice to be on the register', list: true, say: choice(facts.consentRoute, v) },
  ];
}

function next({ shared, nextBy, consentRoute, consentUntil }: Facts, v: Voice): Sentence[] {
  const talk = shared
    ? `We will talk about ${v.your} support with the people who give it.`
    : `Our team will talk about ${v.your} support.`;
  return [
    nextBy === null
      ? `${talk} There is no date for this yet. You can ask us for one.`
      : `${talk} We will do this by ${formatDay(nextBy)}.`,
    `We may invite ${v.you} to a meeting. ${v.You} ${v.do} not have to come.`,
    v.receiver === 'person'
      ? 'You can tell us what helps you, and what does not help you.'
      : `${v.You} can tell us what helps, and what does not help. You can tell us too.`,
    ...(consentUntil === null
      ? []
      : [`We will ask again if ${askedAgain(consentRoute, v)}. We will do this before ${formatDay(consentUntil)}.`]),
    'You do not have to do anything now.',
  ];
}

function askedAgain(route: ConsentRoute, v: Voice): string {
  return route === 'person'
    ? `${v.you} still ${v.verb('want')} to be on the register`
    : `${v.you} should stay on the register`;
}

function whoKnows({ shared }: Facts, v: Voice): Sentence[] {
  const atRisk =
    'If somebody may be badly hurt, we may have to tell others without asking first. We do this only if we must.';
  if (!shared) {
    return [
      `What we know from the register stays in our team. We do not tell other services.`,
      atRisk,
      'This can be changed at any time. Tell us.',
    ];
  }
  return [
    `We may tell other services about ${v.you}. For example the NHS, the council, a care provider or the police.`,
    'We tell them only what they need to know to help.',
    atRisk,
    `You can ask us whom we have told. You can also ask us to keep it in our team.`,
  ];
}

type OfAnother = Exclude<ConsentRoute, 'person' | 'best-interest'>;

/** Who said yes for somebody, and in Easy Read what such a person is. */
const saidYes: Record<OfAnother, { who: string; easy: string | null }> = {
  parent: { who: 'a parent', easy: null },
  guardian: { who: 'a guardian', easy: 'A guardian may decide for a child, like a parent.' },
  'parental-responsibility': {
    who: 'somebody with parental responsibility',
    easy: 'This means that they may decide for a child, like a parent.',
  },
  deputy: {
    who: 'a deputy, appointed by the Court of Protection',
    easy: 'A court chose the deputy to decide some things.',
  },
  attorney: {
    who: 'an attorney for health and welfare',
    easy: 'An attorney is somebody who was chosen earlier to decide about health and care.',
  },
};

function choice(route: ConsentRoute, v: Voice): Sentence[] {
  const stays = `If ${v.your} name comes off the register, the support that ${v.they} have now stays the same.`;
  const another = [
    `${v.You} can tell us at any time if ${v.they} do not want this. We will listen, and look at it again.`,
    stays,
  ];
  if (route === 'best-interest') {
    return [
      {
        plain: `Being on the register was decided for ${v.you}, as a best-interest decision. You can ask us who decided, and why.`,
        easy: `Other people decided this for ${v.you}. They thought about what is best for ${v.you}. You can ask us who decided, and why.`,
      },
      ...another,
    ];
  }
  if (route !== 'person') return [...ofAnother(route, v), ...another];
  return [
    `${v.You} said yes to being on the register.`,
    `${v.You} can say no at any time, and ${v.they} do not have to say why. Tell us, or tell somebody who gives support. Then we take the name off the register.`,
    stays,
  ];
}

/** A parent who reads it may be the one who said yes, or not: the letter does not know, and says nothing false to either. */
function ofAnother(route: OfAnother, v: Voice): Sentence[] {
  const { who, easy } = saidYes[route];
  const explained: Sentence[] = easy === null ? [] : [{ plain: null, easy }];
  if (v.receiver === 'person') {
    return [
      `The yes for you came from ${who}.`,
      ...explained,
      'They can take the yes back at any time. Then we take your name off the register.',
    ];
  }
  return [
    `The yes for ${v.you} came from ${who}. If this was not you, you can ask us about it.`,
    ...explained,
    `Whoever said yes can take it back at any time, and does not have to say why. Tell us. Then we take ${v.your} name off the register.`,
  ];
}

function forReferrer({ day, nextBy }: Facts, reference: string): Section[] {
  return [
    { heading: 'Your referral was accepted', say: [`We accepted your referral ${reference} on ${formatDay(day)}.`] },
    {
      heading: 'What happens next',
      list: true,
      say: [
        'We tell the person, or somebody who speaks for them. You do not have to do this.',
        nextBy === null
          ? 'We will plan the next steps. If we need you for this, we will contact you.'
          : `We will plan the next steps by ${formatDay(nextBy)}. If we need you for this, we will contact you.`,
        'Please go on with the support that you give now. The register does not replace it.',
        'If the risk changes, tell us the same day: ask us to phone you.',
        'You do not have to do anything else.',
      ],
    },
  ];
}
