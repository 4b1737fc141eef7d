import { describe, expect, test } from 'vitest';
import { personalChatId, playgroundConfig, teamsUserId } from '../../../app/demo/playground-config.ts';
import { demoTenant } from '../../support/demo-tenant.ts';

const [asha, ben] = demoTenant.cast.map((member) => member.id) as [string, string];

describe('the configuration of a demo window', () => {
  test('holds the person at the window and exactly the five others', () => {
    const config = playgroundConfig(demoTenant, asha);

    expect(config.currentUser).toEqual({
      id: teamsUserId(asha),
      aadObjectId: asha,
      name: 'Asha Rahman',
      givenName: 'Asha',
      surname: 'Rahman',
      email: 'asha.rahman@example.org',
      userPrincipleName: 'asha.rahman@example.org',
    });
    expect(config.users).toHaveLength(5);
    expect(config.users.map((user) => user.aadObjectId)).not.toContain(asha);
  });

  test('is the same tenant, bot and team in every window, with a personal chat of its own', () => {
    const one = playgroundConfig(demoTenant, asha);
    const other = playgroundConfig(demoTenant, ben);

    expect([other.tenantId, other.bot, other.team]).toEqual([one.tenantId, one.bot, one.team]);
    expect(one.personalChat.id).toBe(personalChatId(asha));
    expect(other.personalChat.id).toBe(personalChatId(ben));
    expect(one.personalChat.id).not.toBe(other.personalChat.id);
  });

  test('is the same at every start, so that stored conversations still hold', () => {
    expect(playgroundConfig(demoTenant, asha)).toEqual(playgroundConfig(demoTenant, asha));
  });

  test('gives no two conversations the same id, which the playground refuses', () => {
    const { personalChat, groupChat, team } = playgroundConfig(demoTenant, asha);
    expect(new Set([personalChat.id, groupChat.id, team.id]).size).toBe(3);
  });

  test('refuses a cast of any other size, a person twice, and a stranger at the window', () => {
    const cast = demoTenant.cast;
    const repeated = [...cast.slice(0, 5), ...cast.slice(0, 1)];

    expect(() => playgroundConfig({ ...demoTenant, cast: cast.slice(0, 5) }, asha)).toThrow('needs 6 different people');
    expect(() => playgroundConfig({ ...demoTenant, cast: repeated }, asha)).toThrow('needs 6 different people');
    expect(() => playgroundConfig(demoTenant, 'a-stranger')).toThrow('one of its people');
  });
});
