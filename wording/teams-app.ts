import { helpChoices } from './help.ts';

/** Where Teams offers commands in a menu. */
export type CommandPlace = 'personal' | 'team' | 'groupChat';

/** The manifest's own limit of a list: https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema */
const MOST_COMMANDS = 12;
/** What is done in a chat of one's own alone; and what only a service that reads the shared mailbox has, where help says so. */
const NOT_IN_MENU = new Set(['enter a referral', 'mailbox']);
/** In a chat of several people the bot says how to go on in a chat of one's own. */
const IN_GROUP_CHATS = new Set(['request a meeting', 'refer someone']);

/**
 * The commands that Teams offers beside the message box, in the words of the help card: an example of a reference is left
 * to the description, for what is picked from the menu is what is typed.
 */
export function commandMenu(place: CommandPlace): { title: string; description: string }[] {
  const choices = helpChoices[place === 'team' ? 'channel' : 'chat'];
  const offered = choices.filter(({ title }) =>
    place === 'groupChat' ? IN_GROUP_CHATS.has(title) : !NOT_IN_MENU.has(title) && !/\d/.test(title),
  );
  const menu = offered.map(({ title, value }) => ({ title, description: value }));
  return [
    ...menu.slice(0, MOST_COMMANDS - 1),
    { title: 'help', description: 'Everything that can be asked for here.' },
  ];
}

export const packageUsage =
  'Use: npm run package            writes the Teams app package\n' +
  '     npm run package -- --version 1.2.0 --out FILE';

/** What was written, and where it is uploaded. */
export function packageWritten(file: string, version: string): string {
  return [
    `Written: ${file} (version ${version}). It keeps to Microsoft’s schema and to our own rules.`,
    'Upload it in the Teams admin center: Teams apps, Manage apps, Upload new app. An update needs a higher --version.',
  ].join('\n');
}

/** Why no package was written. */
export function packageRefused(problems: readonly string[]): string {
  return ['No package was written:', ...problems.map((problem) => `- ${problem}`)].join('\n');
}
