import { CODE_MINUTES } from '../../services/sign-in/model.ts';

/** 's…@police.example.org': enough for its reader to know it, too little for anybody else. */
export function maskedAddress(address: string): string {
  const [local = '', domain = ''] = address.split('@');
  return `${local.slice(0, 1)}…@${domain}`;
}

export const signInWords = {
  link: {
    title: 'Confirm that it is you',
    lines: (masked: string) => [
      `This link was sent to ${masked}.`,
      'Before we show you anything, we send a code to that address. Nothing is sent until you press the button.',
    ],
    button: 'Send me a code',
  },
  address: {
    title: 'What is your email address?',
    hint: 'We send a code to it. Use the address that we wrote to, if we did.',
    button: 'Send me a code',
    lost: 'I have lost my link',
  },
  code: {
    title: 'Type your code',
    lines: [
      'If we can reach that address, we have sent a code to it.',
      `The code has six digits. It works for ${CODE_MINUTES} minutes, in this browser alone.`,
      'No email yet? Wait a minute and look in your junk folder.',
    ],
    label: 'Your code',
    remember: 'Remember this device until the end of the day',
    rememberHint: 'Do not choose this on a computer that other people use.',
    button: 'Continue',
    again: 'Send me a new code',
  },
  expired: {
    title: 'This link is too old',
    lines: ['We can send a new one to the same address.'],
    button: 'Send me a new link',
  },
  unknown: {
    title: 'This link does not work',
    lines: [
      'It may have been taken back, or a part of it may be missing.',
      'Open it once more from the email. If that does not help, ask for a new link.',
    ],
    toNew: 'Ask for a new link',
  },
  lost: {
    title: 'Ask for a new link',
    label: 'The email address that we wrote to',
    button: 'Send me a new link',
  },
  sent: {
    title: 'Look in your inbox',
    lines: [
      'If we have written to this address before, a new link is on its way to it.',
      'For safety we do not say here whether we know an address.',
    ],
  },
  left: {
    title: 'You have left',
    lines: ['Nobody can see your pages in this browser any more.'],
    toStart: 'Go to the start page',
  },
  problems: {
    badEmail: 'Enter an email address in the correct format, like name@example.org',
    noCodeTyped: 'Enter the six digits of your code',
    wrongCode: (left: number) =>
      left === 1
        ? 'That code is not right. You can try once more'
        : `That code is not right. You can try ${left} more times`,
    noCode: 'That code does not work any more. Ask for a new one',
  },
} as const;
