import type { DemoTenant } from '../../app/demo/playground-config.ts';

const names = ['Asha Rahman', 'Ben Carter', 'Cora Lloyd', 'Dev Patel', 'Ella Morris', 'Finn Walsh'];

/** A fictional tenant with six people, for tests of the windows themselves. */
export const demoTenant: DemoTenant = {
  id: '00000000-0000-4000-8000-0000000000ff',
  bot: { id: '28:roundtable', name: 'Roundtable' },
  team: {
    id: '19:dsr-team@thread.tacv2',
    name: 'DSR team',
    groupId: '00000000-0000-4000-8000-0000000000aa',
  },
  cast: names.map((name, index) => ({
    id: `00000000-0000-4000-8000-00000000000${index + 1}`,
    name,
    email: `${name.toLowerCase().replace(' ', '.')}@example.org`,
  })),
};
