import type { Request, Response } from 'express';
import type { FamilyMeetingView } from '../../services/meetings/family-meeting.ts';
import { viewFamilyMeeting } from '../../services/meetings/view-family-meeting.ts';
import type { LetterFormat } from '../../services/people/model.ts';
import { statedValue } from '../../services/policies/rule.ts';
import type { Visitor } from '../../services/sign-in/model.ts';
import type { FamilyLine } from '../../wording/family-meeting.ts';
import { piecesOf } from '../../wording/mails/letter-mail.ts';
import { familySections, familyTitle } from '../../wording/pages/family.ts';
import { familyWords as words } from '../../wording/pages/family-forms.ts';
import type { Pages, Site } from '../site/site.ts';
import { addFamilyForms } from './family-forms.ts';
import { bodyClassOf, formatAsked, formatLinks, linesIn } from './family-view.ts';
import { addSymbols } from './symbols.ts';

/** The forms of the person and their family about a meeting, and the pictures. Their page itself is the meeting's. */
export const familyPages: Pages = (site) => {
  addSymbols(site);
  addFamilyForms(site);
};

/**
 * The page of a meeting for the person, a parent or a carer, in the format that is kept with them or that they choose. What
 * was agreed is the text of the letter that a coordinator has released, as it was read.
 */
export async function showFamilyMeeting(
  site: Site,
  request: Request<Record<string, string>>,
  response: Response,
  visitor: Visitor,
  inviteeId: string,
): Promise<void> {
  const { actor, address } = visitor;
  const found = await viewFamilyMeeting(site.deps, { actor, address, inviteeId });
  if (!found.ok) return site.notFound(response, visitor);
  const asked = formatAsked(request.query.format);
  const view = pageOf(site, found.value, asked, request.query.done);
  return site.show(response, 'family/family.njk', view, { visitor });
}

function pageOf(site: Site, meeting: FamilyMeetingView, asked: LetterFormat | null, done: unknown) {
  const { policy, clock, organiser } = site.deps;
  const format = asked ?? meeting.format;
  const path = `/meetings/${meeting.inviteeId}`;
  const query = asked === null ? '' : `?format=${asked}`;
  const about = { now: clock.now(), team: policy.team, contact: organiser.address };
  const sections = familySections(meeting, about).map(({ heading, lines, links }) => ({
    heading,
    lines: linesIn(lines, format),
    links: links.map(({ words: text, to, second = false }) =>
      typeof to === 'string'
        ? { words: text, href: `${path}/${to}${query}`, second, away: false }
        : { words: text, href: to.url, second, away: true },
    ),
  }));
  return {
    title: familyTitle(meeting),
    backUrl: '/mine',
    bodyClass: bodyClassOf(format),
    words,
    done: doneWords(done),
    formats: formatLinks(path, format),
    agreed: meeting.stage === 'told' && meeting.agreed !== null ? piecesOf(meeting.agreed.text) : null,
    sections,
    ask: linesIn(howToAsk(site), format),
    reference: words.reference(meeting.reference),
  };
}

function doneWords(done: unknown): string | null {
  return Object.entries(words.done).find(([what]) => what === done)?.[1] ?? null;
}

function howToAsk({ deps }: Site): FamilyLine[] {
  const contact = statedValue(deps.policy.teamContact);
  const line = (symbol: FamilyLine['symbol'], text: string): FamilyLine => ({ symbol, plain: text, easy: text });
  return [
    ...(contact === undefined ? [] : [line('phone', words.phone(contact.phone))]),
    line('letter', words.ask(deps.organiser.address)),
    ...(contact === undefined ? [] : [line('letter', words.post(contact.post))]),
    line('phone', words.askPhone),
  ];
}
