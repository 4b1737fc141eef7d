/** One of the six fictional people of the demo. `id` is the directory's object id (a GUID), as in `from.aadObjectId`. */
export type CastMember = { id: string; name: string; email: string };

/** The Microsoft 365 tenant that all windows of one demo share. Every id is stable, so that stored references hold. */
export type DemoTenant = {
  id: string;
  bot: { id: string; name: string };
  /** `id` is also the id of the team's General channel; `groupId` is the directory group behind the team. */
  team: { id: string; name: string; groupId: string };
  /** Exactly as many people as the playground knows: see PLAYGROUND_PEOPLE. */
  cast: readonly CastMember[];
};

/** The playground's configuration schema asks for one current user and exactly five others. */
export const PLAYGROUND_PEOPLE = 6;

type PlaygroundUser = {
  id: string;
  name: string;
  /** Spelt so in the playground's schema. */
  userPrincipleName: string;
  aadObjectId: string;
  givenName: string;
  surname: string;
  email: string;
};

/** The file the playground reads (its schema version 0.1.1). */
export type PlaygroundConfig = {
  version: '0.1.1';
  tenantId: string;
  bot: { id: string; name: string };
  currentUser: PlaygroundUser;
  users: PlaygroundUser[];
  personalChat: { id: string };
  groupChat: { id: string; name: string };
  team: { id: string; name: string; aadGroupId: string; channels: [] };
};

/** The id a person has in Teams activities (`from.id`), as against their directory object id (`from.aadObjectId`). */
export const teamsUserId = (aadObjectId: string): string => `29:${aadObjectId}`;

/** The conversation id of a person's own chat with the bot. */
export const personalChatId = (aadObjectId: string): string => `a:personal-${aadObjectId}`;

/**
 * The configuration of one window: the tenant as `currentUserId` sees it. Windows of the same tenant differ only in who
 * is sitting there and in their personal chat.
 *
 * @throws RangeError unless the cast is six different people and the current user is one of them.
 */
export function playgroundConfig(tenant: DemoTenant, currentUserId: string): PlaygroundConfig {
  const ids = new Set(tenant.cast.map((member) => member.id));
  if (tenant.cast.length !== PLAYGROUND_PEOPLE || ids.size !== PLAYGROUND_PEOPLE) {
    throw new RangeError(`A playground needs ${PLAYGROUND_PEOPLE} different people, not ${ids.size}.`);
  }
  const currentUser = tenant.cast.find((member) => member.id === currentUserId);
  if (currentUser === undefined) throw new RangeError('The current user of a playground must be one of its people.');
  return {
    version: '0.1.1',
    tenantId: tenant.id,
    bot: tenant.bot,
    currentUser: playgroundUser(currentUser),
    users: tenant.cast.filter((member) => member !== currentUser).map(playgroundUser),
    personalChat: { id: personalChatId(currentUserId) },
    // The schema requires a group chat; Roundtable has no use for one, but its id must differ from every other.
    groupChat: { id: `19:group-${currentUserId}`, name: 'Group chat (not used)' },
    team: { id: tenant.team.id, name: tenant.team.name, aadGroupId: tenant.team.groupId, channels: [] },
  };
}

function playgroundUser({ id, name, email }: CastMember): PlaygroundUser {
  const [givenName = name, ...rest] = name.split(' ');
  return {
    id: teamsUserId(id),
    name,
    userPrincipleName: email,
    aadObjectId: id,
    givenName,
    surname: rest.join(' '),
    email,
  };
}
