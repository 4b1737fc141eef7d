/** Words of the forms that are filled in by hand. */
export const printWords = {
  choose: {
    title: 'Print a form',
    choices: {
      self: { text: 'Help for myself', hint: 'A referral by the person.' },
      carer: { text: 'Help for somebody I care for', hint: 'A referral by a parent, carer or family member.' },
      professional: { text: 'Refer somebody I work with', hint: 'A referral by a professional.' },
      request: { text: 'A Meeting by Exception', hint: 'A request by a professional.' },
    } as Record<string, { text: string; hint: string }>,
  },
  how: [
    'Print this page: choose “Print” in your browser.',
    'Write in block letters. Leave empty what you do not know. Use another sheet where there is too little room.',
    'Hand it to the team, or send it by post. Please do not email a photo of it unless your email is secure.',
  ],
  sendTo: 'Where to send it',
  askWhere: 'Ask us where to send it, or hand it to a professional who helps you.',
  signature: 'Your signature',
  signedOn: 'Date',
  officeHeading: 'For the team',
  received: 'Date received',
  receivedBy: 'Received by',
  reference: 'Reference',
  tickOne: 'Tick one',
  tickAll: 'Tick all that apply',
  professional: (number: number) => `Person ${number}`,
  contactDetail: 'How can we reach you? Email, phone or postal address',
} as const;
