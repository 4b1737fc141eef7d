import { note, right, wrong } from './doctor.ts';

/** What went wrong in a call to Microsoft, by kind and code alone. */
export type Trouble = { kind: string; status: number | null; code: string };

const RBAC = 'README.md, “Mailboxes: RBAC for Applications”';

/** Entra's codes that come of a wrong setting: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const signInMends: Record<string, string> = {
  AADSTS7000215: 'set MICROSOFT_APP_PASSWORD to the value of the client secret (not to its id).',
  AADSTS7000222: 'the client secret has expired: make a new one, and set MICROSOFT_APP_PASSWORD to it.',
  AADSTS700016: 'correct MICROSOFT_APP_ID, or MICROSOFT_APP_TENANT_ID: this tenant does not know the application.',
  AADSTS90002: 'correct MICROSOFT_APP_TENANT_ID, or MICROSOFT_AUTHORITY of your cloud: there is no such tenant.',
  AADSTS700027: 'upload the certificate of MICROSOFT_APP_CERTIFICATE to the app registration.',
  AADSTS7000112: 'enable the application in Entra (Enterprise applications, Properties).',
  AADSTS53003: 'exclude the application from the Conditional Access policy that blocks it.',
  AADSTS1002012: 'GRAPH_URL must be the address of Microsoft Graph in your cloud.',
  AADSTS500011: 'GRAPH_URL must be the address of Microsoft Graph in your cloud.',
};

function networkMend(code: string): string {
  if (/CERT|SIGNATURE|ISSUER/.test(code)) {
    return 'something on the way shows a certificate of its own: name its CA file in NODE_EXTRA_CA_CERTS.';
  }
  return 'let this machine reach Microsoft by https (firewall, proxy, DNS), or correct the address.';
}

export const signInWords = {
  right: (what: string) => right(`Sign-in: a token for ${what}.`),
  wrong: (what: string, code: string) =>
    wrong(`Sign-in: no token for ${what} (${code}).`, signInMends[code] ?? networkMend(code)),
  broad: (permissions: readonly string[]) =>
    note(
      `Permissions: ${permissions.join(', ')} ${permissions.length === 1 ? 'is' : 'are'} granted for every mailbox of the organisation. Better for the shared mailbox alone: ${RBAC}.`,
    ),
  unneeded: (permissions: readonly string[]) =>
    note(`Permissions: ${permissions.join(', ')} granted, and not needed. Take away what nothing else uses.`),
  rest: note('Permissions, mailbox, calendars and groups were left out: they need the sign-in to work.'),
  unused: right('Microsoft Graph: not used by this configuration.'),
};

/** What each permission lets the service do, and in whose gift it is. */
const forWhat: Record<string, string> = {
  'Calendars.ReadWrite': 'meetings in the shared mailbox’s calendar, and who is free',
  'Mail.ReadWrite': 'reading the shared mailbox and moving what is done with',
  'Mail.Send': 'mails from the shared mailbox',
  'GroupMember.Read.All': 'who is in the DSR team’s groups',
  'User.Read.All': 'names and addresses of the DSR team, and who is in the tenant',
};

function grant(permission: string): string {
  return /^(?:Calendars|Mail)\./.test(permission)
    ? `give the application ${permission} for this mailbox: ${RBAC}.`
    : `grant the application permission ${permission} in Entra, with admin consent.`;
}

export const permissionWords = {
  right: (permission: string, how: string) => right(`${permission}: granted (${how}).`),
  missing: (permission: string) =>
    wrong(`${permission}: missing. It is for ${forWhat[permission] ?? 'this call'}.`, grant(permission)),
  outOfScope: (permission: string, mailbox: string) =>
    wrong(
      `${permission}: granted, but not for ${mailbox}.`,
      `put the mailbox into the scope of the role assignment (${RBAC}); a change takes up to two hours.`,
    ),
  unclear: (permission: string, { kind, code }: Trouble) =>
    wrong(`${permission}: could not be tried (${kind}, ${code}).`, 'run the doctor again in a few minutes.'),
};

export const mailboxWords = {
  right: (mailbox: string) => right(`Mailbox: ${mailbox} is there.`),
  missing: (mailbox: string) =>
    wrong(
      `Mailbox: ${mailbox} has no mailbox in this tenant.`,
      'correct MAIL_FROM, or create the shared mailbox in Exchange Online.',
    ),
};

export const freeBusyWords = {
  right: (known: number) =>
    right(`Calendars: free/busy can be read (of ${known === 1 ? 'the shared mailbox' : `${known} mailboxes`}).`),
  unknownOwn: (mailbox: string) =>
    wrong(
      `Calendars: Exchange says nothing of when ${mailbox} is free.`,
      'give the mailbox a calendar in Exchange Online.',
    ),
  unknownTeam: (unknown: number, asked: number) =>
    note(
      `Calendars: free/busy of ${unknown} of ${asked} members of the team cannot be read: they are asked by card or mail. Is their mailbox in Exchange Online, and within the scope?`,
    ),
  unclear: ({ kind, code }: Trouble) =>
    wrong(`Calendars: free/busy could not be asked (${kind}, ${code}).`, 'run the doctor again in a few minutes.'),
};

export const teamWords = {
  right: (variable: string, count: number, role: string) =>
    right(`DSR team: ${variable} names ${count} ${role}${count === 1 ? '' : 's'}.`),
  empty: (variable: string) =>
    wrong(
      `DSR team: the group of ${variable} has no members.`,
      'add them in Entra (guests and switched-off accounts do not count).',
    ),
  noGroup: (variable: string) =>
    wrong(
      `DSR team: there is no group with the id of ${variable}.`,
      'set it to the object id of the Entra group, or of the Teams team’s group.',
    ),
  noUser: (variable: string, id: string) =>
    wrong(
      `DSR team: nobody in this tenant has the id ${id} of ${variable}.`,
      'set it to object ids from Entra (Users, Overview).',
    ),
  noAddress: (count: number) => note(`DSR team: ${count} without a mail address. They are reached in Teams alone.`),
  unclear: (variable: string, { kind, code }: Trouble) =>
    wrong(`DSR team: ${variable} could not be looked up (${kind}, ${code}).`, 'run the doctor again in a few minutes.'),
};

const METADATA = 'BOT_OPENID_METADATA';

export const teamsWords = {
  metadataRight: (keys: number) => right(`Teams: the keys it signs with can be read (${keys}).`),
  metadataUnreachable: (code: string) => wrong(`Teams: ${METADATA} cannot be read (${code}).`, networkMend(code)),
  metadataWrong: (what: string) =>
    wrong(
      `Teams: ${METADATA} is no OpenID metadata with signing keys (${what}).`,
      'leave it out for the global cloud, or set that of your cloud.',
    ),
  clock: (minutes: number) =>
    wrong(
      `Clock: this machine is ${minutes} minutes off.`,
      'keep its time by NTP: tokens are refused more than five minutes apart.',
    ),
  channelKnown: right('Teams: the bot has been added to the DSR team’s channel.'),
  channelUnknown: note(
    'Teams: nothing has been heard from DSR_CHANNEL_ID yet. Add the app to the team, and mention the bot in that channel once while the service runs.',
  ),
};
