import type { UnderstoodRequest } from './read-pasted-request.ts';

/** Something understood, and the text it came from: both as they stand. */
export type FromText = { text: string; from: string };
export type ProseRequest = { found: Partial<Record<keyof UnderstoodRequest, FromText>>; left: string[] };

/** No more of a sentence is looked at, and no more sentences of a text. */
const LONGEST_SENTENCE = 1_000;
const MOST_SENTENCES = 500;

const MEETING = '(?:mbe|meeting by exception|meeting)';
const PURPOSE = new RegExp(
  '\\b(?:purpose|aim|objective|goal)s? (?:of|for|behind|in) [^.]{0,80}\\b(?:is|are|was|would be|will be)\\b|' +
    '\\b(?:our|the|my|main|overall) (?:purpose|aim|objective|goal)s? (?:is|are|would be|will be)\\b|' +
    `\\breasons? (?:for|behind) (?:requesting )?(?:the|this|our|my|an?) ${MEETING}\\b[^.]{0,40}\\b(?:is|are)\\b|` +
    `\\bthe ${MEETING} (?:is|would be|will be) (?:needed |required |wanted )?(?:to|for)\\b`,
  'i',
);
const INVITE =
  /\b(?:please|pls|kindly|(?:could|can|would) you)\b[^.]{0,60}\binvite\b|\b(?:i|we)(?:['’]d| would) like (?:you )?to invite\b|\b(?:people|professionals|agencies|attendees|those|everyone|who) to (?:be )?invited?\b|\b(?:should|must|needs? to|ought to) (?:all |also )?be invited\b|\binvit(?:ees|ations?)\b[^.]{0,60}\b(?:are|should|would|to)\b|^\s*(?:do not |don['’]t |also )?invite\b/i;
const MDT = /\bmdts?\b|\bmulti[- ]?disciplinary\b|\bprofessionals['’]? meetings?\b/i;
const NEGATION =
  /\b(?:no|not|cannot|unable|without|never|neither|instead of|rather than|failed|declined|refused)\b|n['’]t\b/i;
const CAUSE = /\b(?:because|as|since|due to|owing to|reasons?|so|given|therefore|despite|although|when)\b/i;

const NAMED = [
  /\bfull name (?:of (?:the )?(?:individual|person|young person|child|client|patient) )?is /i,
  /\b(?:the |our )?(?:individual|young person|person|child|adult)(?:['’]s (?:full )?name)? is /i,
  /\b(?:called|named) /i,
  /\b(?:mbe|meeting by exception)(?: \(mbe\))?(?: meeting)?(?: request)? (?:for|about|regarding|re|concerning) (?:(?:our|the|my|a) (?:individual|young person|person|client|patient|service user|child),? )?/i,
];
const NAME =
  /(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? )?\p{Lu}[\p{L}\p{M}'’-]+(?: (?:\p{Lu}[\p{L}\p{M}'’-]*|ap|ab|ferch|de|van|von|al|bin)){1,4}/uy;
const NO_NAME =
  /\b(?:team|service|services|council|hospital|trust|meeting|dsr|mdt|mbe|dynamic|support|register|police|school)\b/i;
const TO_WHAT_END = /^,?(?: \([^()]{0,80}\),?)? (?:in order to|so that|to) /;

type Cue = keyof UnderstoodRequest;

/** Where a sentence ends: not after a title or a short form. */
const END =
  /(?<!\b(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|St|e\.g|i\.e|approx|no|No|tel|Tel|ext|incl)\.)(?<=[.!?]["'”’)]?)\s+(?=[\p{Lu}\p{N}"'“‘(])/u;

function cueOf(sentence: string): Cue | undefined {
  const said = sentence.slice(0, LONGEST_SENTENCE).replace(/\s+/g, ' ');
  if (MDT.test(said) && NEGATION.test(said) && CAUSE.test(said)) return 'whyNoMdt';
  if (PURPOSE.test(said)) return 'purpose';
  return INVITE.test(said) ? 'whoToInvite' : undefined;
}

/** A name directly after words that announce one: two words or more that begin with a capital letter. */
function nameIn(sentence: string): { name: string; end: number } | undefined {
  const said = sentence.slice(0, LONGEST_SENTENCE).replace(/\s/g, ' ');
  for (const announced of NAMED) {
    const match = announced.exec(said);
    if (match === null) continue;
    NAME.lastIndex = match.index + match[0].length;
    const name = NAME.exec(said)?.[0];
    if (name !== undefined && !NO_NAME.test(name)) return { name, end: NAME.lastIndex };
  }
  return undefined;
}

/** Whether a line holds words that begin one of the four things in a sentence. */
export function hasCue(line: string): boolean {
  return cueOf(line) !== undefined || nameIn(line) !== undefined;
}

/** The sentences of a text, each with the number of its paragraph. */
function sentencesOf(lines: readonly string[]): { text: string; paragraph: number }[] {
  const paragraphs = lines.join('\n').split(/\n[^\S\n]*\n/);
  return paragraphs
    .flatMap((text, paragraph) => text.split(END).map((sentence) => ({ text: sentence.trim(), paragraph })))
    .filter(({ text }) => text !== '')
    .slice(0, MOST_SENTENCES);
}

/**
 * Finds the four things where they are told in sentences: "The purpose of the meeting is …", "Please invite …", "An MDT is
 * not being taken forward because …", "an MbE for Jane Example". A sentence is taken whole, with those after it in its
 * paragraph that begin nothing else. What is not said in such words is not understood.
 *
 * @param wanted what has not been found under a heading
 */
export function readProse(lines: readonly string[], wanted: ReadonlySet<Cue>): ProseRequest {
  const found = new Map<Cue, string[]>();
  const named: { name?: FromText; purpose?: FromText } = {};
  const left: string[] = [];
  let current: { cue: Cue; paragraph: number } | undefined;
  for (const { text, paragraph } of sentencesOf(lines)) {
    const name = wanted.has('personName') && named.name === undefined ? nameIn(text) : undefined;
    if (name !== undefined) {
      named.name = { text: name.name, from: text };
      const end = TO_WHAT_END.exec(text.slice(name.end))?.[0];
      if (end !== undefined)
        named.purpose = { text: text.slice(name.end).replace(/^,?(?: \([^()]{0,80}\),?)? /, ''), from: text };
    }
    const cue = cueOf(text);
    if (cue !== undefined) current = { cue, paragraph };
    else if (current?.paragraph !== paragraph) current = undefined;
    if (current !== undefined && wanted.has(current.cue) && (cue !== undefined || name === undefined)) {
      found.set(current.cue, [...(found.get(current.cue) ?? []), text]);
    } else if (name === undefined) left.push(text);
  }
  const things: ProseRequest['found'] = {};
  for (const [cue, texts] of found) things[cue] = { text: texts.join('\n'), from: texts.join('\n') };
  if (named.name !== undefined) things.personName = named.name;
  if (named.purpose !== undefined && wanted.has('purpose')) things.purpose ??= named.purpose;
  return { found: things, left: left.flatMap((text) => text.split('\n')) };
}
