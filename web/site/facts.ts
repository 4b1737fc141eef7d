/** Names with their values, as the summary list lays them out. Values are text: what somebody typed stays text. */
export function factRows(facts: readonly (readonly [name: string, value: string])[]) {
  return facts.map(([name, value]) => ({
    key: { text: name },
    value: { html: withBreaks(value), classes: 'app-break' },
  }));
}

/** The summary list’s own line breaks must not show, those that somebody typed must: so they are tags. */
function withBreaks(text: string): string {
  const escaped = text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return escaped.replaceAll(/\r?\n/g, '<br>');
}
