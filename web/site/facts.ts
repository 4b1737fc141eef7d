/** Names with their values, as the summary list lays them out. Values are text: what somebody typed stays text. */
export function factRows(facts: readonly (readonly [name: string, value: string])[]) {
  return facts.map(([name, value]) => ({ key: { text: name }, value: { text: value, classes: 'app-fact' } }));
}
