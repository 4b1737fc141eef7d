/** Why a mail came back, by its status code (RFC 3463), as the end of a sentence. */
export function bounceReason(code: string | null): string {
  const [, subject, detail] = code?.split('.') ?? [];
  if (subject === '1' || subject === '4') return 'there is no such address, or it is spelt wrong';
  if (subject === '2' && detail === '2') return 'their inbox is full';
  if (subject === '2' && detail === '1') return 'their inbox is closed';
  if (subject === '7') return 'their mail server refused it';
  return 'their mail server did not take it';
}
