import type { DemoTenant } from './playground-config.ts';
import { personalChatId } from './playground-config.ts';

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;

/** The people of the demo. Their names and addresses are visibly made up. */
export const cast = {
  asha: { id: id(1), name: 'Asha Example', email: 'asha.example@trust.example.org' },
  ben: { id: id(2), name: 'Ben Example', email: 'ben.example@trust.example.org' },
  cora: { id: id(3), name: 'Cora Example', email: 'cora.example@trust.example.org' },
  dev: { id: id(4), name: 'Dev Example', email: 'dev.example@trust.example.org' },
  ella: { id: id(5), name: 'Ella Example', email: 'ella.example@trust.example.org' },
  lena: { id: id(6), name: 'Lena Example', email: 'lena.example@trust.example.org' },
} as const;

/** Who works in the DSR team: three coordinators and the clinical lead. Asha and Ben ask for meetings. */
export const demoDsrTeam = [
  { aadObjectId: cast.cora.id, dsrRole: 'coordinator' },
  { aadObjectId: cast.dev.id, dsrRole: 'coordinator' },
  { aadObjectId: cast.ella.id, dsrRole: 'coordinator' },
  { aadObjectId: cast.lena.id, dsrRole: 'clinical-lead' },
] as const;

/** Who hears of red and amber risks that are stuck. */
export const demoSeniorManagers = [
  { sector: 'health', name: 'Harriet Example', email: 'harriet.example@trust.example.org' },
  { sector: 'local-authority', name: 'Leo Example', email: 'leo.example@city-council.example.org' },
] as const;

/** The Microsoft 365 tenant of the demo, which both windows share. */
export const demoTenant: DemoTenant = {
  id: '00000000-0000-4000-8000-0000000000ff',
  bot: { id: '28:roundtable', name: 'Roundtable' },
  team: {
    id: '19:dsr-team@thread.tacv2',
    name: 'DSR team',
    groupId: '00000000-0000-4000-8000-0000000000aa',
  },
  cast: Object.values(cast),
};

/** The addresses of this domain have calendars that can be read; everybody else's are unknown. */
export const DEMO_MAIL_DOMAIN = 'trust.example.org';

/** Where the demo's mails come from. */
export const DEMO_MAILBOX = { name: 'Dynamic Support Register team', address: 'dsr@trust.example.org' };

/** A reference to a chat or the channel that nobody has opened yet: the bot can write there all the same. */
export function demoReference(serviceUrl: string, where: { person: string } | 'channel') {
  const { id: tenantId, bot, team } = demoTenant;
  return {
    channelId: 'msteams',
    serviceUrl,
    bot,
    conversation:
      where === 'channel'
        ? { id: team.id, isGroup: true, conversationType: 'channel', tenantId }
        : { id: personalChatId(where.person), conversationType: 'personal', tenantId },
  };
}
