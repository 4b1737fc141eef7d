/** Why something a requester asked for was not done. */
export type RequesterRefusal =
  | 'not-allowed'
  | 'not-found'
  | 'too-late'
  | 'already-sent'
  | 'already-decided'
  | 'changed-meanwhile'
  | 'draft-gone'
  | 'wrong-state';

const words: Record<RequesterRefusal, string> = {
  'not-allowed': 'Only the person who made this request, or the DSR team, can do this. Nothing was changed.',
  'not-found': 'We could not find this request among yours. Check the reference, or look through “my requests”.',
  'too-late':
    'This request can no longer be withdrawn: here is how it stands now. Contact the DSR team if it must stop.',
  'already-sent': 'You have already sent this request. Here is how it stands now.',
  'already-decided': 'The DSR team has decided meanwhile. Here is how the request stands now.',
  'changed-meanwhile': 'This request has changed meanwhile. Here is how it stands now.',
  'draft-gone': 'This draft is no longer there: it was deleted, or it is not yours.',
  'wrong-state': 'This cannot be done with the request as it stands now.',
};

/** Why it was not done, and what to do instead. */
export function refusalText(reason: RequesterRefusal): string {
  return words[reason];
}
