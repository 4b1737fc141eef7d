import type { MeetingView } from './model.ts';

/**
 * Somebody at a meeting, as the person and their family are told of them: professionals by name, job and organisation;
 * the family by what they are, never by name.
 */
export type WhoComes = {
  who: 'you' | 'person' | 'carer' | 'chair' | 'professional';
  name: string | null;
  job: string | null;
  organisation: string | null;
  /** Whether they have said that they come. */
  coming: boolean;
};

/**
 * Who will be at a meeting, for one invitee of the family: the chair first, then those invited in their order. Whoever has
 * said that they can't come is left out. Addresses and numbers are nobody else's business: there is no field for them.
 */
export function whoComes(
  meeting: Pick<MeetingView, 'invitees' | 'chair'>,
  jobs: ReadonlyMap<string, string>,
  inviteeId: string,
): WhoComes[] {
  const chair: WhoComes[] =
    meeting.chair === null
      ? []
      : [{ who: 'chair', name: meeting.chair.name, job: null, organisation: null, coming: true }];
  const invited = meeting.invitees
    .filter(({ id, response }) => id === inviteeId || response !== 'declined')
    .map((invitee): WhoComes => {
      const coming = invitee.response === 'accepted';
      const { id, kind, name, organisation } = invitee;
      if (id === inviteeId) return { who: 'you', name: null, job: null, organisation: null, coming };
      if (kind === 'individual' || kind === 'carer') {
        const who = kind === 'individual' ? 'person' : 'carer';
        return { who, name: null, job: null, organisation: null, coming };
      }
      const job = jobs.get(id) ?? null;
      return { who: 'professional', name, job, organisation: organisation?.name ?? null, coming };
    });
  return [...chair, ...invited];
}
