import type { NamedPerson, WaitingFor } from '../services/mbe-requests/model.ts';

/** Who has to do something next, in a few words. Names are free text: escape the result for a card. */
export function waitingForWords(request: {
  waitingFor: WaitingFor;
  owner: NamedPerson | null;
  requester?: { name: string };
  chair?: NamedPerson | null;
}): string {
  switch (request.waitingFor) {
    case 'owner':
      return request.owner ? `${request.owner.name} (owner)` : 'the DSR team';
    case 'anybody-in-the-team':
      return 'anybody in the DSR team: nobody owns it yet';
    case 'requester':
      return request.requester ? `${request.requester.name} (requester)` : 'the requester';
    case 'invitees':
      return 'the people invited';
    case 'chair':
      return request.chair ? `${request.chair.name} (chair)` : 'the chair';
    case 'nobody':
      return 'nobody';
  }
}
