import type { DisclosureView } from '../services/disclosures/model.ts';
import { formatInstant } from '../services/platform/time.ts';
import { disclosedBasis, disclosedWords, disclosureForm } from '../wording/disclosures.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { backToMeeting, type FormMeeting, meetingIds } from './meeting-form.ts';
import { line, type MeetingRow, meetingRowsCard } from './meeting-rows.ts';
import { pageOf, pageWords } from './pages.ts';
import { plain } from './plain-text.ts';
import { oneLine } from './typed-field.ts';

export type DisclosuresView = { meeting: FormMeeting; disclosures: readonly DisclosureView[]; page: number };

const ON_A_PAGE = 10;

/** What has left the team about the person, to whom, when and on what basis: newest first. */
export function disclosuresCard({ meeting, disclosures, page }: DisclosuresView): AdaptiveCard {
  const shown = pageOf(disclosures, page, ON_A_PAGE);
  const data = meetingIds(meeting);
  const turn = (title: string, to: number) => ({ title, verb: 'show-disclosures', data: { ...data, page: to } });
  return meetingRowsCard({
    heading: disclosureForm.listHeading,
    summary: `${meeting.reference}: ${disclosureForm.listHeading}`,
    about: { reference: meeting.reference, name: meeting.personName },
    said: [line(disclosures.length === 0 ? disclosureForm.nothing : pageWords(shown, 'disclosure', 'disclosures'))],
    rows: shown.items.map(row),
    actions: [
      ...(shown.page > 1 ? [turn('Newer', shown.page - 1)] : []),
      ...(shown.page < shown.pages ? [turn('Older', shown.page + 1)] : []),
      backToMeeting(meeting),
    ],
  });
}

function row({ to, what, via, basis, at, thisMeeting }: DisclosureView): MeetingRow {
  const names = [to.name, to.organisation].filter((name) => name !== null);
  const title = names.length > 0 ? names.join(', ') : (to.address ?? 'Somebody who is no longer invited');
  const about = thisMeeting ? '' : ' · With another meeting or a question';
  return {
    title,
    lines: [
      line(disclosedWords({ what, via })),
      line(`${formatInstant(at)}${about}`),
      line(`Basis: ${disclosedBasis(basis)}`),
      ...(to.address !== null && names.length > 0 ? [line(plain(oneLine(to.address)))] : []),
    ],
    buttons: [],
  };
}
