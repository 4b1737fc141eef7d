/** The buttons of a to-do's card that its sentences speak of. */
export const todoButtons = {
  request: 'Show request',
  meeting: 'Show meeting',
  person: 'Show person',
  letter: 'Read letter',
  referral: 'Show referral',
  consent: 'Show consent',
  told: 'Who was told',
} as const;

/** The button to a meeting: that of a request stands on the card of the request. */
export function buttonToMeeting(todo: { requestId?: string | null | undefined }): string {
  return `“${todo.requestId ? todoButtons.request : todoButtons.meeting}”`;
}
